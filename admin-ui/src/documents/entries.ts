import type { EntrySource } from "#db/enums.ts";
import type { Box } from "#db/reading.ts";
import type { DocumentEntries, DocumentView, EntriesInput, MemoryHit } from "../providers/wire.ts";
import { shownDate, typedDate } from "./typedDate.ts";

export const sections = ["degrees", "courses", "credentials", "trainingHours"] as const;
export type Section = (typeof sections)[number];
/** Where a row came from and how far it is. */
export type RowMark = {
  /** The proposal of the reading that it stands for. */
  from?: string;
  /** Offered by the reader and neither accepted nor skipped: it is not saved. */
  proposed?: true;
  /** Its doubtful cells have not been looked at one by one. */
  unsure?: true;
  source?: EntrySource;
  box?: Box | null;
  /** What the registry remembered of the course when it filled in the row. */
  memory?: MemoryHit;
};
/** One row as it is typed: text in every cell; the institution keeps its id beside its name. */
export type DraftRow = {
  key: string;
  id?: number;
  institutionId?: number | null;
  mark?: RowMark;
  [cell: string]: string | number | null | undefined | RowMark;
};
export type Draft = Record<Section, DraftRow[]>;

const cells = {
  degrees: ["institutionName", "level", "title", "major", "conferredOn", "pageNumber"],
  courses: [
    "institutionName",
    "courseNumber",
    "title",
    "term",
    "completedOn",
    "units",
    "unitSystem",
    "grade",
    "state",
    "classification",
    "pageNumber",
  ],
  credentials: ["name", "level", "documentNumber", "issuedOn", "expiresOn", "pageNumber"],
  trainingHours: [
    "title",
    "sponsorName",
    "competency",
    "hours",
    "completedOn",
    "certificateNumber",
    "pageNumber",
  ],
} as const satisfies Record<Section, readonly string[]>;

/** What a fresh row holds before anyone types; alone it makes no row. */
const given: Record<Section, Record<string, string>> = {
  degrees: { level: "associate" },
  courses: { unitSystem: "semester", state: "completed", classification: "ece_cd" },
  credentials: {},
  trainingHours: {},
};
/** A column of a transcript repeats downwards: what the next row starts with. */
const carried: Record<Section, readonly string[]> = {
  degrees: ["institutionName", "institutionId"],
  courses: ["institutionName", "institutionId", "term", "completedOn", "unitSystem", "classification"],
  credentials: [],
  trainingHours: ["sponsorName"],
};

let serial = 0;
// Rows kept in this browser come back beside fresh ones: their keys must not meet.
const sitting = Date.now().toString(36);
export const newKey = () => `${sitting}.${++serial}`;

/** `3.00` → `3`, `4.50` → `4.5`: as people write them. */
export const trimmed = (units: string) => units.replace(/\.00$|(\.\d)0$/, "$1");

/** The stored rows of a document as the grid types them. */
export function toDraft(entries: DocumentEntries): Draft {
  const row = (section: Section, stored: Record<string, unknown>): DraftRow => {
    const institution = stored.institution as { name: string } | null | undefined;
    const draft: DraftRow = {
      key: newKey(),
      id: stored.id as number,
      institutionId: (stored.institutionId as number) ?? null,
      mark: { source: stored.enteredAs as EntrySource, box: (stored.pageBox as Box | null) ?? null },
    };
    for (const cell of cells[section]) {
      const value = cell === "institutionName" ? (institution?.name ?? stored[cell]) : stored[cell];
      const text = value === null || value === undefined ? "" : String(value);
      draft[cell] = cell.endsWith("On") ? shownDate(text) : text;
    }
    for (const cell of ["units", "hours"]) if (draft[cell]) draft[cell] = trimmed(String(draft[cell]));
    return draft;
  };
  return {
    degrees: entries.degrees.map((each) => row("degrees", each)),
    courses: entries.courses.map((each) => row("courses", each)),
    credentials: entries.credentials.map((each) => row("credentials", each)),
    trainingHours: entries.trainingHours.map((each) => row("trainingHours", each)),
  };
}

/** A fresh row; it repeats from the row before what a document repeats, and knows the page it is read from. */
export function newRow(section: Section, before: DraftRow | undefined, page: number | undefined): DraftRow {
  const row: DraftRow = {
    key: newKey(),
    ...given[section],
    pageNumber: page ? String(page) : "",
    mark: { source: "typed" },
  };
  for (const cell of carried[section]) {
    const value = before?.[cell];
    if (!value) continue;
    // A day still under the cursor stands as it was typed: the next row gets it as it is shown.
    row[cell] = cell.endsWith("On") ? shownDate(String(value)) : value;
  }
  return row;
}

/** Nothing was typed into it: only what a fresh row holds or repeats. */
export function isBlank(section: Section, row: DraftRow): boolean {
  const silent = new Set<string>([...Object.keys(given[section]), ...carried[section], "pageNumber"]);
  return (
    row.id === undefined &&
    cells[section].every((cell) => silent.has(cell) || !String(row[cell] ?? "").trim())
  );
}

export type Sent = { entries: EntriesInput; origin: Record<Section, number[]> };

/** The rows to send, blank ones and (unless asked for) proposals left out, and where each came from in the grid. */
export function toEntries(draft: Draft, withProposed = false): Sent {
  const origin: Record<Section, number[]> = { degrees: [], courses: [], credentials: [], trainingHours: [] };
  const send = (section: Section) =>
    draft[section].flatMap((row, index) => {
      if (isBlank(section, row) || (row.mark?.proposed && !withProposed)) return [];
      origin[section].push(index);
      const out: Record<string, unknown> = row.id === undefined ? {} : { id: row.id };
      for (const cell of cells[section]) {
        const text = String(row[cell] ?? "").trim();
        out[cell] =
          text === ""
            ? null
            : cell === "pageNumber"
              ? Number(text)
              : cell.endsWith("On")
                ? typedDate(text)
                : text;
      }
      if (section === "degrees" || section === "courses") {
        out.institutionId = row.institutionId ?? null;
        if (row.institutionId) out.institutionName = null;
      }
      out.enteredAs = row.mark?.source ?? "typed";
      out.pageBox = row.mark?.box ?? null;
      return [out];
    });
  const entries = {
    degrees: send("degrees"),
    courses: send("courses"),
    credentials: send("credentials"),
    trainingHours: send("trainingHours"),
  } as EntriesInput;
  return { entries, origin };
}

export type CellErrors = Record<string, string>;

/** `courses.3.units` of what was sent → `courses.<row in the grid>.units`; the institution's id is its name's cell. */
export function placeErrors(errors: Record<string, string> | undefined, origin: Sent["origin"]): CellErrors {
  const placed: CellErrors = {};
  for (const [path, message] of Object.entries(errors ?? {})) {
    const [, section, index, cell] = /^(?:entries\.)?(\w+)\.(\d+)(?:\.(\w+))?/.exec(path) ?? [];
    const rows = sections.includes(section as Section) ? origin[section as Section] : undefined;
    if (!rows || index === undefined) {
      placed[path] = message;
      continue;
    }
    const name = cell === "institutionId" ? "institutionName" : (cell ?? cells[section as Section][0]);
    placed[`${section}.${rows[Number(index)] ?? index}.${name}`] = message;
  }
  return placed;
}

/** Which sections a type of document is read into; any of them can be added. */
export function usualSections(type: DocumentView["type"]): readonly Section[] {
  if (type === "transcript") return ["courses", "degrees"];
  if (type === "training_certificate") return ["trainingHours"];
  if (type === "health_safety") return ["credentials", "trainingHours"];
  if (type === "name_change_evidence") return [];
  if (type === "other") return ["trainingHours"];
  return ["credentials"];
}

/** Cells that are judged, not read: changing them corrects nothing. */
const judged: readonly string[] = ["classification", "institutionName", "pageNumber"];
/** Cells that course memory fills; changing one makes the row a typed one. */
export const remembered: readonly string[] = ["title", "units", "unitSystem", "classification"];

/** A row with cells typed into it: a proposal is thereby taken, and how it was entered follows. */
export function edited(row: DraftRow, values: Partial<DraftRow>): DraftRow {
  const changes = Object.keys(values).filter(
    (cell) => values[cell] !== row[cell] && cell !== "institutionId",
  );
  const { proposed: _taken, ...mark } = row.mark ?? {};
  if (mark.source === "read" && changes.some((cell) => !judged.includes(cell))) mark.source = "corrected";
  // What memory filled in belongs to the number: with another number it goes, and is offered anew.
  if (mark.source === "remembered" && changes.includes("courseNumber"))
    return { ...row, title: "", units: "", ...values, mark: { ...mark, source: "typed" } };
  if (mark.source === "remembered" && changes.some((cell) => remembered.includes(cell)))
    mark.source = "typed";
  return { ...row, ...values, mark };
}

/** What was typed, without the keys a render needs: for telling whether anything is unsaved. */
export const fingerprint = (draft: Draft) => JSON.stringify(toEntries(draft).entries);
