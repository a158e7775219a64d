import { eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import {
  accessGrants,
  announcements,
  auditEvents,
  courseMemory,
  courses,
  coversheets,
  credentials,
  degrees,
  documentDecisions,
  documentFiles,
  documentPages,
  documentPageTexts,
  documentReadings,
  documentRoutings,
  documents,
  duplicateCandidates,
  employmentWages,
  eventInstructors,
  eventSessions,
  institutions,
  instructors,
  intakePages,
  intakePageTexts,
  intakeScans,
  mergeLedger,
  merges,
  nameChanges,
  notifications,
  participantIdentifiers,
  participantNames,
  participantSecrets,
  queuePace,
  registryFacts,
  reportLines,
  reportRuns,
  reportVersions,
  reviewRequests,
  secondLooks,
  skippedNameWords,
  trainingHours,
  workerPools,
} from "#db/schema/index.ts";
import {
  makeAccount,
  makeDocument,
  makeEmployment,
  makeEnrollment,
  makeEvent,
  makeInstitution,
  makeParticipant,
  makeProgram,
  makeSponsor,
  makeSponsorManager,
} from "../support/factories.ts";
import { seedDirectory } from "./rls-directory.ts";
import { seedLinkage } from "./rls-linkage.ts";
import { asked } from "./rls-requests.ts";
import { listsOf } from "./rls-rosters.ts";
import { seedSignIns } from "./rls-sign-ins.ts";

const everybody = [
  "educator",
  "private",
  "former",
  "reported",
  "stranger",
  "administrator",
  "manager",
  "leader",
] as const;
type Who = (typeof everybody)[number];

export type RlsWorld = {
  people: Record<string, number>;
  accounts: Record<string, number>;
  programId: number;
  sponsorId: number;
  /** Whom a row of a table is about, as the expectations name them. */
  ownerOf(table: string, row: Record<string, unknown>): string;
};

/** Two programs, two sponsors, eight people, and for each educator at least one row in every table that has an owner. */
export async function makeRlsWorld(db: Db): Promise<RlsWorld> {
  const people = {} as Record<Who, number>;
  const accountIds = {} as Record<Who, number>;
  for (const who of everybody) {
    const person = await makeParticipant(db, {
      givenName: who,
      hiddenFromEmployers: who === "private",
    });
    people[who] = person.id;
    accountIds[who] = (await makeAccount(db, { participantId: person.id, displayName: who })).id;
  }
  const [program, elsewhere] = [await makeProgram(db), await makeProgram(db)];
  const [sponsor, rival] = [await makeSponsor(db), await makeSponsor(db)];
  await makeInstitution(db);
  await db.insert(announcements).values({ title: "t", body: "b", publishedOn: "2026-01-01" });

  await grants(db, people, program.id, elsewhere.id);
  const eventId = await trainingsOf(db, sponsor.id, people.manager, people.leader);
  const rivalEventId = await trainingsOf(db, rival.id, people.stranger, people.stranger);
  await listsOf(db, people, eventId, rivalEventId);
  const jobs: Record<string, Parameters<typeof makeEmployment>[1]> = {
    educator: { participantId: people.educator, programId: program.id, status: "confirmed" },
    private: { participantId: people.private, programId: program.id, status: "confirmed" },
    former: {
      participantId: people.former,
      programId: program.id,
      status: "confirmed",
      endedOn: "2024-06-30",
    },
    reported: { participantId: people.reported, programId: program.id, status: "reported" },
    stranger: { participantId: people.stranger, programId: elsewhere.id, status: "confirmed" },
  };
  const hidden = new Set<number>();
  for (const who of ["educator", "private", "former", "reported", "stranger"] as const) {
    const participantId = people[who];
    const employment = await makeEmployment(db, jobs[who]!);
    await db
      .insert(employmentWages)
      .values({ employmentId: employment.id, amountCiphertext: "v1.x", period: "hour" });
    await aboutThePerson(db, who, participantId, accountIds[who]);
    await education(db, participantId, false);
    if (who === "educator") hidden.add(await education(db, participantId, true));
    const enrollment = await makeEnrollment(db, {
      eventId: who === "educator" ? eventId : rivalEventId,
      participantId,
    });
    await db.insert(trainingHours).values({
      participantId,
      evidence: "sponsor_attendance",
      title: "attended",
      hours: "2",
      completedOn: "2026-03-14",
      enrollmentId: enrollment.id,
    });
  }
  await work(db, people, accountIds, sponsor.id);
  const names = new Map<unknown, string>(everybody.map((who) => [people[who], who]));
  const byAccount = new Map<unknown, string>(everybody.map((who) => [accountIds[who], who]));
  const documentOwners = new Map<unknown, string>();
  for (const row of await db.query.documents.findMany())
    documentOwners.set(row.id, `${names.get(row.participantId)}${hidden.has(row.id) ? ":hidden" : ""}`);
  const jobOwners = new Map<unknown, string>();
  for (const row of await db.query.employments.findMany())
    jobOwners.set(row.id, names.get(row.participantId) ?? "");

  return {
    people,
    accounts: accountIds,
    programId: program.id,
    sponsorId: sponsor.id,
    ownerOf(table, row) {
      if (table === "public.participants") return names.get(row.id) ?? "?";
      if (table === "public.accounts") return byAccount.get(row.id) ?? "?";
      if (table === "public.documents") return documentOwners.get(row.id) ?? "?";
      if (table === "public.report_runs") return byAccount.get(row.requested_by_id) ?? "?";
      if (row.document_id) return documentOwners.get(row.document_id) ?? "?";
      // Parts of a request are about whom they name; only the office's notes name nobody so plainly.
      if (table.startsWith("public.request_")) return String(row.body ?? row.original_name ?? row.image_key);
      if (table.startsWith("public.roster_i") && !row.line) return String(row.original_name ?? row.name);
      if (row.enrollment_id) return `${names.get(row.participant_id)}:attended`;
      if (row.employment_id) return jobOwners.get(row.employment_id) ?? "?";
      return names.get(row.participant_id) ?? "?";
    },
  };
}

async function grants(db: Db, people: Record<Who, number>, programId: number, elsewhereId: number) {
  const granted = { status: "granted", programNumber: "P1" } as const;
  await db.insert(accessGrants).values([
    { ...granted, participantId: people.administrator, programId },
    { ...granted, participantId: people.stranger, programId: elsewhereId },
    { ...granted, participantId: people.educator, programId: elsewhereId },
  ]);
}

/** A sponsor's manager, instructor and one event that the instructor leads. */
async function trainingsOf(db: Db, sponsorId: number, managerId: number, leaderId: number): Promise<number> {
  await makeSponsorManager(db, sponsorId, managerId);
  const event = await makeEvent(db, { sponsorId });
  const [leader] = await db
    .insert(instructors)
    .values({ sponsorId, participantId: leaderId, status: "approved" })
    .returning();
  await db.insert(eventInstructors).values({ eventId: event.id, instructorId: leader!.id });
  await db.insert(eventSessions).values({
    eventId: event.id,
    startsAt: new Date("2026-03-14T17:00:00Z"),
    endsAt: new Date("2026-03-14T20:00:00Z"),
  });
  return event.id;
}

async function aboutThePerson(db: Db, who: string, participantId: number, accountId: number) {
  await db
    .insert(participantNames)
    .values({ participantId, kind: "former", givenName: who, familyName: "Before" });
  await db
    .insert(participantIdentifiers)
    .values({ participantId, kind: "teacher_license", value: `L${participantId}` });
  await db
    .insert(participantSecrets)
    .values({ participantId, ssnCiphertext: "v1.x", ssnBlindIndex: `index ${participantId}` });
  await db.insert(nameChanges).values({
    participantId,
    oldGivenName: who,
    oldFamilyName: "Before",
    newGivenName: who,
    newFamilyName: "After",
  });
  await asked(db, who, participantId);
  await db.insert(auditEvents).values({
    actorKind: "account",
    accountId,
    action: "participant.updated",
    subjectType: "participants",
    subjectId: participantId,
    participantId,
  });
}

/** One document with file, page and decision, and a row of every kind read from it. @returns the document's id */
async function education(db: Db, participantId: number, hiddenFromEmployers: boolean): Promise<number> {
  const { id: documentId } = await makeDocument(db, {
    participantId,
    status: "verified",
    hiddenFromEmployers,
  });
  const [file] = await db
    .insert(documentFiles)
    .values({
      documentId,
      storageKey: `key ${documentId}`,
      originalName: "transcript.pdf",
      mimeType: "application/pdf",
      sizeBytes: 1,
      sha256: "0".repeat(64),
    })
    .returning();
  const [page] = await db
    .insert(documentPages)
    .values({
      documentId,
      fileId: file!.id,
      pageNumber: 1,
      imageKey: "i",
      thumbnailKey: "t",
      width: 1,
      height: 1,
    })
    .returning();
  await db.insert(documentPageTexts).values({ pageId: page!.id, source: "ocr", words: [] });
  await db.insert(documentReadings).values({ documentId, readerVersion: "1", failure: "nothing on it" });
  await db.insert(documentRoutings).values({ documentId, action: "escalate", note: "n" });
  const [decision] = await db
    .insert(documentDecisions)
    .values({ documentId, outcome: "verified" })
    .returning();
  const decisionId = decision!.id;
  await db.insert(secondLooks).values({ documentId, decisionId, reason: "sample" });
  await db
    .insert(reviewRequests)
    .values({ participantId, documentId, decisionId, reason: "r", dueOn: "2026-06-01" });
  await db.insert(degrees).values({ participantId, documentId, level: "associate" });
  await db.insert(courses).values({
    participantId,
    documentId,
    courseNumber: "ECE 1",
    title: "Child Growth",
    units: "3",
    classification: "ece_cd",
  });
  await db.insert(credentials).values({ participantId, documentId, kind: "permit", name: "Teacher Permit" });
  await db.insert(trainingHours).values({
    participantId,
    documentId,
    evidence: "certificate",
    title: "First Aid",
    hours: "2",
    completedOn: "2025-05-01",
  });
  return documentId;
}

/** What the registry writes while it works: runs, e-mails, pairs, merges, sign-ins. */
async function work(db: Db, people: Record<Who, number>, accountIds: Record<Who, number>, sponsorId: number) {
  for (const who of ["educator", "stranger", "administrator", "manager", "leader"] as const) {
    await db.insert(reportRuns).values({
      reportKey: "education_and_training",
      title: who,
      params: {},
      requestedById: accountIds[who],
      participantId: who === "educator" || who === "stranger" ? people[who] : null,
      sponsorId: who === "manager" ? sponsorId : null,
    });
    await db.insert(notifications).values({
      participantId: people[who],
      accountId: accountIds[who],
      template: "document_received",
      recipientEmail: `${who}@example.org`,
      subject: "s",
      bodyText: "t",
      bodyHtml: "h",
      messageId: `<rls-${who}@example.org>`,
    });
  }
  const [leftId, rightId] = [people.educator, people.stranger].sort((a, b) => a - b) as [number, number];
  await db.insert(skippedNameWords).values({ word: "quetzal" });
  await db.insert(duplicateCandidates).values({ leftId, rightId, band: "possible", score: 1, signals: [] });
  await seedLinkage(db, people.educator);
  await seedDirectory(db);
  const [merge] = await db
    .insert(merges)
    .values({
      survivorId: leftId,
      retiredId: rightId,
      status: "proposed",
      reason: "same person",
      choices: {},
      survivorVersion: 1,
      retiredVersion: 1,
    })
    .returning();
  await db
    .insert(mergeLedger)
    .values({ mergeId: merge!.id, position: 1, tableName: "documents", rowId: 1, action: "kept" });
  await officeWork(db, people, accountIds.educator);
  await db.insert(workerPools).values({ poolId: "pool", lockKey: 1n });
  await db.insert(registryFacts).values({ key: "a fact", value: 1 });
  await seedSignIns(db, accountIds.educator);
}

/** What staff keep beside the documents, and reports that were issued. */
async function officeWork(db: Db, people: Record<Who, number>, accountId: number) {
  const [college] = await db.select({ id: institutions.id }).from(institutions).limit(1);
  await db.insert(courseMemory).values({
    institutionId: college!.id,
    courseKey: "ece1",
    courseNumber: "ECE 1",
    title: "Child Growth",
    units: "3",
    unitSystem: "semester",
    classification: "ece_cd",
  });
  const [scan] = await db
    .insert(intakeScans)
    .values({
      storageKey: "scan",
      originalName: "post.pdf",
      mimeType: "application/pdf",
      sizeBytes: 1,
      sha256: "1".repeat(64),
    })
    .returning();
  const [page] = await db
    .insert(intakePages)
    .values({ scanId: scan!.id, pageNumber: 1, imageKey: "i", thumbnailKey: "t", width: 1, height: 1 })
    .returning();
  await db.insert(intakePageTexts).values({ pageId: page!.id, words: [] });
  await db.insert(queuePace).values({ type: "transcript", lane: "standard", decidedPerDay: 3, waiting: 9 });
  for (const who of ["educator", "private", "stranger"] as const) {
    const participantId = people[who];
    await db
      .insert(coversheets)
      .values({ code: `sheet ${who}`, participantId, documentType: "transcript", createdById: accountId });
    const [run] = await db
      .insert(reportRuns)
      .values({ reportKey: "education_and_training", title: who, params: {}, participantId: people.stranger })
      .returning();
    const [issued] = await db
      .insert(reportVersions)
      .values({
        participantId,
        reportRunId: run!.id,
        code: `code ${who}`,
        number: 1,
        printedName: who,
        contentSha256: "2".repeat(64),
        rulesVersion: "1",
        issuedOn: "2026-01-01",
      })
      .returning();
    const read = await db.query.documents.findMany({ where: eq(documents.participantId, participantId) });
    for (const [index, document] of read.entries())
      await db.insert(reportLines).values({
        reportVersionId: issued!.id,
        section: "courses",
        line: index + 1,
        rowId: 1,
        printed: "CD 1",
        evidence: "institution_transcript",
        documentId: document.id,
      });
  }
}
