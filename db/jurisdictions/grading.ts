import type { GradingRule } from "./types.ts";

/** Rules that have always held; a change of policy closes a rule with `until` and adds its successor. G6 */
const ALWAYS = "1900-01-01";

const PASSING = ["A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "P", "CR", "S"] as const;

const NON_PASSING_LETTERS = ["D+", "D", "D-", "F"] as const;

const NOT_PASSING: Readonly<Record<string, string>> = {
  FW: "FW means the student stopped attending and failed the course, so nothing was earned.",
  NP: "NP means No Pass: the work was below the passing level.",
  NC: "NC means No Credit: the work was below the passing level.",
  U: "U means Unsatisfactory: the work was below the passing level.",
  W: "W means the student withdrew, so the course was not completed.",
  EW: "EW means an excused withdrawal, so the course was not completed.",
  MW: "MW means a withdrawal for military duty, so the course was not completed.",
  I: "I means Incomplete: work is still owed, and no final grade has been given.",
  IP: "IP means In Progress: the course has not ended, and no final grade has been given.",
  SP: "SP means satisfactory progress in a noncredit course, so no units were earned.",
  RD: "RD means the college has not reported the grade yet.",
  NG: "NG means the course was not graded, so it does not show a passing result.",
  AU: "AU means the course was audited: attended without credit.",
  R: "R marks a course that was repeated; only the attempt with the final grade counts.",
};

/**
 * Every grading symbol with what it means for the report: C- or better and its pass/credit equivalents print, the rest
 * are stored and do not (S70, S73). `lettersBecause` says why D and F do not count in the jurisdiction's own words (S74).
 */
export function gradingRules(lettersBecause: (grade: string) => string): readonly GradingRule[] {
  return [
    ...PASSING.map((grade) => ({ grade, from: ALWAYS, passes: true })),
    ...NON_PASSING_LETTERS.map((grade) => ({
      grade,
      from: ALWAYS,
      passes: false,
      because: lettersBecause(grade),
    })),
    ...Object.entries(NOT_PASSING).map(([grade, because]) => ({
      grade,
      from: ALWAYS,
      passes: false,
      because,
    })),
  ];
}
