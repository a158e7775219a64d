import type { DocumentType } from "#db/enums.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import type { ReadField, Reading, ReadRow } from "#db/reading.ts";
import { labelledCode, labelledDate, validityIn } from "../dated.ts";
import { fieldOf, rowOf } from "../field.ts";
import { flowOf } from "../layout/flow.ts";
import type { Line } from "../layout/lines.ts";
import type { PageWords } from "../page-words.ts";
import { holderIn } from "../person/holder.ts";
import { birthDateIn } from "../person/names.ts";
import { organizationIn } from "../person/organization.ts";
import { plusMonths } from "../text/dates.ts";
import { credentialNamesIn, type FoundName, permitLevelIn } from "./names.ts";

type Rules = Pick<Jurisdiction, "credentialNames" | "permitLevels" | "defaultExpiryMonths">;

const NUMBER =
  /((document|permit|credential|license|licence|certificate|certification|registration|facility|cert\.?|(e-?)?card|doc\.?|lic\.?|educator|ein|record)\s*(no\.?|number|num\.?|nr\.?|#|id|code)|(no\.?|number|#)|certificate|license|credential|permit)/i;
const ISSUED =
  /((date )?issued?( on| date)?|issue date|date of issue|issuance date|award date|date awarded|awarded( on)?|effective( date)?|date effective|valid from|granted( on)?|completed( on)?|date completed|completion date|date of completion|course date|training date|start date|begin date|date)/i;
const EXPIRES =
  /(expir(es|ation|y|ation date|y date|es on|ed on)|expiration|expiry|exp\.?( date)?|date of expiration|valid (until|through|thru|to)|renew(al)? (by|date|due)|recommended renewal( date)?|good (until|through|thru)|end date|renewal)/i;

/** The end of validity: as printed, else so many months after the issue as the state's rules say, marked as not printed. */
function expiryOf(
  lines: readonly Line[],
  name: FoundName,
  issued: ReadField | null,
  rules: Rules,
): ReadField | null {
  const printed = labelledDate(lines, EXPIRES) ?? validityIn(lines)?.until;
  if (printed) return printed;
  const months = rules.defaultExpiryMonths[name.code];
  if (months === undefined || !issued) return null;
  return {
    value: plusMonths(issued.value, months),
    raw: "",
    confidence: Math.min(0.6, issued.confidence),
    box: null,
  };
}

function credentialRow(lines: readonly Line[], name: FoundName, rules: Rules): ReadRow {
  const kind = rules.credentialNames.find((each) => each.code === name.code)?.kind;
  const level = kind === "permit" ? permitLevelIn(lines, name, rules) : null;
  const issuedOn = labelledDate(lines, ISSUED, "first") ?? validityIn(lines)?.from ?? null;
  return rowOf(
    {
      name: fieldOf(name.code, name.tokens, name.factor),
      level: level ? fieldOf(level.code, level.tokens, level.factor) : null,
      documentNumber: labelledCode(lines, NUMBER),
      issuedOn,
      expiresOn: expiryOf(lines, name, issuedOn, rules),
    },
    ["name", "documentNumber", "issuedOn"],
    lines.flatMap((line) => line.tokens),
  );
}

/** Proposes the credentials of a permit, licence, CDA or health and safety card. */
export function readCredential(
  pages: readonly PageWords[],
  documentType: DocumentType,
  rules: Rules,
): Reading {
  const lines = flowOf(pages);
  const person = holderIn(lines);
  const names = credentialNamesIn(lines, documentType, rules);
  const credentials = names.map((name) => credentialRow(lines, name, rules));
  return {
    kind: credentials.length > 0 ? "credential" : "unknown",
    person,
    birthDate: birthDateIn(lines),
    institution: organizationIn(lines, person ? [person.raw] : []),
    institutionCity: null,
    rows: { degrees: [], courses: [], credentials, trainingHours: [] },
  };
}
