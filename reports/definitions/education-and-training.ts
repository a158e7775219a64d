import { z } from "zod";
import type { DocumentReport } from "../definition.ts";

export const educationAndTrainingParams = z.strictObject({
  participantId: z.number("Choose the participant.").int().optional(),
});

/** The official record of one participant, as PDF: what was verified and nothing else. S66–S79 */
export const educationAndTraining: DocumentReport = {
  key: "education_and_training",
  version: "2026-1",
  format: "pdf",
  title: "Education & Training Report",
  description:
    "Degrees, courses, permits and credentials, and training hours of one participant, from verified documents and attended trainings.",
  permission: "reports:education_and_training",
  params: educationAndTrainingParams,
  fields: () => [{ name: "participantId", label: "Participant", type: "participant", required: true }],
};
