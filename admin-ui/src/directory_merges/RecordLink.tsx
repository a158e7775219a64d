import type { DirectoryKind } from "#db/enums.ts";
import { To } from "../shared/Links.tsx";

type Named = { id: number; name: string; number: string | null };
export const called = ({ name, number }: Named) => (number ? `${name} (${number})` : name);

/** Institutions are kept by form alone; the others have a page. */
export const recordPath = (kind: DirectoryKind, id: number) =>
  kind === "institutions" ? `/institutions/${id}` : `/${kind}/${id}/show`;

/** A record of the directory by name and number, opening its page. */
export const RecordLink = ({ kind, record }: { kind: DirectoryKind; record: Named }) => (
  <To to={recordPath(kind, record.id)}>{called(record)}</To>
);
