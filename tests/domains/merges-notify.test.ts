import { expect, test } from "vitest";
import { getMerge } from "#api/domains/merges/get.ts";
import { undoMerge } from "#api/domains/merges/undo.ts";
import { notifications } from "#db/schema/index.ts";
import { log } from "#workers/log.ts";
import { notifyMerge } from "#workers/tasks/notify-merge.ts";
import { inRollback } from "../setup/db.ts";
import { ctxFor, systemCtx } from "../support/ctx.ts";
import * as make from "../support/factories.ts";
import { merge, two } from "./merges-steps.ts";

test("both records' addresses and the disabled sign-in's own address are told of a merge, once each", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx, { email: "one@example.org" }, { email: null });
    const kept = await make.makeAccount(tx, { participantId: survivor.id, email: "one@example.org" });
    await make.makeAccount(tx, { participantId: retired.id, email: "two@example.org" });
    const { id } = await merge(tx, survivor, retired, { keepAccountId: kept.id });
    for (let run = 0; run < 2; run++) {
      await notifyMerge({ mergeId: id }, systemCtx(tx, "notify_merge"), { log, attempt: 1 });
    }
    const sent = async () =>
      (await tx.select().from(notifications)).map(({ recipientEmail, template, participantId }) => [
        ...[recipientEmail, template, participantId],
      ]);
    const merged = [
      ["one@example.org", "records_merged", survivor.id],
      ["two@example.org", "records_merged_sign_in_off", survivor.id],
    ];
    expect((await sent()).sort()).toEqual(merged);
    await undoMerge(ctxFor(tx, "help_desk"), {
      ...{ id, version: (await getMerge(ctxFor(tx, "help_desk"), id)).version },
      ...{ reason: "Two people", restore: [] },
    });
    for (let run = 0; run < 2; run++) {
      await notifyMerge({ mergeId: id }, systemCtx(tx, "notify_merge"), { log, attempt: 1 });
    }
    expect((await sent()).filter(([, template]) => template === "records_parted").sort()).toEqual([
      ["one@example.org", "records_parted", survivor.id],
      ["two@example.org", "records_parted", retired.id],
    ]);
  }));

test("nobody is told that a merge was taken back who was not told of it", () =>
  inRollback(async (tx) => {
    const { survivor, retired } = await two(tx, { email: "one@example.org" }, { email: "two@example.org" });
    const { id } = await merge(tx, survivor, retired);
    const ctx = ctxFor(tx, "help_desk");
    const { version } = await getMerge(ctx, id);
    await undoMerge(ctx, { id, version, reason: "Two people", restore: [] });
    await notifyMerge({ mergeId: id }, systemCtx(tx, "notify_merge"), { log, attempt: 1 });
    expect(await tx.select().from(notifications)).toEqual([]);
  }));
