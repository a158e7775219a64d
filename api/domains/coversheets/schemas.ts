import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { type DocumentType, documentTypes } from "#db/enums.ts";
import { coversheets } from "#db/schema/index.ts";

export const createCoversheetSchema = createInsertSchema(coversheets, {
  participantId: z.coerce.number("Choose the participant.").int().positive(),
  documentType: z.enum(documentTypes, "Choose the document type."),
})
  .pick({ participantId: true, documentType: true })
  .strict();
export type CreateCoversheet = z.input<typeof createCoversheetSchema>;

/** A sheet as the person who prints it sees it. `code` is what its QR code holds. */
export type CoversheetView = {
  id: number;
  code: string;
  documentType: DocumentType;
  participantId: number;
  participantName: string;
  registryNumber: string;
};
