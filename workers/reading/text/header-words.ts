import { fold, likeness } from "../fold.ts";
import type { Cell, Line } from "../layout/lines.ts";
import type { Token } from "../layout/tokens.ts";

/** What a column of a transcript's table holds. */
export type ColumnRole =
  | "number"
  | "title"
  | "units"
  | "attempted"
  | "earned"
  | "grade"
  | "points"
  | "repeat"
  | "term"
  | "date"
  | "other";

export type HeaderColumn = { role: ColumnRole; left: number; right: number; tokens: Token[]; text: string };

const PHRASES: Readonly<Record<ColumnRole, string>> = {
  number: `course|courses|course no|course number|course id|course code|crse|crs|crse no|subj|subject|subj no|subject no|subject number|subject and number|dept|department|dept no|dept and no|catalog|catalog no|catalog number|cat no|cat|catlg|number|no|num|nbr|course section|course sect|class|subject course|sub|disc|discipline|course and number|prefix|course prefix|cnum|course num`,
  title: `title|course title|description|course description|descriptive title|title of course|course name|name of course|desc|descrip|descriptive course title|subject title|course title and description`,
  units: `units|unit|credits|credit|cr|cred|crd|crdt|hours|hrs|hr|credit hours|credit hrs|sem hrs|sem hours|sem hr|semester hours|semester hrs|semester units|sem units|sem credits|qtr units|quarter units|qtr hrs|qtr hours|quarter hours|qtr credits|quarter credits|qtr cr|cr hrs|cr hr|crhr|sh|uts|course units|course credits|no of units|credit units|sem cr|credit value|cr value|course cr|credits units`,
  attempted: `att|attempted|attm|atm|attd|atmpt|attmp|attempt|units attempted|units att|units attd|att units|att hrs|hrs att|hours attempted|hours att|credits attempted|credits att|credit attempted|credit att|cr att|att cr|ahrs|a hrs|attempted units|attempted credits|attempted hours|hrs attempted|unit att|crs att|cred att|hrs atm|enrolled|units enrolled|units taken|taken|att crd|reg`,
  earned: `earned|ern|ernd|earn|erd|units earned|units ern|units ernd|units earn|hrs earned|hrs ern|hours earned|hours ern|cr earned|cr ern|cr earn|credits earned|credits ern|credit earned|credit ern|ehrs|e hrs|earned units|earned credits|earned hours|earned hrs|cmpl|cmp|comp|compl|completed|units completed|units comp|units cmpl|units compl|passed|units passed|crs earned|cred earned|ern cr|ern crd`,
  grade: `grade|grades|gr|grd|gde|final grade|final grd|mark|letter grade|course grade|fin gr|final|grade earned|ltr gr`,
  points: `points|pts|grade points|gr pts|grd pts|grade pts|grade pt|grpts|gpts|gr points|grade point|quality points|quality pts|qual pts|qual points|qp|qpts|q pts|qlty pts|gp|honor points|gpa points|gradepoints|qty pts|pnts|quality|qual`,
  repeat: `r|rpt|repeat|rep|repeated|repeat code|rpt code|incl|excl|incl excl|rptd|rp`,
  term: `term|semester|session|quarter|term taken|yr term|year term|term year|sem|year`,
  date: `start date|end date|begin date|start|end|begin|date|dates|date completed|completion date|from|to|start end|term dates|dt`,
  other: `contact hours|contact hrs|contact hr|lecture hours|lec hrs|lab hours|lab hrs|clock hours|clock hrs|weekly hours|sec|sect|section|section no|crn|class no|class nbr|line|type|level|lvl|lv|gpa|gpa units|gpa hrs|gpa hours|gpa credits|notes|note|ceus|ceu|status|cd|ind|instructor|campus|mode|attr|attributes|remarks|ge|cmt|comments|typ|cs|camp|code|degree|credit type|grade type`,
};

const ROLE_OF = new Map<string, ColumnRole>(
  (Object.entries(PHRASES) as [ColumnRole, string][]).flatMap(([role, list]) =>
    list.split("|").map((phrase): [string, ColumnRole] => [phrase, role]),
  ),
);
const LONG = [...ROLE_OF].filter(([phrase]) => phrase.length >= 5);

/** The role of a heading's words, small misreadings of long words allowed. */
function roleOf(phrase: string): ColumnRole | null {
  const plain = fold(phrase.replace(/#/g, " no ").replace(/&/g, " and ").replace(/\//g, " "));
  const known = ROLE_OF.get(plain);
  if (known) return known;
  if (plain.length < 5) return null;
  return (
    LONG.find(
      ([other]) => Math.abs(other.length - plain.length) <= 1 && likeness(other, plain) >= 0.8,
    )?.[1] ?? null
  );
}

/** Headings of a run of tokens: at each word the longest phrase that is known and not torn by a wide gap. */
function phrasesOf(tokens: readonly Token[], letter: number): { columns: HeaderColumn[]; strange: Token[] } {
  const columns: HeaderColumn[] = [];
  const strange: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    let taken = 0;
    for (let length = Math.min(4, tokens.length - at); length >= 1 && taken === 0; length -= 1) {
      const run = tokens.slice(at, at + length);
      const torn = run.some((token, index) => index > 0 && token.left - run[index - 1]!.right > letter * 1.8);
      if (torn) continue;
      const text = run.map((token) => token.text).join(" ");
      const role = roleOf(text);
      if (!role) continue;
      columns.push({ role, left: run[0]!.left, right: run[length - 1]!.right, tokens: run, text });
      taken = length;
    }
    if (taken === 0) strange.push(tokens[at]!);
    at += Math.max(1, taken);
  }
  return { columns, strange };
}

/** The headings a line consists of, leaving out `without` (the cell that names a term); null where it is not a header. */
export function headerOf(line: Line, without: Cell | null = null): HeaderColumn[] | null {
  const tokens = without ? line.tokens.filter((token) => !without.tokens.includes(token)) : line.tokens;
  if (tokens.length === 0 || tokens.length > 24) return null;
  const { columns, strange } = phrasesOf(tokens, line.letter);
  const words = columns.reduce((sum, column) => sum + column.tokens.length, 0);
  if (words < strange.length * 2 || tokens.some((token) => /\d[.,]\d/.test(token.text))) return null;
  const roles = new Set(columns.map((column) => column.role));
  const telling = ["units", "attempted", "earned", "grade", "title", "points"].filter((role) =>
    roles.has(role as ColumnRole),
  );
  if (without ? telling.length < 1 : telling.length < 1 || roles.size < 2) return null;
  return columns;
}

const OF_TWO: readonly ColumnRole[] = ["units", "attempted", "earned", "grade", "points", "other"];

/** A header printed on two lines: headings above each other are read as one (`Units` over `Earned`). */
export function stackHeaders(upper: readonly HeaderColumn[], lower: readonly HeaderColumn[]): HeaderColumn[] {
  const alone = [...upper];
  const out = lower.map((column) => {
    const at = alone.findIndex(
      (over) => Math.min(over.right, column.right) - Math.max(over.left, column.left) > 0,
    );
    if (at < 0) return column;
    const [over] = alone.splice(at, 1) as [HeaderColumn];
    const text = `${over.text} ${column.text}`;
    const role =
      roleOf(text) ?? (OF_TWO.includes(column.role) && column.role !== "units" ? column.role : over.role);
    return {
      role,
      text,
      left: Math.min(over.left, column.left),
      right: Math.max(over.right, column.right),
      tokens: [...over.tokens, ...column.tokens],
    };
  });
  return [...out, ...alone].sort((a, b) => a.left - b.left);
}
