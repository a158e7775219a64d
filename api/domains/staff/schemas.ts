import { z } from "zod";
import type { accounts } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";

export const staffStatusSchema = z.strictObject({ id: z.number().int(), version: z.number().int() });
export type StaffStatus = z.infer<typeof staffStatusSchema>;
export type StaffRow = Wire<
  Pick<
    typeof accounts.$inferSelect,
    "id" | "email" | "displayName" | "staffRole" | "status" | "lastSignInAt" | "createdAt" | "version"
  >
>;
export type StaffView = StaffRow;
