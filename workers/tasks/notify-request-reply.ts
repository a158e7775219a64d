import { eq } from "drizzle-orm";
import { aboutInWords } from "#api/domains/requests/index.ts";
import { inTransaction } from "#api/kernel/context.ts";
import { requestMessages, requests } from "#db/schema/index.ts";
import { notify } from "../email/notify.ts";
import { linkPlaceholder } from "../email/render.ts";
import { askerOf } from "../email/request.ts";
import type { Task } from "./task.ts";

/** Sends what staff wrote to whoever asked, in the frame of their language. A note is never sent. */
export const notifyRequestReply: Task<"notify_request_reply"> = (payload, ctx, { log }) =>
  inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .select({ message: requestMessages, request: requests })
      .from(requestMessages)
      .innerJoin(requests, eq(requests.id, requestMessages.requestId))
      .where(eq(requestMessages.id, payload.messageId));
    const to = row && askerOf(row.request);
    if (row?.message.kind !== "reply" || !to)
      return log.info({ messageId: payload.messageId }, "nobody to answer");
    const { message, request } = row;
    const closed = request.status === "resolved" || request.status === "refused";
    await notify(tx, ctx, {
      to,
      template: closed ? `request_${request.status as "resolved" | "refused"}` : "request_reply",
      values: {
        name: to.name,
        number: request.number,
        about: aboutInWords(request),
        message: message.body,
        link: linkPlaceholder,
      },
      dedupeKey: `request_message:${message.id}`,
      requestId: request.id,
    });
  });
