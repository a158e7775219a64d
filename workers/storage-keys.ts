import type { AnyPgColumn } from "drizzle-orm/pg-core";
import {
  coversheets,
  documentFiles,
  documentPages,
  intakePages,
  intakeScans,
  reportRuns,
  requestFiles,
  requestPages,
  rosterImports,
} from "#db/schema/index.ts";

/** Every column that names a stored file. A file none of them names is a leftover. */
export const storageKeyColumns: readonly AnyPgColumn[] = [
  documentFiles.storageKey,
  documentPages.imageKey,
  documentPages.thumbnailKey,
  intakeScans.storageKey,
  intakePages.imageKey,
  intakePages.thumbnailKey,
  coversheets.storageKey,
  reportRuns.storageKey,
  requestFiles.storageKey,
  requestPages.imageKey,
  requestPages.thumbnailKey,
  rosterImports.storageKey,
];
