import { directoryCandidates } from "#db/schema/index.ts";
import { recordAudit } from "../../kernel/audit.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { type MovedValues, movePair, openAgain, setAside } from "../duplicates/index.ts";
import {
  type NotDuplicate,
  notDuplicateSchema,
  type ReopenDuplicate,
  reopenDuplicateSchema,
} from "../duplicates/schemas.ts";
import { readPair } from "./list.ts";
import { lookAtAll } from "./match.ts";
import { type DirectoryPairRow, kindSchema, type OfKind } from "./schemas.ts";

type Move = { from: "open" | "not_duplicate"; set: MovedValues; action: string; reason: string | null };

async function move(ctx: Ctx, input: { id: number; version?: number }, how: Move): Promise<DirectoryPairRow> {
  return inTransaction(ctx, async (tx, inner) => {
    const before = await readPair(tx, inner, input.id);
    const after = await movePair(tx, directoryCandidates, before, { ...input, ...how });
    const { kind, leftId, rightId } = before;
    await recordAudit(tx, inner, {
      action: how.action,
      subject: { type: "directory_duplicates", id: input.id },
      before: { kind, leftId, rightId, status: before.status },
      after: { kind, leftId, rightId, status: after.status },
      reason: how.reason,
    });
    return readPair(tx, inner, input.id);
  });
}

/** Two records after all. The pair comes back only when what was compared changes (U-M8). @throws Conflict */
export async function decideNotOneRecord(ctx: Ctx, raw: NotDuplicate): Promise<DirectoryPairRow> {
  requirePermission(ctx, "duplicates:decide");
  const { id, version, reason } = notDuplicateSchema.parse(raw);
  const action = "directory_duplicate.refused";
  return move(ctx, { id, version }, { from: "open", set: setAside(ctx, reason), action, reason });
}

/** Takes "not a duplicate" back (U-M3). @throws Conflict */
export async function reopenPair(ctx: Ctx, raw: ReopenDuplicate): Promise<DirectoryPairRow> {
  requirePermission(ctx, "duplicates:decide");
  const input = reopenDuplicateSchema.parse(raw);
  const action = "directory_duplicate.reopened";
  return move(ctx, input, { from: "not_duplicate", set: openAgain, action, reason: null });
}

/** Asks for a look at all of a kind; asking again while one waits changes nothing. */
export async function scanDirectory(ctx: Ctx, raw: OfKind): Promise<{ queued: true }> {
  requirePermission(ctx, "duplicates:scan");
  const { kind } = kindSchema.parse(raw);
  return inTransaction(ctx, async (tx, inner) => {
    await lookAtAll(tx, kind);
    await recordAudit(tx, inner, {
      action: "directory_duplicates.scan_requested",
      subject: { type: "directory_duplicates" },
      after: { kind },
    });
    return { queued: true };
  });
}
