import { z } from "zod";
import type { notifications } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";

type Row = typeof notifications.$inferSelect;

/** One e-mail in the list: to whom, what about, in which state. */
export type NotificationRow = Wire<
  Pick<
    Row,
    | "id"
    | "participantId"
    | "template"
    | "recipientName"
    | "recipientEmail"
    | "subject"
    | "status"
    | "attempts"
    | "lastError"
    | "sentAt"
    | "resentFromId"
    | "createdAt"
    | "version"
  >
> & { participantName: string | null; registryNumber: string | null };

/** With what was said. A one-time link is a placeholder here: it exists only in the receiver's mailbox. */
export type NotificationView = NotificationRow & Pick<Row, "bodyText" | "bodyHtml" | "locale">;

export const resendNotificationSchema = z.object({ id: z.number().int().positive() });
export type ResendNotification = z.infer<typeof resendNotificationSchema>;
