import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { notifications } from "#db/schema/index.ts";
import { log } from "#workers/log.ts";
import { notifyMerge } from "#workers/tasks/notify-merge.ts";
import { inRollback } from "../setup/db.ts";
import { systemCtx } from "../support/ctx.ts";
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
    const sent = await tx.select().from(notifications).where(eq(notifications.template, "records_merged"));
    expect(sent.map(({ recipientEmail }) => recipientEmail).sort()).toEqual([
      "one@example.org",
      "two@example.org",
    ]);
  }));
