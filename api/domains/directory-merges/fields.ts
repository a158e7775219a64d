import type { DirectoryKind } from "#db/enums.ts";
import type { Choices, PlannedField, Row, Side } from "../merges/index.ts";
import type { DirectoryRecord } from "./kinds.ts";

type Group = {
  /** Columns chosen together; the first one's blank means "nothing there". */
  columns: readonly string[];
  /** Of two different values the better one, where the kind has an order. */
  best?: readonly string[];
  /** Whether two different values have to be chosen between by a person. */
  ask?: (survivor: Row, retired: Row) => boolean;
};
const plain = (...columns: string[]): Group => ({ columns });
const differ = (column: string) => (survivor: Row, retired: Row) =>
  String(survivor[column]) !== String(retired[column]);

/** What is compared of each kind. Numbers that a record is known by stay with it: the other one's opens the survivor. */
const groups: Readonly<Record<DirectoryKind, Readonly<Record<string, Group>>>> = {
  programs: {
    name: plain("name"),
    licenseNumber: plain("license_number"),
    licensee: plain("licensee"),
    setting: plain("setting"),
    status: { columns: ["status"], best: ["closed", "active"] },
    address: plain("address_line", "city", "state", "zip", "county"),
    phone: plain("phone"),
  },
  institutions: {
    name: plain("name"),
    place: plain("city", "state", "zip", "county", "country"),
    website: plain("website"),
    // Decides what prints on the Education & Training Report.
    accredited: { columns: ["accredited"], ask: differ("accredited") },
    closedOn: plain("closed_on"),
  },
  trainings: {
    title: plain("title"),
    description: plain("description"),
    status: { columns: ["status"], best: ["retired", "draft", "approved"] },
    // Later events take them over, and hours are granted by them.
    hours: { columns: ["hours"], ask: (a, b) => Number(a.hours) !== Number(b.hours) },
    competency: plain("framework", "competency"),
    language: plain("language"),
  },
  sponsors: {
    name: plain("name"),
    status: {
      columns: ["status"],
      best: ["applied", "approved"],
      ask: (a, b) => differ("status")(a, b) && [a.status, b.status].includes("suspended"),
    },
    stateFunded: { columns: ["state_funded"], ask: differ("state_funded") },
    contact: plain("contact_name", "contact_email", "contact_phone"),
    website: plain("website"),
    counties: plain("counties"),
    selfWithdrawal: plain("self_withdrawal"),
  },
};

export const fieldKeysOf = (kind: DirectoryKind): string[] => Object.keys(groups[kind]);

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);
const blank = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

function shown(record: Row, { columns }: Group): string | null {
  const text = columns
    .map((column) => record[column])
    .filter((value) => !blank(value))
    .map((value) =>
      typeof value === "boolean"
        ? value
          ? "yes"
          : "no"
        : Array.isArray(value)
          ? value.join(", ")
          : String(value),
    );
  return text.length > 0 ? text.join(", ") : null;
}

function suggestion({ columns, best }: Group, survivor: Row, retired: Row): Side {
  const lead = columns[0]!;
  if (best)
    return best.indexOf(String(retired[lead])) > best.indexOf(String(survivor[lead]))
      ? "retired"
      : "survivor";
  return columns.every((column) => blank(survivor[column])) &&
    !columns.every((column) => blank(retired[column]))
    ? "retired"
    : "survivor";
}

/** Every field of the two side by side, with whose value stands after the choices. */
export function planDirectoryFields(
  kind: DirectoryKind,
  survivor: DirectoryRecord,
  retired: DirectoryRecord,
  choices: Choices,
): PlannedField[] {
  return Object.entries(groups[kind]).map(([key, group]) => {
    const suggest = suggestion(group, survivor, retired);
    return {
      key,
      survivor: shown(survivor, group),
      retired: shown(retired, group),
      same: group.columns.every((column) => same(survivor[column], retired[column])),
      suggest,
      mustChoose: group.ask?.(survivor, retired) ?? false,
      takes: choices[key] ?? suggest,
    };
  });
}

/** The survivor's columns that change, and those of the retired record that make room for them. */
export function recordChanges(
  kind: DirectoryKind,
  survivor: DirectoryRecord,
  retired: DirectoryRecord,
  fields: readonly PlannedField[],
): { survivor: Record<string, unknown>; retired: Record<string, unknown> } {
  const changes: Record<string, unknown> = {};
  for (const { key, takes } of fields) {
    if (takes === "survivor") continue;
    for (const column of groups[kind][key]!.columns)
      if (!same(survivor[column], retired[column])) changes[column] = retired[column] ?? null;
  }
  if (kind !== "institutions") return { survivor: changes, retired: {} };
  const aliases = aliasesOf(survivor, retired, String(changes.name ?? survivor.name));
  if (!same(survivor.aliases, aliases)) changes.aliases = aliases;
  // The federal number comes along where the survivor has none; it stands on one row at a time.
  const comes = survivor.ipeds_unit_id === null && retired.ipeds_unit_id !== null;
  if (comes) changes.ipeds_unit_id = retired.ipeds_unit_id;
  return { survivor: changes, retired: comes ? { ipeds_unit_id: null } : {} };
}

/** Every name either was known by, so that what papers say finds the survivor. */
function aliasesOf(survivor: Row, retired: Row, name: string): string[] {
  const names = [
    ...(survivor.aliases as string[]),
    String(survivor.name),
    String(retired.name),
    ...(retired.aliases as string[]),
  ];
  const seen = new Set([name.toLowerCase()]);
  return names.filter((each) => {
    const folded = each.toLowerCase();
    return !seen.has(folded) && seen.add(folded) !== undefined;
  });
}
