import { and, eq, gt, inArray } from "drizzle-orm";
import { aboutInWords } from "#api/domains/requests/index.ts";
import { inTransaction } from "#api/kernel/context.ts";
import { notifications, requests } from "#db/schema/index.ts";
import { notify } from "../email/notify.ts";
import { linkPlaceholder } from "../email/render.ts";
import { askerOf } from "../email/request.ts";
import { longDate } from "../email/words.ts";
import type { Task } from "./task.ts";

/** However often the link is asked for, an address gets one in this time. */
const quietMs = 120_000;

/** Confirms a request with its number; an address that is not proven yet is asked to prove itself by the link. G8 */
export const notifyRequestReceived: Task<"notify_request_received"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [request] = await tx
      .select()
      .from(requests)
      .where(eq(requests.id, payload.requestId))
      .for("update");
    const to = request && askerOf(request);
    const [recent] = await tx
      .select({ id: notifications.id })
      .from(notifications)
      .where(
        and(
          eq(notifications.requestId, payload.requestId),
          inArray(notifications.template, ["request_received", "request_confirm"]),
          gt(notifications.createdAt, new Date(ctx.now.getTime() - quietMs)),
        ),
      )
      .limit(1);
    if (!request || !to || recent)
      return log.info({ requestId: payload.requestId }, "nobody to tell about this request");
    const values = { name: to.name, number: request.number, link: linkPlaceholder };
    if (!request.emailVerifiedAt) {
      await notify(tx, ctx, { to, template: "request_confirm", values, requestId: request.id });
      return;
    }
    await notify(tx, ctx, {
      to,
      template: "request_received",
      values: {
        ...values,
        about: aboutInWords(request),
        dueOn: request.status === "open" && request.dueOn ? longDate(request.dueOn, to.locale) : "",
      },
      requestId: request.id,
    });
  });
