import type { Ctx } from "../../kernel/context.ts";
import { peopleMerges } from "./people.ts";
import type { UndoMerge, UndoneMerge } from "./schemas.ts";
import { undo, undoAllTogether } from "./undoing.ts";

/**
 * Takes a merge back, row by row from its ledger, within the days that the desk allows one person. What was edited since
 * stays, except rows among `restore` (`key@seen` of `changedSince`), which are whole as they were; rows made on the survivor since
 * stay there, except entries of a document and hours of an enrollment that go back: those go with them.
 * @throws Conflict where it is not merged any more, a row to be put back was edited after it was seen, or a later merge stands on it; Precondition (428) after those days.
 */
export const undoMerge = (ctx: Ctx, raw: UndoMerge): Promise<UndoneMerge> => undo(peopleMerges, ctx, raw);

/** Takes back every merge that was carried out together with this one and still stands, the last one first. */
export const undoTogether = (ctx: Ctx, raw: UndoMerge): Promise<UndoneMerge> =>
  undoAllTogether(peopleMerges, ctx, raw);
