import { z } from "zod";

export const createMembershipCardSchema = z.strictObject({
  participantId: z.coerce.number("Choose the participant.").int().positive(),
});
export type CreateMembershipCard = z.input<typeof createMembershipCardSchema>;

/** What a card says, kept with its run: the same words are the same card. */
export const printedCardSchema = z.strictObject({
  name: z.string(),
  registryNumber: z.string(),
  formerNumbers: z.array(z.string()),
});
export type PrintedCard = z.infer<typeof printedCardSchema>;

export type MembershipCardView = { id: number; participantId: number } & PrintedCard;
