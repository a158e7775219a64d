import type { Difference } from "#db/schema/index.ts";
import type { Entries } from "../documents/schemas.ts";

type Row = Record<string, unknown>;
type Section = keyof Entries;
export type Rows = Record<Section, readonly object[]>;
export type Side = { outcome: string; reasonCode: string | null; entries: Rows };
type Tally = Record<string, { compared: number; agreed: number }>;
export type Comparison = { fields: Tally; compared: number; agreed: number; differences: Difference[] };

const text = (value: unknown) => (value === null || value === undefined ? "" : String(value).trim());
/** Case, blanks and punctuation do not tell two entries apart; an ampersand is its word. */
const folded = (value: unknown) =>
  text(value)
    .normalize("NFKC")
    .replaceAll("&", "and")
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .toLowerCase();
const exact = (value: unknown) =>
  text(value)
    .replace(/\s+/g, "")
    .toUpperCase()
    .replace(/[‐-―−]/g, "-");
const number = (value: unknown) => (text(value) === "" ? "" : String(Number(text(value))));

/** The college of a row: the one of the table where it is known, else what was typed. */
const institution = (row: Row) => (row.institutionId ? `#${row.institutionId}` : folded(row.institutionName));

type Cell = { name: string; of: (row: Row) => string; shown?: (row: Row) => string };
const cell = (name: string, as: (value: unknown) => string): Cell => ({ name, of: (row) => as(row[name]) });
const institutionCell: Cell = {
  name: "institution",
  of: institution,
  shown: (row) => {
    const known = row.institution as { name: string } | null | undefined;
    return known?.name ?? (text(row.institutionName) || (row.institutionId ? `#${row.institutionId}` : ""));
  },
};

/** Cells that are compared, and what makes two rows the same row: the strictest likeness first. */
const plans: Record<
  Section,
  { cells: readonly Cell[]; alike: readonly ((row: Row) => string)[]; title: (row: Row) => string }
> = {
  courses: {
    cells: [
      institutionCell,
      cell("courseNumber", folded),
      cell("title", folded),
      cell("term", folded),
      cell("completedOn", text),
      cell("units", number),
      cell("unitSystem", text),
      cell("grade", exact),
      cell("state", text),
      cell("classification", text),
    ],
    alike: [
      (row) => `${folded(row.courseNumber)}|${folded(row.term)}|${text(row.completedOn)}`,
      (row) => `${folded(row.courseNumber)}|${folded(row.term)}`,
      (row) => `${folded(row.courseNumber)}|${text(row.completedOn)}`,
      (row) => folded(row.courseNumber),
      (row) => `${folded(row.title)}|${folded(row.term)}`,
    ],
    title: (row) => [text(row.courseNumber), text(row.term)].filter(Boolean).join(" · "),
  },
  degrees: {
    cells: [
      institutionCell,
      cell("level", text),
      cell("title", folded),
      cell("major", folded),
      cell("conferredOn", text),
    ],
    alike: [
      (row) => `${institution(row)}|${text(row.level)}|${folded(row.major)}`,
      (row) => `${institution(row)}|${text(row.level)}`,
      (row) => text(row.level),
    ],
    title: (row) => [text(row.level), text(row.major)].filter(Boolean).join(" · "),
  },
  credentials: {
    cells: [
      cell("name", folded),
      cell("level", folded),
      cell("documentNumber", folded),
      cell("issuedOn", text),
      cell("expiresOn", text),
    ],
    alike: [
      (row) => `${folded(row.name)}|${folded(row.documentNumber)}|${text(row.issuedOn)}`,
      (row) => `${folded(row.name)}|${folded(row.documentNumber)}`,
      (row) => folded(row.name),
    ],
    title: (row) => [text(row.name), text(row.documentNumber)].filter(Boolean).join(" · "),
  },
  trainingHours: {
    cells: [
      cell("title", folded),
      cell("sponsorName", folded),
      cell("competency", text),
      cell("hours", number),
      cell("completedOn", text),
      cell("certificateNumber", folded),
    ],
    alike: [
      (row) => `${folded(row.title)}|${text(row.completedOn)}|${folded(row.certificateNumber)}`,
      (row) => `${folded(row.title)}|${text(row.completedOn)}`,
      (row) => folded(row.title),
      (row) => text(row.completedOn),
    ],
    title: (row) => [text(row.title), text(row.completedOn)].filter(Boolean).join(" · "),
  },
};

/** Pairs the rows of two lists, the strictest likeness first; what finds no partner stands alone. */
function pair(first: readonly Row[], second: readonly Row[], alike: readonly ((row: Row) => string)[]) {
  const left = new Set(first);
  const right = new Set(second);
  const partner = new Map<Row, Row>();
  for (const key of alike) {
    const open = new Map<string, Row[]>();
    for (const row of right) open.set(key(row), [...(open.get(key(row)) ?? []), row]);
    for (const row of left) {
      const found = open.get(key(row))?.shift();
      if (!found) continue;
      partner.set(row, found);
      left.delete(row);
      right.delete(found);
    }
  }
  return { partner, onlySecond: [...right] };
}

/**
 * Compares two clerks' reading of one document field by field. Rows are compared where both would verify it, since only
 * those print; each field's name is `section.cell`, a row that only one of them has counts under `section.row`. M8
 */
export function compareLooks(first: Side, second: Side): Comparison {
  const fields: Tally = {};
  const differences: Difference[] = [];
  const count = (
    section: string,
    row: string,
    name: string,
    [one, other]: readonly [string, string],
    [shown, shownOther]: readonly [string, string] = [one, other],
  ) => {
    const field = `${section}.${name}`;
    const tally = fields[field] ?? { compared: 0, agreed: 0 };
    fields[field] = tally;
    tally.compared += 1;
    if (one === other) tally.agreed += 1;
    else differences.push({ section, row, cell: name, first: shown, second: shownOther });
  };
  count("decision", "", "outcome", [first.outcome, second.outcome]);
  if (first.outcome === second.outcome && first.outcome !== "verified")
    count("decision", "", "reasonCode", [first.reasonCode ?? "", second.reasonCode ?? ""]);
  const bothVerify = first.outcome === "verified" && second.outcome === "verified";
  for (const section of bothVerify ? (Object.keys(plans) as Section[]) : []) {
    const { cells, alike, title } = plans[section];
    const own = first.entries[section] as readonly Row[];
    const { partner, onlySecond } = pair(own, second.entries[section] as readonly Row[], alike);
    for (const row of own) {
      const other = partner.get(row);
      count(section, title(row), "row", [title(row), other ? title(row) : ""]);
      if (!other) continue;
      for (const each of cells) {
        const shown = each.shown ?? ((of: Row) => text(of[each.name]));
        count(section, title(row), each.name, [each.of(row), each.of(other)], [shown(row), shown(other)]);
      }
    }
    for (const row of onlySecond) count(section, title(row), "row", ["", title(row)]);
  }
  const tallies = Object.values(fields);
  return {
    fields,
    compared: tallies.reduce((sum, { compared }) => sum + compared, 0),
    agreed: tallies.reduce((sum, { agreed }) => sum + agreed, 0),
    differences,
  };
}
