import { eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueueAll } from "#db/queue/enqueue.ts";
import { enrollments, sponsors, trainingHours, trainings } from "#db/schema/index.ts";
import { recordAudits } from "../../kernel/audit.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import type { EventRecord } from "../events/index.ts";
import type { EnrollmentRecord } from "./seats.ts";

/** What a mark says of one row of the roster; the event's hours where it says none. */
export type Mark = { before: EnrollmentRecord; status: "attended" | "no_show" | "enrolled"; hours?: number };

/** The hours a mark grants, as the row keeps them. */
export const hoursOf = (event: Pick<EventRecord, "hours">, hours: number | undefined): number =>
  hours ?? Number(event.hours);

/** Whether a mark says what the roster says already. */
export const isMarked = (event: Pick<EventRecord, "hours">, { before, status, hours }: Mark): boolean =>
  before.status === status &&
  (status !== "attended" || Number(before.hoursGranted) === hoursOf(event, hours));

/**
 * Marks rows of one locked event's roster, with the same statements however many they are. Marks that say what the roster
 * says already change nothing. @returns the rows that changed. @throws Invalid for more hours than the event gives.
 */
export async function applyMarks(
  tx: Tx,
  ctx: Ctx,
  event: EventRecord,
  marks: readonly Mark[],
): Promise<EnrollmentRecord[]> {
  if (marks.some(({ status, hours }) => status === "attended" && hoursOf(event, hours) > Number(event.hours)))
    throw new Invalid(`The event gives ${Number(event.hours)} hours; nobody can have more.`);
  const fresh = marks.filter((mark) => !isMarked(event, mark));
  if (fresh.length === 0) return [];
  const came = fresh.filter(({ status }) => status === "attended");
  const lives = await demographicsOn(
    tx,
    came.map(({ before }) => before.participantId),
    event,
  );
  const accountId = ctx.actor.type === "account" ? ctx.actor.accountId : null;
  const values = fresh.map(({ before, status, hours }) => ({
    id: before.id,
    status,
    hours_granted: status === "attended" ? hoursOf(event, hours) : null,
    marked_at: status === "enrolled" ? null : ctx.now,
    marked_by_id: status === "enrolled" || !accountId ? null : accountId,
    ...((status === "attended" && lives.get(before.participantId)) || noLife),
  }));
  await tx.execute(sql`update enrollments e set status = given.status, hours_granted = given.hours_granted,
      marked_at = given.marked_at, marked_by_id = given.marked_by_id,
      setting = given.setting, position = given.position, home_county = given.home_county
    from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as given(id integer, status text, hours_granted numeric,
      marked_at timestamptz, marked_by_id integer, setting text, position text, home_county text)
    where e.id = given.id`);
  const ids = fresh.map(({ before }) => before.id);
  const had = fresh.filter(({ before }) => before.status === "attended").map(({ before }) => before.id);
  if (had.length > 0) await tx.delete(trainingHours).where(inArray(trainingHours.enrollmentId, had));
  const found = await tx.select().from(enrollments).where(inArray(enrollments.id, ids));
  const rows = new Map(found.map((row) => [row.id, row]));
  const attended = came.map(({ before }) => rows.get(before.id)!);
  await grantHours(tx, event, attended);
  await recordAudits(
    tx,
    ctx,
    fresh.map(({ before, status }) => ({
      action: status === "attended" ? "enrollment.attended" : "enrollment.marked",
      subject: { type: "enrollments", id: before.id },
      participantId: before.participantId,
      before,
      after: rows.get(before.id)!,
    })),
  );
  await enqueueAll(
    tx,
    "notify_enrollment",
    came
      .filter(({ before }) => before.status !== "attended")
      .map(({ before }) => ({ enrollmentId: before.id, status: "attended" as const })),
  );
  return ids.map((id) => rows.get(id)!);
}

type Life = { setting: string | null; position: string | null; home_county: string | null };
const noLife: Life = { setting: null, position: null, home_county: null };

/** Where and as what people worked when the training took place; a confirmed position before a reported one. B-R3 */
async function demographicsOn(
  tx: Tx,
  people: readonly number[],
  event: EventRecord,
): Promise<Map<number, Life>> {
  if (people.length === 0) return new Map();
  const rows = (await tx.execute(sql`select p.id, p.county as home_county, work.setting, work.position
    from participants p left join lateral (
      select g.setting, e.position from employments e join programs g on g.id = e.program_id and g.merged_into_id is null
      where e.participant_id = p.id and e.status <> 'declined' and e.started_on <= ${event.endsOn}
        and (e.ended_on is null or e.ended_on >= ${event.startsOn})
      order by (e.status = 'confirmed') desc, e.started_on desc, e.id desc limit 1) work on true
    where p.id = any (${`{${people.join(",")}}`}::integer[])`)) as unknown as ({ id: number } & Life)[];
  return new Map(rows.map(({ id, ...life }) => [id, life]));
}

async function grantHours(tx: Tx, event: EventRecord, rows: readonly EnrollmentRecord[]): Promise<void> {
  if (rows.length === 0) return;
  const [source] = await tx
    .select({ competency: trainings.competency, sponsorName: sponsors.name })
    .from(trainings)
    .innerJoin(sponsors, eq(sponsors.id, trainings.sponsorId))
    .where(eq(trainings.id, event.trainingId));
  await tx.insert(trainingHours).values(
    rows.map((row) => ({
      participantId: row.participantId,
      evidence: "sponsor_attendance" as const,
      title: event.title,
      sponsorName: source?.sponsorName,
      competency: source?.competency,
      hours: row.hoursGranted!,
      completedOn: event.endsOn,
      enrollmentId: row.id,
    })),
  );
}
