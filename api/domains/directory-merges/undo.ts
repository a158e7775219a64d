import type { Ctx } from "../../kernel/context.ts";
import {
  agreeToUndo,
  ask,
  type DecideProposal,
  declineUndo,
  type RefuseProposal,
  type UndoMerge,
  type UndoneMerge,
  undo,
  undoAllTogether,
} from "../merges/index.ts";
import { mergesOfDirectory } from "./directory.ts";

type Asked = { id: number; status: string };

/**
 * Takes a merge back, row by row from its ledger, within the days that the desk allows one person; what was edited since
 * stays, except rows among `restore`. Rows made on the survivor since stay there, except events of a training that goes back.
 * @throws Conflict where it is not merged any more, or a later merge stands on it; Precondition (428) after those days.
 */
export const undoDirectoryMerge = (ctx: Ctx, raw: UndoMerge): Promise<UndoneMerge> =>
  undo(mergesOfDirectory, ctx, raw);

/** Takes back every merge that was carried out together with this one and still stands, the last one first. */
export const undoDirectoryTogether = (ctx: Ctx, raw: UndoMerge): Promise<UndoneMerge> =>
  undoAllTogether(mergesOfDirectory, ctx, raw);

/** After the days of one person: the wish is written down and waits for a colleague. */
export const askDirectoryUndo = (ctx: Ctx, raw: UndoMerge): Promise<Asked> =>
  ask(mergesOfDirectory, ctx, raw);

/** The second person agrees. @throws Forbidden for whoever asked. */
export const approveDirectoryUndo = (ctx: Ctx, raw: DecideProposal): Promise<UndoneMerge> =>
  agreeToUndo(mergesOfDirectory, ctx, raw);

/** The merge stands. */
export const refuseDirectoryUndo = (ctx: Ctx, raw: RefuseProposal): Promise<Asked> =>
  declineUndo(mergesOfDirectory, ctx, raw);
