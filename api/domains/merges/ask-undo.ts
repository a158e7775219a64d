import type { Ctx } from "../../kernel/context.ts";
import { peopleMerges } from "./people.ts";
import type { DecideProposal, RefuseProposal, UndoMerge, UndoneMerge } from "./schemas.ts";
import { agreeToUndo, ask, declineUndo } from "./undoing.ts";

type Asked = { id: number; status: string };

/**
 * After the days in which one person may undo: the wish is written down with what is to be kept and put back, and waits for
 * a colleague. @throws Conflict where it is asked already, or a later merge stands on it.
 */
export const askUndo = (ctx: Ctx, raw: UndoMerge): Promise<Asked> => ask(peopleMerges, ctx, raw);

/** The second person agrees, and the records are parted as it was asked. @throws Forbidden for whoever asked. */
export const approveUndo = (ctx: Ctx, raw: DecideProposal): Promise<UndoneMerge> =>
  agreeToUndo(peopleMerges, ctx, raw);

/** The merge stands: a colleague, or whoever asked, says no. */
export const refuseUndo = (ctx: Ctx, raw: RefuseProposal): Promise<Asked> =>
  declineUndo(peopleMerges, ctx, raw);
