/** How words of an organisation's name are shortened; several words may be one. Keys and values are folded. */
const SHORT: Readonly<Record<string, string>> = {
  saint: "st",
  sainte: "st",
  ste: "st",
  mount: "mt",
  fort: "ft",
  ctr: "center",
  cntr: "center",
  cntre: "center",
  centre: "center",
  centro: "center",
  univ: "university",
  universidad: "university",
  coll: "college",
  clg: "college",
  acad: "academy",
  inst: "institute",
  tech: "technical",
  comm: "community",
  cmty: "community",
  sch: "school",
  schl: "school",
  schs: "school",
  escuela: "school",
  elem: "elementary",
  presch: "preschool",
  prek: "prekindergarten",
  kinder: "kindergarten",
  dev: "development",
  devel: "development",
  developmental: "development",
  ed: "education",
  educ: "education",
  educational: "education",
  fam: "family",
  famly: "family",
  chld: "child",
  chldrn: "children",
  lrng: "learning",
  lrn: "learning",
  assn: "association",
  assoc: "association",
  org: "organization",
  organisation: "organization",
  dept: "department",
  dist: "district",
  svc: "service",
  svcs: "service",
  srvc: "service",
  srvcs: "service",
  prog: "program",
  programme: "program",
  intl: "international",
  natl: "national",
  nat: "national",
  amer: "american",
  calif: "california",
  cal: "california",
  mass: "massachusetts",
  conn: "connecticut",
  meml: "memorial",
  mem: "memorial",
  govt: "government",
  jr: "junior",
  bros: "brothers",
  intro: "introduction",
  introductory: "introduction",
  mgmt: "management",
  hlth: "health",
  sfty: "safety",
};

/** Several words that are written as one as often as not, and initials that the field reads as words. */
const JOINED: readonly (readonly [RegExp, string])[] = [
  [/\bpre school/g, "preschool"],
  [/\bday ?care/g, "childcare"],
  [/\bchild ?care/g, "childcare"],
  [/\bhead ?start/g, "headstart"],
  [/\bearly childhood (?:education|ed)\b/g, "ece"],
  [/\bchild(?:ren s|rens)? dev(?:elopment)? c(?:enter|tr|ntr)\b/g, "cdc"],
  [/\bfamily childcare\b/g, "fcc"],
  [/\bafter ?school\b/g, "afterschool"],
  [/\bk ?12\b/g, "k12"],
  [/\bun(?:ified)? school dist(?:rict)?\b/g, "usd"],
  [/\bco(?:unty)? of(?:fice|f|c)? (?:of )?ed(?:ucation|uc)?\b/g, "coe"],
];

const LEGAL = new Set(
  "inc incorporated llc llp lp ltd limited corp corporation co company pc pllc nfp npo gmbh".split(" "),
);
const EMPTY = new Set("the of and a an at for in on to with de del la las el los y".split(" "));

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");
const CARDINALS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const ROMAN = "i ii iii iv v vi vii viii ix x xi xii".split(" ");
const numbers = new Map([
  ...ORDINALS.map((word, at): [string, string] => [word, String(at + 1)]),
  ...CARDINALS.map((word, at): [string, string] => [word, String(at + 1)]),
]);
const romans = new Map(ROMAN.map((word, at): [string, string] => [word, String(at + 1)]));
/** After one of these a numeral or a single letter counts. */
const COUNTED = new Set(
  "site number no room unit campus building bldg location branch part level module session phase class series grade day step section volume vol".split(
    " ",
  ),
);

/** "3rd", "Three", "III" at the end or after "Site" → "3"; what is no number stays. */
function numeral(word: string, at: number, words: readonly string[]): string {
  const digits = /^0*(\d+)(?:st|nd|rd|th)?$/.exec(word)?.[1];
  if (digits) return digits;
  const counted = COUNTED.has(words[at - 1] ?? "");
  if (romans.has(word) && (counted || (at > 0 && at === words.length - 1))) return romans.get(word)!;
  return numbers.get(word) ?? word;
}

/** "children" stays; "services" → "service": a plural tells nothing apart. */
const singular = (word: string) =>
  word.length > 3 && /[^su]s$/.test(word) && !/is$/.test(word) ? word.slice(0, -1) : word;

/**
 * The words of a folded name as they are compared, in their order: long forms, numerals, without legal forms and articles.
 * Where nothing else is there, these stay.
 */
export function organisationWords(folded: string): string[] {
  const joined = JOINED.reduce((text, [found, word]) => text.replace(found, word), folded);
  const words = joined.split(" ").filter(Boolean);
  const carrying = words.filter(
    (word, at) => !EMPTY.has(word) && !(LEGAL.has(word) && at > 0 && at >= words.length - 2),
  );
  return (carrying.length > 0 ? carrying : words).map((word, at, all) =>
    singular(SHORT[word] ?? numeral(word, at, all)),
  );
}

/** Words that tell one site, part or level from the next; single letters count after a word like "Site", or at the end. */
export function marksOf(words: readonly string[], telling: ReadonlySet<string>): string[] {
  const marks = words.filter(
    (word, at) =>
      /\d/.test(word) ||
      telling.has(word) ||
      (/^[a-z]$/.test(word) && at > 0 && (at === words.length - 1 || COUNTED.has(words[at - 1]!))),
  );
  return [...new Set(marks)].sort();
}

export const DIRECTIONS =
  "north south east west northern southern eastern western northeast northwest southeast southwest upper lower".split(
    " ",
  );
