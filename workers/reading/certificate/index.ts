import type { ReadField, Reading } from "#db/reading.ts";
import { labelledCode, labelledDate } from "../dated.ts";
import { fieldOf, rowOf } from "../field.ts";
import { flowOf } from "../layout/flow.ts";
import type { Line } from "../layout/lines.ts";
import type { PageWords } from "../page-words.ts";
import { passageOf } from "../passage.ts";
import { holderIn } from "../person/holder.ts";
import { cityIn } from "../person/institution.ts";
import { organizationIn } from "../person/organization.ts";
import { findDates } from "../text/dates.ts";
import { hoursIn } from "./hours.ts";
import { readTrainingTable } from "./table.ts";
import { largestTitle, titleIn } from "./title.ts";

const COMPLETED =
  /((date|day) (of )?(completed|completion|attended|training|the training|class|course|workshop|session)|(completion|training|class|course|workshop|attendance|event|session) dates?|dates? (attended|completed|of training|of attendance)|completed( on)?|attended( on)?|held on|date\(?s?\)?)/i;
const NUMBER =
  /((certificate|cert\.?|confirmation|verification|document|registration|reference|transaction|serial|record)\s*(no\.?|number|num\.?|nr\.?|#|id|code)|certificate|cert\.?|(our record of attendance )?has the number|(no\.?|number|#))/i;

/** The day a training was completed: by its label, else the date the sentence names, never one of issue or expiry. */
function completedIn(lines: readonly Line[]): ReadField | null {
  const labelledOn = labelledDate(lines, COMPLETED);
  if (labelledOn) return labelledOn;
  const passage = passageOf(lines);
  const text = passage.text.replaceAll("\n", " ");
  const ranked = findDates(text)
    .filter((date) => date.whole)
    .map((date) => {
      const before = text.slice(Math.max(0, date.at - 40), date.at);
      const on = /\b(on|this|held|dated|completed|attended|through|thru|to|until|ending)\W*$/i.test(before);
      const other =
        /\b(issued?|expir\w*|valid|print\w*|born|birth|period|renew\w*|as of|letter)\b[^.]*$/i.test(before);
      return {
        date,
        score:
          (on ? 2 : 0) +
          (/\b(through|thru|to|until|ending)\W*$/i.test(before) ? 0.5 : 0) -
          (other ? 3 : 0) -
          date.at / 100_000,
      };
    })
    .sort((a, b) => b.score - a.score);
  const best = ranked[0];
  if (!best) return null;
  const { date, score } = best;
  const factor =
    (score >= 1 ? 0.95 : ranked.length === 1 && score > -1 ? 0.82 : 0.7) * (date.repaired ? 0.8 : 1);
  return fieldOf(date.date, passage.words(date.at, date.end), factor, date.raw);
}

/** A number named in a sentence: `has the number PD-123`. */
function numberInSentence(lines: readonly Line[]): ReadField | null {
  const passage = passageOf(lines);
  const match =
    /\b(?:certificate|record|number|no\.?|confirmation)\b[^.\n]{0,40}?\b(?:number|no\.?|#|is)\s*[:#]?\s+([A-Z]{0,4}-?\d[\dA-Z-]{2,})/i.exec(
      passage.text,
    );
  if (!match?.[1]) return null;
  const at = match.index + match[0].length - match[1].length;
  return fieldOf(match[1], passage.words(at, at + match[1].length), 0.93, match[1]);
}

/** Proposes the training hours of a certificate, a letter or a list of trainings. */
export function readCertificate(pages: readonly PageWords[]): Reading {
  const lines = flowOf(pages);
  const person = holderIn(lines);
  const stated = titleIn(lines);
  const known = (...fields: (ReadField | null)[]) => fields.flatMap((field) => field?.raw || []);
  const sponsor = organizationIn(lines, known(stated, person));
  const title = stated ?? largestTitle(lines, known(sponsor, person));
  const table = readTrainingTable(lines, sponsor);
  const hours = hoursIn(lines);
  const completedOn = completedIn(lines);
  const certificateNumber = labelledCode(lines, NUMBER) ?? numberInSentence(lines);
  const tokens = lines.flatMap((line) => line.tokens);
  const single =
    title || hours
      ? [
          rowOf(
            { title, sponsorName: sponsor, hours, completedOn, certificateNumber },
            ["title", "hours", "completedOn"],
            tokens,
          ),
        ]
      : [];
  const rows = table.length > 1 || (table.length === 1 && !title) ? table : single;
  return {
    kind: rows.length > 0 ? "certificate" : "unknown",
    person,
    birthDate: null,
    institution: sponsor,
    institutionCity: cityIn(lines, lines[0] ?? null),
    rows: { degrees: [], courses: [], credentials: [], trainingHours: rows },
  };
}
