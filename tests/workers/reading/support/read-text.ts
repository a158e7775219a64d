import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { pagesOfText } from "./drawn-pages.ts";

/** What a transcript proposes: person, college, `number | title | units | grade | term` of each row, degrees. */
export function read(...pages: string[]) {
  const reading = readDocument({
    pages: pagesOfText(...pages),
    documentType: "transcript",
    jurisdiction: jurisdictionFor("california"),
    today: "2024-03-01",
  });
  const told = (keys: readonly string[], fields: Record<string, { value: string }>) =>
    keys.map((key) => fields[key]?.value || "–").join(" | ");
  return {
    reading,
    person: reading.person?.value,
    college: reading.institution?.value,
    courses: reading.rows.courses.map(({ fields }) =>
      told(["courseNumber", "title", "units", "grade", "term"], fields),
    ),
    degrees: reading.rows.degrees.map(({ fields }) =>
      told(["level", "title", "major", "conferredOn"], fields),
    ),
  };
}
