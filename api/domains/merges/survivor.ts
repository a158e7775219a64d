import type { Pair, Person } from "./load-pair.ts";

const blankless = (person: Person): number =>
  Object.values(person).filter((value) => value !== null && value !== "" && value !== false).length;
const states = ["pending", "expired", "active"];

/** What decides which of several records is proposed to stay. */
export type Standing = {
  id: number;
  status: string;
  /** A sign-in that is in use leads to it: its holder keeps the number they know. */
  signedIn: boolean;
  rows: number;
  filled: number;
  /** Since when it is registered, or stands. */
  since: string;
};

export function standingOf(person: Person, rows: Pair["rows"], side: "survivor" | "retired"): Standing {
  const accounts = rows.get("accounts")![side];
  return {
    id: person.id,
    status: person.status,
    signedIn: accounts.some(({ status, last_sign_in_at }) => status === "active" && last_sign_in_at !== null),
    rows: [...rows.values()].reduce((sum, each) => sum + each[side].length, 0),
    filled: blankless(person),
    since: String(person.registered_on ?? person.created_at),
  };
}

/**
 * Which record stays unless staff say otherwise, by the first rule that tells them apart: an active registration before an
 * expired before a pending one; one somebody signs in to; the one with more rows; the one with more filled in; the older
 * registration; the lower number. @returns the records in that order, the proposed survivor first.
 */
export function bySurvival<T extends Standing>(records: readonly T[]): T[] {
  return [...records].sort(
    (a, b) =>
      states.indexOf(b.status) - states.indexOf(a.status) ||
      Number(b.signedIn) - Number(a.signedIn) ||
      b.rows - a.rows ||
      b.filled - a.filled ||
      a.since.localeCompare(b.since) ||
      a.id - b.id,
  );
}
