import { compileText } from "../compare/codes.ts";
import { compileHours } from "../compare/hours.ts";
import { fold } from "../normalise/fold.ts";
import { foldOrganisation, type NameHabits } from "../normalise/organisation.ts";
import type { Spec } from "../spec.ts";
import { type DirectoryInput, directorySpec, type Field } from "./directory.ts";
import { marksField, nameField, nameParts, sameField } from "./directory-fields.ts";
import { level, missing } from "./levels.ts";

/** A training as a sponsor's catalog describes it. `sponsor` is its number, or its name in outside data. */
export type TrainingInput = DirectoryInput & {
  title: string;
  sponsor: string | null;
  hours: number | null;
  framework: string | null;
  competency: string | null;
  language: string | null;
  description: string | null;
};

const habits: NameHabits = {
  generic: new Set("class course module online part serie session training webinar workshop".split(" ")),
  telling: new Set(
    "advanced basic beginner beginning intermediate introduction infant toddler preschool preschooler schoolage renewal refresher adult pediatric".split(
      " ",
    ),
  ),
};

function foldTraining(input: TrainingInput) {
  return {
    title: foldOrganisation(input.title, habits),
    sponsor: fold(input.sponsor ?? ""),
    hours: Math.round(100 * (input.hours ?? 0)),
    framework: fold(input.framework ?? ""),
    competency: fold(input.competency ?? ""),
    language: fold(input.language ?? ""),
    description: fold(input.description ?? ""),
  };
}
type Folded = ReturnType<typeof foldTraining>;

/**
 * How trainings are compared. A series in parts, a level above and the same in another language share sponsor, title and
 * hours: they are siblings. The same title of another sponsor is another training unless much else agrees.
 */
export const trainingSpec = (extras: readonly string[] = []): Spec<TrainingInput> =>
  directorySpec<TrainingInput, Folded, keyof typeof parts>(
    { kind: "trainings", fold: foldTraining, fields, parts, rules },
    extras,
  );

const hours: Field<TrainingInput, Folded> = {
  comparison: {
    key: "hours",
    reads: ["hours"],
    cost: 1,
    shared: 0.6,
    levels: [
      missing,
      level("same", 0.8, 0.15, { frequency: "hours" }),
      level("near", 0.12, 0.2),
      level("different", 0.08, 0.65),
    ],
    compile: (view) => compileHours(view, "hours"),
  },
  columns: [{ name: "hours", kind: "number" }],
  values: (folded) => [folded.hours],
  show: (input) => (input.hours === null ? null : String(input.hours)),
};

const description: Field<TrainingInput, Folded> = {
  comparison: {
    key: "description",
    reads: ["description"],
    cost: 8,
    shared: 0.5,
    levels: [
      missing,
      level("same", 0.45, 1e-3, { mostBits: 9 }),
      level("similar", 0.2, 1e-2, { mostBits: 5 }),
      level("different", 0.35, 0.99),
    ],
    compile: (view) => compileText(view, "description", 0.93),
  },
  columns: [{ name: "description", kind: "text" }],
  values: (folded) => [folded.description],
  show: (input) => input.description,
};

const fields = [
  sameField<TrainingInput, Folded>(
    "sponsor",
    "sponsor",
    [level("same", 0.93, 0.05), level("different", 0.07, 0.95, { mostShare: 0.1 })],
    { of: ({ sponsor }) => sponsor, show: ({ sponsor }) => sponsor, shared: 0.95 },
  ),
  sameField<TrainingInput, Folded>(
    "language",
    "language",
    [level("same", 0.997, 0.7, { mostBits: 1 }), level("different", 0.003, 0.3, { mostShare: 0.003 })],
    { of: ({ language }) => language, show: ({ language }) => language, shared: 0.3 },
  ),
  hours,
  sameField<TrainingInput, Folded>(
    "competency",
    "competency",
    [level("same", 0.85, 0.1), level("different", 0.15, 0.9)],
    {
      of: ({ framework, competency }) => (competency === "" ? "" : `${framework} ${competency}`),
      show: ({ competency }) => competency,
      shared: 0.7,
    },
  ),
  marksField<TrainingInput, Folded>("title_number", "marks", {
    ...{ of: ({ title }: Folded) => title, show: ({ title }: TrainingInput) => title },
  }),
  nameField<TrainingInput, Folded>("title", "title", {
    ...{ of: ({ title }) => title, show: ({ title }) => title, shared: 0.5 },
  }),
  description,
];

const parts = {
  ...nameParts<Folded>("title", ({ title }) => title),
  sponsor: { reads: ["sponsor"], of: ({ sponsor }: Folded) => [sponsor] },
  competency: {
    reads: ["competency"],
    of: ({ framework, competency }: Folded) => [competency && `${framework} ${competency}`],
  },
  description: { reads: ["description"], of: ({ description: text }: Folded) => [text.slice(0, 200)] },
};

const rules: readonly (keyof typeof parts)[][] = [
  ["name"],
  ["words"],
  ["word", "sponsor"],
  ["sound", "sponsor"],
  ["start", "sponsor"],
  ["description"],
  ["two"],
  ["word", "competency"],
  ["competency", "sponsor"],
  ["word"],
];
