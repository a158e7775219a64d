import type { Person } from "./load-pair.ts";

export type Side = "survivor" | "retired";
export type Choices = Readonly<Record<string, Side>>;

/** Columns that are chosen together, the first being the one whose blank means "nothing there". */
const groups: Record<string, readonly string[]> = {
  name: ["family_name", "given_name", "middle_name"],
  preferredName: ["preferred_name"],
  birthDate: ["birth_date", "birth_date_estimated"],
  renewsOn: ["renews_on"],
  email: ["email"],
  phone: ["phone"],
  address: ["address_line", "city", "state", "zip", "county"],
  gender: ["gender"],
  ethnicity: ["ethnicity"],
  race: ["race"],
  primaryLanguage: ["primary_language"],
  otherLanguages: ["other_languages"],
  highestEducation: ["highest_education"],
  startedInFieldYear: ["started_in_field_year"],
  hiddenFromEmployers: ["hidden_from_employers"],
};
export const fieldKeys = Object.keys(groups);
/** What only some roles may read. */
export const sensitiveFields = [
  "gender",
  "ethnicity",
  "race",
  "primaryLanguage",
  "otherLanguages",
  "highestEducation",
];

export type PlannedField = {
  key: string;
  survivor: string | null;
  retired: string | null;
  same: boolean;
  suggest: Side;
  mustChoose: boolean;
  /** Whose value stands after the choices. */
  takes: Side;
};

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const blank = (value: unknown) =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

function shown(person: Person, key: string): string | null {
  const values = groups[key]!.map((column) => person[column]);
  if (key === "name")
    return `${person.family_name}, ${person.given_name}${person.middle_name ? ` ${String(person.middle_name)}` : ""}`;
  if (key === "birthDate")
    return blank(values[0]) ? null : `${String(values[0])}${values[1] ? " (estimated)" : ""}`;
  if (key === "hiddenFromEmployers") return values[0] ? "yes" : "no";
  const text = values
    .filter((value) => !blank(value))
    .map((value) => (Array.isArray(value) ? value.join(", ") : String(value)));
  return text.length > 0 ? text.join(", ") : null;
}

const statusOrder = ["pending", "expired", "active"];
const statusRank = (person: Person) => statusOrder.indexOf(person.status);

/** What is filled in on one side only comes along; of two different values the survivor's is suggested, with these exceptions. */
function suggestion(key: string, survivor: Person, retired: Person): Side {
  const lead = groups[key]![0]!;
  if (key === "renewsOn" && statusRank(survivor) !== statusRank(retired)) {
    return statusRank(retired) > statusRank(survivor) ? "retired" : "survivor";
  }
  if (key === "hiddenFromEmployers") return retired[lead] ? "retired" : "survivor";
  if (blank(survivor[lead])) {
    const nothing = groups[key]!.every((column) => blank(survivor[column]));
    return !blank(retired[lead]) || (nothing && shown(retired, key) !== null) ? "retired" : "survivor";
  }
  if (
    key === "birthDate" &&
    survivor.birth_date_estimated &&
    !retired.birth_date_estimated &&
    !blank(retired[lead])
  ) {
    return "retired";
  }
  return "survivor";
}

/** Two exact dates of birth that differ: one of them is wrong, or these are two people. */
export const birthDatesConflict = (survivor: Person, retired: Person): boolean =>
  !blank(survivor.birth_date) &&
  !blank(retired.birth_date) &&
  !survivor.birth_date_estimated &&
  !retired.birth_date_estimated &&
  survivor.birth_date !== retired.birth_date;

/** Every field of a person, side by side, with what stands. */
export function planFields(survivor: Person, retired: Person, choices: Choices): PlannedField[] {
  return fieldKeys.map((key) => {
    const suggest = suggestion(key, survivor, retired);
    return {
      key,
      survivor: shown(survivor, key),
      retired: shown(retired, key),
      same: groups[key]!.every((column) => same(survivor[column], retired[column])),
      suggest,
      mustChoose:
        key === "renewsOn" &&
        survivor.status === "active" &&
        retired.status === "active" &&
        !blank(survivor.renews_on) &&
        !blank(retired.renews_on) &&
        survivor.renews_on !== retired.renews_on,
      takes: choices[key] ?? suggest,
    };
  });
}

const registrations = (people: readonly Person[]): string[] =>
  people
    .map((person) => person.registered_on)
    .filter((date) => !blank(date))
    .map(String)
    .sort();

/** What a merge settles by itself and nobody chooses, whichever record stays. */
export function settledByItself(survivor: Person, retired: Person): string[] {
  const said: string[] = [];
  const better = [survivor, retired].sort((a, b) => statusRank(b) - statusRank(a))[0]!;
  if (statusRank(survivor) !== statusRank(retired))
    said.push(`The status becomes ${better.status}, the better of the two.`);
  const [first, second] = registrations([survivor, retired]);
  if (second && first !== second) said.push(`Registered since ${first}: the earlier of the two days stands.`);
  return said;
}

/** The survivor's columns that change: chosen groups, the better status, the earliest registration date. */
export function survivorChanges(
  survivor: Person,
  retired: Person,
  fields: readonly PlannedField[],
): Record<string, unknown> {
  const changes: Record<string, unknown> = {};
  const set = (column: string, value: unknown) => {
    if (!same(survivor[column], value)) changes[column] = value ?? null;
  };
  for (const { key, takes } of fields) {
    if (takes === "retired") for (const column of groups[key]!) set(column, retired[column]);
  }
  if (statusRank(retired) > statusRank(survivor)) set("status", retired.status);
  const [registered] = registrations([survivor, retired]);
  if (registered) set("registered_on", registered);
  return changes;
}
