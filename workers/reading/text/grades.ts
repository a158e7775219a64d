import type { courseStates } from "#db/enums.ts";

type CourseState = (typeof courseStates)[number];

const LETTER = /^[A-DF][+-]?$/;
const SYMBOLS = new Set(
  "P NP CR NC S U W WF WP WU EW MW FW I IP IN INC AU AUD TR T TC TCR RD NR NG SP RP H HP LP E X Y WD AW PASS FAIL CE R K Z Q PS".split(
    " ",
  ),
);
/** Marks of a course that still runs, as student systems print them where its grade will stand. */
const RUNNING = new Set("IP IPR INP INPR WIP REG RG ENR ENRL CIP CUR CURR PRG PROG".split(" "));
/** Symbols that are as well words of titles or marks of other columns: a grade only where the grades stand. */
const SHY = new Set([..."I T H E X Y R K Z Q S U IN A".split(" "), ...RUNNING]);

/** A printed grade without its marks of repetition and transfer: `*A`, `A*`, `(B+)`, `#C` and `A−` with a true minus. */
export function plainGrade(text: string): string {
  return text
    .replace(/[\u2010-\u2015\u2212~_=]/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/[¢€©](?=[A-Fa-f])/g, "")
    .replace(/[*#@^()[\]{}.,:;'"“”‘’]/g, "")
    .replace(/\s+/g, "")
    .toUpperCase();
}

export const isGrade = (text: string): boolean => {
  if (/^[a-z]/.test(text)) return false;
  const plain = plainGrade(text);
  return LETTER.test(plain) || SYMBOLS.has(plain) || RUNNING.has(plain);
};

/** Whether a scanned word may be a grade in small or doubled letters: `w`, `Cc`, `c+`. */
export const looksLikeGrade = (text: string, ocr: boolean): boolean =>
  isGrade(text) ||
  (ocr && (/^[abcdfpw][+-]?[.,]?$/.test(text) || /^([A-DFPW])\1[+-]?$/.test(plainGrade(text))));

export const isShyGrade = (text: string): boolean => SHY.has(plainGrade(text));

/** What scanned grades come out as, read so only where the column of grades stands. */
const MISREAD: Readonly<Record<string, string>> = {
  "4": "A",
  "8": "B",
  "6": "B",
  "3": "B",
  "0": "D",
  O: "D",
  "1": "I",
  "|": "I",
  L: "I",
  "!": "I",
  "€": "C",
  "¢": "C",
  "©": "C",
  VV: "W",
  "1P": "IP",
  LP: "IP",
  "|P": "IP",
  IF: "IP",
  "8+": "B+",
  "8-": "B-",
  BT: "B+",
  CT: "C+",
  "4-": "A-",
  "€-": "C-",
  "€+": "C+",
  B4: "B+",
  C4: "C+",
  D4: "D+",
  G: "C",
  EB: "B",
};

/** The grade a token of the grade column stands for, with how certain the reading of its letters is; null for none. */
export function gradeIn(text: string, ocr: boolean): { grade: string; factor: number } | null {
  const trimmed = text.trim();
  const state = /^(complete|taken|graded|passed)/i.test(trimmed) ? null : statusOf(trimmed);
  if (state)
    return { grade: state === "in_progress" ? "IP" : state === "withdrawn" ? "W" : "TR", factor: 0.95 };
  if (/^incomplete$/i.test(trimmed)) return { grade: "I", factor: 0.95 };
  if (/^(credit|audit)$/i.test(trimmed)) return { grade: /^c/i.test(trimmed) ? "CR" : "AU", factor: 0.95 };
  const plain = plainGrade(trimmed);
  if (plain === "") return null;
  if (LETTER.test(plain) || RUNNING.has(plain) || (SYMBOLS.has(plain) && !(ocr && MISREAD[plain])))
    return { grade: plain, factor: 1 };
  if (/^[A-D][+-]?[RTX*#]$/.test(plain)) return { grade: plain.slice(0, -1), factor: 0.9 };
  const doubled = ocr ? /^([ABCDFPW])\1([+-]?)$/.exec(plain) : null;
  if (doubled) return { grade: `${doubled[1]}${doubled[2]}`, factor: 0.85 };
  const marked = trimmed.replace(/[.,:;'"“”‘’*#\s]/g, "").toUpperCase();
  const misread = ocr ? (MISREAD[plain] ?? MISREAD[marked]) : undefined;
  if (misread) return { grade: misread, factor: 0.6 };
  return SYMBOLS.has(plain) ? { grade: plain, factor: 1 } : null;
}

const POINTS: Readonly<Record<string, number>> = { A: 4, B: 3, C: 2, D: 1, F: 0 };

/** Grade points a unit, or null for grades that carry none. */
export function pointsOf(grade: string): number | null {
  const letter = POINTS[grade[0] ?? ""];
  if (letter === undefined || !LETTER.test(grade)) return null;
  return letter + (grade.endsWith("+") && letter < 4 ? 0.3 : grade.endsWith("-") ? -0.3 : 0);
}

const STATUS: readonly (readonly [CourseState, RegExp])[] = [
  [
    "in_progress",
    /^((currently )?(enrolled|registered|attending)|(work )?in.?prog\w*|current|ongoing|pending|not yet graded|grade pending)$/i,
  ],
  ["withdrawn", /^(withdrew|withdrawn|withdrawal|dropped)$/i],
  ["transfer", /^(transfer|transferred|transfer credit)$/i],
  ["completed", /^(completed?|taken|graded|passed|finished)$/i],
];

/** The state that a word of a status column, or one written out where a grade would stand, says of a course; else null. */
export const statusOf = (text: string): CourseState | null =>
  STATUS.find(([, pattern]) => pattern.test(text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")))?.[0] ?? null;

/** What a grade says of the course; null where it is simply done. */
export function stateOf(grade: string): CourseState | null {
  if (RUNNING.has(grade)) return "in_progress";
  if (/^(W|EW|MW|WD|AW)$/.test(grade)) return "withdrawn";
  if (/^(TR|T|TC|TCR)$/.test(grade)) return "transfer";
  return null;
}
