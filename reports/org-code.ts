import { countyCode } from "#db/jurisdictions/index.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";

/** The six things the Direct Service Profile knows a training by, as an event and its sponsor store them. */
export type OrgCodeParts = {
  vendorCode: string;
  /** County by number, name or "… County". */
  countyCode: string | null | undefined;
  programCode: string | null | undefined;
  deliveryType: string | null | undefined;
  deliveryMethod: string | null | undefined;
  funding: string | null | undefined;
};

type Codes = Pick<
  Jurisdiction,
  "counties" | "programCodes" | "deliveryTypeCodes" | "deliveryMethodCodes" | "fundingSourceCodes"
>;

/** Field → what is wrong with it; empty when every code is there. */
export type OrgCodeProblems = Partial<Record<"vendorCode" | keyof typeof wanted, string>>;

const wanted = {
  county: "Choose a county of this state: its number is part of the reporting code.",
  programCode: "Choose one of the state's program codes.",
  deliveryType: "Choose how the training is given.",
  deliveryMethod: "Choose classroom or online.",
  funding: "Choose who pays for it.",
} as const;

const own = (codes: Readonly<Record<string, string>>, key: string | null | undefined): string | undefined =>
  key && Object.hasOwn(codes, key) ? codes[key] : undefined;

/**
 * ORGCODE = vendor, county, program, delivery type, delivery method, funding: `TEST19C100` (B-R1).
 * With a code missing or unknown there is no ORGCODE: `code` is null and `problems` says which, per field (B-R2).
 */
export function orgCode(
  parts: OrgCodeParts,
  jurisdiction: Codes,
): { code: string; problems: OrgCodeProblems } | { code: null; problems: OrgCodeProblems } {
  const county = countyCode(jurisdiction, parts.countyCode);
  const program = jurisdiction.programCodes.find((term) => term.code === parts.programCode)?.code;
  const type = own(jurisdiction.deliveryTypeCodes, parts.deliveryType);
  const method = own(jurisdiction.deliveryMethodCodes, parts.deliveryMethod);
  const funding = own(jurisdiction.fundingSourceCodes, parts.funding);
  const problems: OrgCodeProblems = {};
  if (!/^[A-Z0-9]{4}$/.test(parts.vendorCode))
    problems.vendorCode = "The training organization has no vendor code of four letters or digits.";
  if (!county) problems.county = wanted.county;
  if (!program) problems.programCode = wanted.programCode;
  if (!type) problems.deliveryType = wanted.deliveryType;
  if (!method) problems.deliveryMethod = wanted.deliveryMethod;
  if (!funding) problems.funding = wanted.funding;
  if (Object.keys(problems).length > 0) return { code: null, problems };
  return { code: `${parts.vendorCode}${county}${program}${type}${method}${funding}`, problems };
}
