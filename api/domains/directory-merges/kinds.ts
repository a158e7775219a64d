import type { DirectoryKind } from "#db/enums.ts";
import { directoryNouns } from "../../kernel/retired.ts";
import type { Row } from "../merges/index.ts";

/** What a kind of the directory is called, and by which numbers people know a record of it. */
export type Kind = {
  one: string;
  /** The column that is its name. */
  title: "name" | "title";
  /** Columns that are looked up as numbers, the first being shown beside the name. */
  numbers: readonly string[];
};

export const kinds: Readonly<Record<DirectoryKind, Kind>> = {
  programs: { one: directoryNouns.programs, title: "name", numbers: ["program_number", "license_number"] },
  institutions: { one: directoryNouns.institutions, title: "name", numbers: ["ipeds_unit_id"] },
  trainings: { one: directoryNouns.trainings, title: "title", numbers: [] },
  sponsors: { one: directoryNouns.sponsors, title: "name", numbers: ["vendor_code"] },
};

/** A record of the directory, as to_jsonb gives it. */
export type DirectoryRecord = Row & { version: number; merged_into_id: number | null; created_at: string };

export const nameOf = (kind: DirectoryKind, record: Row): string => String(record[kinds[kind].title]);
export const numberOf = (kind: DirectoryKind, record: Row): string | null => {
  const [lead] = kinds[kind].numbers;
  const value = lead ? record[lead] : null;
  return value === null || value === undefined ? null : String(value);
};
/** `Little Oaks (P1001)`. */
export const inWords = (kind: DirectoryKind, record: Row): string => {
  const number = numberOf(kind, record);
  return number ? `${nameOf(kind, record)} (${number})` : nameOf(kind, record);
};
