import { z } from "zod";
import type { instructors } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";

export const decideInstructorSchema = z.strictObject({
  id: z.number().int(),
  version: z.number().int(),
  status: z.enum(["approved", "denied"], "Approve or deny the request."),
  reason: z.string().trim().max(500).optional(),
});
export type DecideInstructor = z.input<typeof decideInstructorSchema>;

export type InstructorRow = Wire<
  Pick<
    typeof instructors.$inferSelect,
    "id" | "sponsorId" | "participantId" | "status" | "published" | "version" | "createdAt"
  >
> & { sponsorName: string; participantName: string; registryNumber: string };
