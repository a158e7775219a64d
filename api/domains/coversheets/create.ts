import { and, desc, eq, gte, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { coversheets, participants } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { asSystem, type Ctx, inTransaction } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";
import { requirePermission, type Scope } from "../../kernel/permissions.ts";
import { newCode } from "./code.ts";
import { type CoversheetView, type CreateCoversheet, createCoversheetSchema } from "./schemas.ts";

function refuse(field: string, message: string): never {
  throw new Invalid(message, { fields: { [field]: message } });
}

/** The living record the sheet is for, as far as the actor reaches. */
async function personOf(tx: Tx, ctx: Ctx, scope: Scope, asked: number) {
  const own = ctx.actor.type === "account" ? ctx.actor.participantId : null;
  if (scope === "own" && asked !== own)
    refuse("participantId", "You can print coversheets for your own record only.");
  const reach = scope === "own_program" ? sql`${participants.id} in (select app_program_staff())` : undefined;
  const [person] = await tx
    .select()
    .from(participants)
    .where(and(eq(participants.id, sql`survivor_of(${asked})`), reach));
  const nobody =
    scope === "own_program"
      ? "You can print coversheets for people who work at your program now."
      : "There is no such participant.";
  return person ?? refuse("participantId", nobody);
}

/**
 * Makes a coversheet: a page with a QR code that files what is mailed, faxed or scanned after it under one person and
 * one type. Staff make it for anybody, a program's administrator for its staff, an educator for themselves. The sheet
 * printed last is answered again while nothing on it has changed. B-D6, B-D11
 * @throws Invalid for a person out of reach or a type that is not sent in.
 */
export async function createCoversheet(ctx: Ctx, raw: CreateCoversheet): Promise<CoversheetView> {
  const scope = requirePermission(ctx, "coversheets:create");
  const input = createCoversheetSchema.parse(raw);
  const term = ctx.jurisdiction.documentTypes.find(({ code }) => code === input.documentType);
  if (scope !== "all" && !term?.uploadable) refuse("documentType", "Choose the document type.");
  return inTransaction(ctx, async (tx, inner) => {
    const person = await personOf(tx, inner, scope, input.participantId);
    const { documentType } = input;
    const [earlier] = await tx
      .select({ id: coversheets.id, code: coversheets.code })
      .from(coversheets)
      .where(
        and(
          eq(coversheets.participantId, person.id),
          eq(coversheets.documentType, documentType),
          gte(coversheets.createdAt, person.updatedAt),
        ),
      )
      .orderBy(desc(coversheets.id))
      .limit(1);
    const view = {
      documentType,
      participantId: person.id,
      participantName: `${person.givenName} ${person.familyName}`,
      registryNumber: person.registryNumber,
    };
    if (earlier) return { ...earlier, ...view };
    const createdById = inner.actor.type === "account" ? inner.actor.accountId : null;
    const [made] = await tx
      .insert(coversheets)
      .values({ code: newCode(), participantId: person.id, documentType, createdById })
      .returning({ id: coversheets.id, code: coversheets.code });
    await recordAudit(tx, inner, {
      action: "coversheet.created",
      subject: { type: "coversheets", id: made!.id },
      participantId: person.id,
      after: { documentType },
    });
    await enqueue(tx, "render_coversheet", { coversheetId: made!.id });
    return { ...made!, ...view };
  });
}

/** Notes that sheets filed something. Counted as the registry: whoever scans them need not be who printed them. */
export async function markUsed(ctx: Ctx, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await inTransaction(asSystem(ctx, "coversheet_used"), (tx) =>
    tx
      .update(coversheets)
      .set({ usedAt: ctx.now })
      .where(sql`${coversheets.id} = any (${`{${ids.join(",")}}`}::integer[])`),
  );
}
