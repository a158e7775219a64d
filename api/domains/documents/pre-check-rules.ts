import type { NameMatch, PageProblem } from "#db/enums.ts";
import { labelOf } from "#db/jurisdictions/index.ts";
import type { CredentialKind } from "#db/jurisdictions/keys.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import type { Box } from "#db/reading.ts";
import { addMonths } from "../../kernel/calendar.ts";
import type { PreCheck, SameFile } from "./schemas.ts";

/** Another document, and whether it is the same person's. */
export type Elsewhere = SameFile & { samePerson: boolean };
type Placed = { box: Box | null };
export type HoursRow = Placed & { title: string; hours: number; completedOn: string };
export type DatedRow = Placed & { what: string; on: string };
export type CredentialRow = Placed & {
  name: string;
  kind: CredentialKind | null;
  issuedOn: string | null;
  expiresOn: string | null;
};
export type CollegeRow = Placed & { name: string; known: boolean; accredited: boolean };

const check = (
  key: PreCheck["key"],
  light: PreCheck["light"],
  says: string,
  rest: Partial<PreCheck> = {},
) => ({
  key,
  light,
  says,
  ...rest,
});
const plain = ({ samePerson: _, ...file }: Elsewhere): SameFile => file;
const at = (box: Box | null) => ({ box, page: box?.page ?? null });

/** The name on the document against the record and its former names. */
export function nameCheck(
  match: NameMatch | null,
  printed: string | null,
  box: Box | null,
): PreCheck | undefined {
  if (match === null) return undefined;
  const name = printed ? `"${printed}"` : "The name";
  if (match === "same") return check("name", "green", "The name is the record's.", at(box));
  if (match === "former") return check("name", "green", `${name} is a former name of this person.`, at(box));
  if (match === "absent") return check("name", "amber", "No name was found on the document.", at(null));
  return check("name", "red", `${name} is not a name on this record.`, at(box));
}

/** The same bytes elsewhere: on another person it is somebody's mistake or worse, on the same one a repeat. S63 */
export function sameFileCheck(found: readonly Elsewhere[]): PreCheck {
  if (found.length === 0) return check("same_file", "green", "The file is nowhere else in the registry.");
  const others = found.filter((each) => !each.samePerson);
  const documents = found.map(plain);
  return others.length > 0
    ? check("same_file", "red", "The very same file is on another person's record.", { documents })
    : check("same_file", "amber", "The very same file is on this record already.", { documents });
}

/** Pictures that look alike. Certificates of one training do too, so this never says more than "look". */
export function nearDuplicateCheck(found: readonly (Elsewhere & { page: number })[]): PreCheck {
  if (found.length === 0) return check("near_duplicate", "green", "No other page looks like these.");
  const others = found.some((each) => !each.samePerson);
  const whose = others ? "another person's document" : "another document of this person";
  return check("near_duplicate", "amber", `A page looks like one of ${whose}.`, {
    documents: found.map(({ page: _, ...each }) => plain(each)),
    page: found[0]!.page,
  });
}

/** One certificate or permit on two people. Training sponsors number events too: those are amber. */
export function sameNumberCheck(
  found: readonly (SameFile & { number: string; of: "credential" | "training" })[],
  asked: number,
): PreCheck | undefined {
  if (asked === 0) return undefined;
  if (found.length === 0)
    return check("same_certificate", "green", "Nobody else has a document with this number.");
  const red = found.some((each) => each.of === "credential");
  return check(
    "same_certificate",
    red ? "red" : "amber",
    `Number ${found[0]!.number} is on another person's record.`,
    { documents: found.map(({ number: _, of: __, ...file }) => file) },
  );
}

/** More hours than this on one day of completion deserve a look: a certificate may cover several days, a day has 24 hours. */
const plausibleHours = 12;
/** Nobody studies or works in the field before. */
const youngest = 14;

/** Hours against dates: too many for a day, in the future, before the person was born or old enough. */
export function hoursAndDatesCheck(
  given: {
    hours: readonly HoursRow[];
    dates: readonly DatedRow[];
    /** Hours other documents and events already hold, by day of completion. */
    already: ReadonlyMap<string, number>;
    birthDate: string | null;
  },
  today: string,
): PreCheck | undefined {
  const { hours, dates, already, birthDate } = given;
  if (hours.length === 0 && dates.length === 0) return undefined;
  const all = [...hours.map((row) => ({ ...row, what: row.title, on: row.completedOn })), ...dates];
  const future = all.find(({ on }) => on > today);
  if (future)
    return check("hours_dates", "red", `${future.what} has a date to come: ${future.on}.`, at(future.box));
  const unborn = birthDate && all.find(({ on }) => on < birthDate);
  if (unborn)
    return check(
      "hours_dates",
      "red",
      `${unborn.what} is dated ${unborn.on}, before the person was born.`,
      at(unborn.box),
    );
  const grown = birthDate && addMonths(birthDate, youngest * 12);
  const young = grown && all.find(({ on }) => on < grown);
  if (young)
    return check(
      "hours_dates",
      "amber",
      `${young.what} is dated ${young.on}: the person was not yet ${youngest}.`,
      at(young.box),
    );
  const byDay = new Map<string, number>();
  for (const row of hours) byDay.set(row.completedOn, (byDay.get(row.completedOn) ?? 0) + row.hours);
  for (const row of hours) {
    const here = byDay.get(row.completedOn)!;
    const before = already.get(row.completedOn) ?? 0;
    if (here + before <= plausibleHours) continue;
    const says =
      before > 0
        ? `${here + before} hours end on ${row.completedOn}, ${before} of them on the record already.`
        : `${here} hours end on ${row.completedOn}: look whether the training took several days.`;
    return check("hours_dates", "amber", says, at(row.box));
  }
  return check("hours_dates", "green", "Hours and dates are plausible.");
}

/** An expiry that is printed, given by the jurisdiction's rule, or missing. B-D9 */
export function expiryCheck(
  rows: readonly CredentialRow[],
  jurisdiction: Pick<Jurisdiction, "credentialNames" | "defaultExpiryMonths">,
  today: string,
): PreCheck | undefined {
  if (rows.length === 0) return undefined;
  const said = rows.map((row) => {
    const label = labelOf(jurisdiction.credentialNames, row.name);
    const months = jurisdiction.defaultExpiryMonths[row.name];
    if (row.expiresOn && row.expiresOn < today)
      return check("expiry", "red", `${label} expired on ${row.expiresOn}.`, at(row.box));
    if (row.expiresOn)
      return check("expiry", "green", `${label} is valid until ${row.expiresOn}.`, at(row.box));
    if (months && row.issuedOn) {
      const until = addMonths(row.issuedOn, months);
      const says = `${label} prints no expiration date; by the rule it ${until < today ? "was" : "is"} valid until ${until}.`;
      return check("expiry", until < today ? "red" : "amber", says, at(row.box));
    }
    if (months)
      return check(
        "expiry",
        "amber",
        `${label} has neither an issue date nor an expiration date.`,
        at(row.box),
      );
    return row.kind === "other"
      ? check("expiry", "green", `${label} has no expiration date.`, at(row.box))
      : check("expiry", "amber", `${label} has no expiration date.`, at(row.box));
  });
  return worst(said);
}

/** Whether the college is on the list of accredited institutions. S69–S70 */
export function institutionCheck(rows: readonly CollegeRow[]): PreCheck | undefined {
  if (rows.length === 0) return undefined;
  const said = rows.map(({ name, known, accredited, box }) => {
    if (!known)
      return check(
        "institution",
        "amber",
        `"${name}" was not found on the registry's list of institutions.`,
        at(box),
      );
    return accredited
      ? check("institution", "green", `${name} is accredited.`, at(box))
      : check("institution", "red", `${name} is not accredited: nothing of it prints.`, at(box));
  });
  return worst(said);
}

const problemWords: Record<PageProblem, string> = {
  blank: "is blank",
  blurred: "is blurred",
  cut_off: "is cut off",
  too_dark: "is too dark",
  too_small: "is too small",
};

export function pageProblemsCheck(
  pages: readonly { pageNumber: number; problems: readonly PageProblem[] }[],
): PreCheck | undefined {
  if (pages.length === 0) return undefined;
  const bad = pages.filter(({ problems }) => problems.length > 0);
  const [first] = bad;
  if (!first) return check("page_problems", "green", "Every page can be read.");
  const says = bad.map(
    ({ pageNumber, problems }) =>
      `Page ${pageNumber} ${problems.map((each) => problemWords[each]).join(" and ")}.`,
  );
  return check("page_problems", "amber", says.join(" "), { page: first.pageNumber });
}

const order = ["red", "amber", "green"] as const;
/** Of several findings the most serious is said. */
const worst = (found: readonly PreCheck[]): PreCheck =>
  [...found].sort((a, b) => order.indexOf(a.light) - order.indexOf(b.light))[0]!;
