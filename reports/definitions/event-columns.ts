import type { ReportColumn } from "../definition.ts";
import { competencyWord, deliveryMethodWord, deliveryTypeWord, fundingWord, word } from "./words.ts";

/** What both sponsor reports say of a training, in the same words. */
type EventFacts = {
  program_code: string;
  delivery_type: string;
  delivery_method: string;
  funding: string;
  language: string;
  competency: string;
};

/** Program, activity, method, funding, language (under the report's own heading) and competency. */
export const eventColumns = (languageLabel: string): readonly ReportColumn<EventFacts>[] => [
  {
    label: "Program",
    type: "text",
    width: 36,
    description: "The funded program the training belongs to.",
    value: (row, { jurisdiction }) => word(jurisdiction.programCodes, row.program_code),
  },
  {
    label: "Activity category",
    type: "text",
    width: 22,
    description: "Delivery type: training, coaching, technical assistance and so on.",
    value: (row) => deliveryTypeWord(row.delivery_type),
  },
  {
    label: "Delivery method",
    type: "text",
    width: 14,
    description: "Classroom or online.",
    value: (row) => deliveryMethodWord(row.delivery_method),
  },
  {
    label: "Funding",
    type: "text",
    width: 22,
    description: "Who paid for the training.",
    value: (row) => fundingWord(row.funding),
  },
  {
    label: languageLabel,
    type: "text",
    width: 16,
    description: "The language the training was given in.",
    value: (row) => row.language,
  },
  {
    label: "Competency",
    type: "text",
    width: 40,
    description: "The competency area the training is classed under.",
    value: (row, { jurisdiction }) => competencyWord(jurisdiction, row.competency),
  },
];
