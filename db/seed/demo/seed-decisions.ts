import { reasonsFor } from "../../jurisdictions/index.ts";
import {
  auditEvents,
  courses,
  credentials,
  degrees,
  documentDecisions,
  notifications,
  trainingHours,
} from "../../schema/index.ts";
import { type Cast, inBatches, type SeedContext } from "./context.ts";
import { nameOnPaper } from "./people.ts";
import type { Sending } from "./seed-documents.ts";

type Decided = Sending & { documentId: number; decidedAt: Date; decidedById: number };

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Decisions on documents, the rows a clerk typed for the verified ones, the e-mails and the audit trail. */
export async function seedDecisions(
  seed: SeedContext,
  sent: readonly { sending: Sending; documentId: number }[],
  institutionIds: ReadonlyMap<number, number>,
  cast: Cast,
) {
  const decided = sent.flatMap(({ sending, documentId }): Decided[] => {
    const { decidedAt, decidedById } = sending;
    return decidedAt && decidedById ? [{ ...sending, documentId, decidedAt, decidedById }] : [];
  });
  const random = seed.random.fork("decisions");
  const told = decided.map((one) => {
    const outcome = one.status as Outcome;
    if (outcome === "verified") return { one, outcome, reason: undefined };
    return { one, outcome, reason: random.pick(reasonsFor(seed.jurisdiction, outcome, one.paper.type)) };
  });
  const made = await inBatches(
    told.map(({ one, outcome, reason }) => ({
      ...{ documentId: one.documentId, outcome, decidedById: one.decidedById, createdAt: one.decidedAt },
      ...{ reasonCode: reason?.code ?? null, toFix: reason?.toFix ?? null },
      internalNote:
        outcome !== "verified" && random.chance(0.3) ? "Called; she will send a better copy." : null,
    })),
    (chunk) => seed.tx.insert(documentDecisions).values(chunk).returning({ id: documentDecisions.id }),
  );
  await seedVerifiedRows(
    seed,
    decided.filter(({ status }) => status === "verified"),
    institutionIds,
  );
  await seedMail(
    seed,
    told.map((each, at) => ({ ...each, decisionId: made[at]!.id })),
  );
  await inBatches(
    told.map(({ one, outcome, reason }) => ({
      ...{ at: one.decidedAt, actorKind: "account" as const, accountId: one.decidedById },
      actorRole: one.decidedById === cast.helpDesk ? "help_desk" : "data_entry",
      ...{ action: "document.decided", subjectType: "documents", subjectId: one.documentId },
      participantId: one.person.id,
      ...{ before: { status: "unverified" }, after: { status: outcome }, reason: reason?.label ?? null },
    })),
    (chunk) => seed.tx.insert(auditEvents).values(chunk).returning({ id: auditEvents.id }),
  );
}

async function seedVerifiedRows(
  seed: SeedContext,
  verified: Decided[],
  institutionIds: ReadonlyMap<number, number>,
) {
  const read = (one: Decided) => ({
    participantId: one.person.id,
    documentId: one.documentId,
    createdAt: one.decidedAt,
  });
  const transcripts = verified.flatMap((one) =>
    one.paper.transcript ? [{ one, record: one.paper.transcript }] : [],
  );
  const institutionOf = (unitId: number) => institutionIds.get(unitId) ?? null;
  const degreeRows = transcripts.flatMap(({ one, record: { degree, institution } }) => {
    if (!degree) return [];
    const { level, title, field: major, conferredOn } = degree;
    const institutionId = institutionOf(institution.ipedsUnitId);
    return [
      {
        ...read(one),
        institutionId,
        institutionName: institution.name,
        level,
        title,
        major,
        conferredOn,
        pageNumber: 1,
      },
    ];
  });
  const courseRows = transcripts.flatMap(({ one, record }) =>
    record.terms.flatMap((term) =>
      term.courses.map((course) => ({
        ...read(one),
        ...{
          institutionId: institutionOf(record.institution.ipedsUnitId),
          institutionName: record.institution.name,
        },
        ...{ courseNumber: course.number, title: course.title, term: term.label },
        completedOn: course.inProgress ? null : term.endsOn,
        units: (record.calendar === "quarter" ? course.units * 1.5 : course.units).toFixed(2),
        unitSystem: record.calendar,
        grade: course.grade || null,
        state: course.inProgress
          ? ("in_progress" as const)
          : course.grade === "W"
            ? ("withdrawn" as const)
            : ("completed" as const),
        classification: course.subject === "ece" ? ("ece_cd" as const) : ("general_education" as const),
        pageNumber: 1,
      })),
    ),
  );
  const credentialRows = verified.flatMap((one) => {
    if (!one.paper.credential) return [];
    const { kind, name, level, number: documentNumber, issuedOn, expiresOn } = one.paper.credential;
    return [{ ...read(one), kind, name, level, documentNumber, issuedOn, expiresOn, pageNumber: 1 }];
  });
  const hourRows = verified.flatMap((one) => {
    if (!one.paper.certificate) return [];
    const { title, sponsor, hours, completedOn, number } = one.paper.certificate;
    const evidence = "certificate" as const;
    return [
      {
        ...read(one),
        evidence,
        title,
        sponsorName: sponsor,
        hours: hours.toFixed(2),
        completedOn,
        certificateNumber: number,
        pageNumber: 1,
      },
    ];
  });
  const { tx } = seed;
  await inBatches(degreeRows, (chunk) => tx.insert(degrees).values(chunk).returning({ id: degrees.id }));
  await inBatches(courseRows, (chunk) => tx.insert(courses).values(chunk).returning({ id: courses.id }));
  await inBatches(credentialRows, (chunk) =>
    tx.insert(credentials).values(chunk).returning({ id: credentials.id }),
  );
  await inBatches(hourRows, (chunk) =>
    tx.insert(trainingHours).values(chunk).returning({ id: trainingHours.id }),
  );
}

type Outcome = "verified" | "action_required" | "not_accepted";

const SUBJECT: Record<Outcome, (id: number) => string> = {
  verified: (id) => `Your document ${id} is verified`,
  action_required: (id) => `Action required on your document ${id}`,
  not_accepted: (id) => `Your document ${id} was not accepted`,
};
const OUTCOME: Record<Outcome, string> = {
  verified: "Your document was verified and now shows on your Education & Training Report.",
  action_required: "We could not verify your document yet. One thing has to be fixed:",
  not_accepted: "Your document cannot be used for your record.",
};

async function seedMail(
  seed: SeedContext,
  told: { one: Decided; decisionId: number; outcome: Outcome; reason: { toFix: string } | undefined }[],
) {
  const random = seed.random.fork("mail");
  const rows = told.flatMap(({ one, decisionId, outcome, reason }) => {
    if (!one.person.email) return [];
    const name = nameOnPaper(one.person);
    const text = [`Dear ${name},`, OUTCOME[outcome], reason?.toFix, seed.jurisdiction.registryName].filter(
      (line) => line !== undefined,
    );
    const sentAt = new Date(one.decidedAt.getTime() + random.int(1, 9) * 1000);
    return [
      {
        ...{ participantId: one.person.id, accountId: one.person.accountId, template: `document_${outcome}` },
        ...{
          recipientName: name,
          recipientEmail: one.person.email,
          status: "sent" as const,
          attempts: 1,
          sentAt,
        },
        subject: SUBJECT[outcome](one.documentId),
        dedupeKey: `document_decision:${decisionId}`,
        bodyText: text.join("\n\n"),
        bodyHtml: text.map((line) => `<p>${escapeHtml(line)}</p>`).join("\n"),
        messageId: `<${random.uuid()}@registry.example.org>`,
        createdAt: one.decidedAt,
      },
    ];
  });
  await inBatches(rows, (chunk) =>
    seed.tx.insert(notifications).values(chunk).returning({ id: notifications.id }),
  );
}
