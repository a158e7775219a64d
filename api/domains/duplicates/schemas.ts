import { z } from "zod";
import type {
  duplicateBands,
  duplicateScanStages,
  duplicateScanStatuses,
  duplicateStatuses,
} from "#db/enums.ts";

const id = z.number().int().positive();
const reason = z.string().trim().min(3, "Say why, in a few words.").max(500);

export const notDuplicateSchema = z.strictObject({ id, version: z.number().int(), reason });
export type NotDuplicate = z.infer<typeof notDuplicateSchema>;
export const reopenDuplicateSchema = z.strictObject({ id, version: z.number().int().optional() });
export type ReopenDuplicate = z.infer<typeof reopenDuplicateSchema>;
/** Ids or registry numbers, as typed or linked. A 7- or 8-digit text is a registry number. */
export const compareSchema = z.strictObject({
  left: z.string().regex(/^[0-9]{1,10}$/, "Enter a registry number."),
  right: z.string().regex(/^[0-9]{1,10}$/, "Enter a registry number."),
});
export type Compare = z.input<typeof compareSchema>;
export const judgeBlindSchema = z.strictObject({ blind: z.boolean() });
export type JudgeBlind = z.infer<typeof judgeBlindSchema>;
/** The pairs of one record of a group, as they were seen: what is open between it and others besides stays open. */
export const setApartSchema = z.strictObject({
  participantId: id,
  pairs: z
    .array(z.strictObject({ id, version: z.number().int() }))
    .min(1, "There is no open pair to decide about.")
    .max(200),
  reason,
});
export type SetApart = z.infer<typeof setApartSchema>;
export const findMatchesSchema = z.object({
  givenName: z.string().trim().min(1).max(100),
  middleName: z.string().trim().max(100).nullish(),
  familyName: z.string().trim().min(1).max(100),
  birthDate: z.iso.date().nullish(),
  email: z.string().trim().max(254).nullish(),
  phone: z.string().trim().max(40).nullish(),
  identifiers: z
    .array(z.object({ kind: z.string().max(40), value: z.string().trim().min(1).max(60) }))
    .max(10)
    .optional(),
});
export type FindMatches = z.infer<typeof findMatchesSchema>;

/**
 * What a visitor may learn of others: `none`, `claim` (the identifiers prove it: this record, which nobody signs in to
 * yet, may be taken over once the e-mail address is proven) or `ask_staff` (a record seems to exist; no id is told).
 */
export type MatchVerdict = { verdict: "none" | "ask_staff" } | { verdict: "claim"; participantId: number };

/** One candidate as staff see it before they start a record. */
export type MatchCandidate = {
  id: number;
  registryNumber: string;
  name: string;
  birthDate: string | null;
  /** Null, both, for somebody who judges blind. */
  band: (typeof duplicateBands)[number] | null;
  score: number | null;
  signals: Signal[];
  hasAccount: boolean;
};

/** One piece of evidence with its points (negative speaks against; left out where one judges blind) and its sentence. */
export type Signal = { key: string; points?: number; left?: string; right?: string; text: string };

export type PersonBrief = {
  id: number;
  registryNumber: string;
  name: string;
  birthDate: string | null;
  status: string;
  /** How many of the fields that a person can fill in are filled. U-M12 */
  completeness: number;
};

export type DuplicateRow = {
  id: number;
  leftId: number;
  rightId: number;
  left: PersonBrief;
  right: PersonBrief;
  /** Likeness and score are null where somebody judges an open pair blind. */
  band: (typeof duplicateBands)[number] | null;
  score: number | null;
  signals: Signal[];
  /** The records of the group of three and more that an open pair lies inside of, the fullest first; else null. */
  members: PersonBrief[] | null;
  status: (typeof duplicateStatuses)[number];
  decidedByName: string | null;
  decidedAt: string | null;
  decisionReason: string | null;
  version: number;
  createdAt: string;
};
/** One open pair inside a group, with its own evidence. */
export type GroupPair = Pick<
  DuplicateRow,
  "id" | "leftId" | "rightId" | "status" | "band" | "score" | "signals" | "version"
>;
export type DuplicateView = DuplicateRow & { comparison: Comparison; groupPairs: GroupPair[] };

/** One of the two records, whole. Keys of `fields` are those of {@link ComparedField}. */
export type ComparedRecord = PersonBrief & {
  version: number;
  fields: Record<string, string | null>;
  formerNames: string[];
  identifiers: { kind: string; value: string }[];
  accounts: { id: number; email: string; status: string; staff: boolean; lastSignInAt: string | null }[];
  counts: Record<string, number>;
  /** How many of the compared fields are filled in: which record is the fuller one. */
  completeness: number;
};

/**
 * One field side by side. `suggest` is what a merge does unless told otherwise (left stands for the survivor);
 * with `mustChoose` the merge waits for a choice.
 */
export type ComparedField = {
  key: string;
  left: string | null;
  right: string | null;
  same: boolean;
  suggest: "left" | "right";
  mustChoose?: boolean;
};

/** Two rows that say the same: `keep` will stand, `rest` stays on the retired record. */
export type Collapse = {
  table: string;
  label: string;
  keep: string;
  rest: string;
  /** Set where a person has to say which stands: the key of the choice. */
  choiceKey?: string;
};

/** What stands in the way. `choice` names the key for `choices`; `second_person` is cleared by proposing the merge. */
export type MergeBlock = {
  code: string;
  message: string;
  needs: "choice" | "choose_login" | "second_person" | "nothing_helps";
  choiceKey?: string;
};

/** Left is the survivor of the merge as shown; asking for the pair the other way round swaps them. */
export type Comparison = {
  left: ComparedRecord;
  right: ComparedRecord;
  candidateId: number | null;
  signals: Signal[];
  fields: ComparedField[];
  /** Table → how many of the right record's rows would move to the left one. */
  moves: Record<string, number>;
  /** Those rows one by one, in words. */
  movedRows: Record<string, { id: number; text: string }[]>;
  collapses: Collapse[];
  blocks: MergeBlock[];
  warnings: string[];
  /** Stored runs whose figures would differ if run again. They stay as they are. */
  reportRuns: { id: number; title: string; createdAt: string; change: string }[];
};

/** The last look at everybody and, in a demo registry, how it compares with what was planted. */
export type SearchState = {
  scan: {
    status: (typeof duplicateScanStatuses)[number];
    stage: (typeof duplicateScanStages)[number];
    percent: number;
    records: number | null;
    pairs: number | null;
    failure: string | null;
    startedAt: string;
    finishedAt: string | null;
  } | null;
  model: {
    learnedAt: string;
    records: number;
    bands: { strong: number; likely: number; possible: number };
  } | null;
  waiting: number;
  /** By band and better: how many pairs, how many of them planted as one person. */
  truth: {
    planted: number;
    bands: {
      band: (typeof duplicateBands)[number];
      pairs: number;
      right: number;
      precision: number;
      recall: number;
    }[];
  } | null;
};

/** What the score promised of the pairs that people decided, against what they decided. */
export type Calibration = {
  decided: number;
  deciles: { from: number; to: number; pairs: number; same: number; predicted: number; actual: number }[];
  bands: {
    band: (typeof duplicateBands)[number];
    pairs: number;
    same: number;
    predicted: number;
    actual: number;
  }[];
};
