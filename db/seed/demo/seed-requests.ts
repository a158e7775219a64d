import { sql } from "drizzle-orm";
import { requestMessages, requests } from "../../schema/index.ts";
import { type Cast, daysAgo, type Enrolled, notAfterNow, officeHour, type SeedContext } from "./context.ts";

type Given = Omit<typeof requests.$inferInsert, "source" | "askerName"> & {
  source?: "public" | "portal" | "staff";
  asked: string;
  answer?: string;
  age: readonly [number, number];
};

/** What waits of name changes and access stands in the inbox too, as it does when it is asked for. */
async function envelopes({ tx }: SeedContext): Promise<void> {
  await tx.execute(sql`
    insert into requests (type, source, subject, asker_name, asker_email, locale, email_verified_at, participant_id, document_id, name_change_id, due_on, created_at)
    select 'name_change', 'portal', concat_ws(' ', n.new_given_name, n.new_middle_name, n.new_family_name), concat_ws(' ', p.given_name, p.family_name),
      p.email, p.correspondence_language, n.created_at, p.id, n.evidence_document_id, n.id, (n.created_at + interval '14 days')::date, n.created_at
    from name_changes n join participants p on p.id = n.participant_id where n.status = 'requested' order by n.id`);
  await tx.execute(sql`
    insert into requests (type, source, subject, asker_name, asker_email, locale, email_verified_at, participant_id, program_id, access_grant_id, due_on, created_at)
    select 'access', 'portal', g.program_number, concat_ws(' ', p.given_name, p.family_name), p.email, p.correspondence_language, g.created_at, p.id,
      g.program_id, g.id, (g.created_at + interval '7 days')::date, g.created_at
    from access_grants g join participants p on p.id = g.participant_id where g.status = 'requested' order by g.id`);
}

/** An inbox as it is on any morning: questions, a correction, a report of two records, one nobody has proven yet. G8 */
export async function seedRequests(seed: SeedContext, people: Enrolled[], cast: Cast): Promise<void> {
  await envelopes(seed);
  const random = seed.random.fork("requests");
  const [one, two, three, four] = random.sample(people, 4) as [Enrolled, Enrolled, Enrolled, Enrolled];
  const rows: (Given & { person: Enrolled })[] = [
    {
      person: one,
      type: "correction",
      subject: "Phone: (213) 555-0148",
      details: { field: "phone", newValue: "(213) 555-0148" },
      asked: "I changed my number in the summer and the old one still gets your calls.",
      age: [1, 3],
    },
    {
      person: two,
      type: "question",
      subject: "Hours that are missing",
      asked:
        "I attended a Saturday workshop in the spring and the hours are not on my report. The trainer says she entered everybody. What can I do?",
      age: [6, 9],
    },
    {
      person: three,
      type: "question",
      subject: "Which transcript",
      status: "answered",
      asked: "I studied at two colleges. Do you need both transcripts, or is the last one enough?",
      answer: "Please send both: each college lists only its own courses.",
      age: [3, 5],
    },
    {
      person: four,
      type: "question",
      source: "public",
      subject: "I cannot sign in",
      emailVerifiedAt: null,
      participantId: null,
      asked: "I have a new e-mail address and the old one is closed.",
      age: [0, 1],
    },
  ];
  for (const { person, asked, answer, age, source = "portal", ...row } of rows) {
    const createdAt = notAfterNow(seed, officeHour(random, daysAgo(seed, random, ...age)));
    const proven = row.emailVerifiedAt === null ? null : createdAt;
    const [request] = await seed.tx
      .insert(requests)
      .values({
        participantId: person.id,
        ...row,
        source,
        askerName: `${person.given} ${person.family}`,
        askerEmail: sql`(select email from participants where id = ${person.id})`,
        emailVerifiedAt: proven,
        assigneeId: answer ? cast.helpDesk : null,
        dueOn: proven ? sql`(${createdAt.toISOString()}::timestamptz + interval '5 days')::date` : null,
        createdAt,
      })
      .returning();
    await seed.tx.insert(requestMessages).values([
      { requestId: request!.id, kind: "asked", body: asked, createdAt },
      ...(answer
        ? [
            {
              requestId: request!.id,
              kind: "reply" as const,
              body: answer,
              authorId: cast.helpDesk,
              createdAt,
            },
          ]
        : []),
    ]);
  }
}
