import { describe, expect, test } from "vitest";
import {
  deliveryTypes,
  documentTypes,
  eventDeliveryMethods,
  fundingCodes,
  jurisdictionKeys,
  settings,
} from "#db/enums.ts";
import {
  countyCode,
  gradingRuleFor,
  jurisdictionFor,
  labelOf,
  reasonIn,
  reasonsFor,
} from "#db/jurisdictions/index.ts";
import type { GradingRule, Jurisdiction, Term } from "#db/jurisdictions/types.ts";

const california = jurisdictionFor("california");
const TODAY = "2026-01-15";

const repeated = (values: readonly string[]) => values.filter((value, at) => values.indexOf(value) !== at);

/** Every list of terms a jurisdiction has, by its name. */
function termLists(jurisdiction: Jurisdiction): [string, readonly Term[]][] {
  const isTerm = (value: unknown): value is Term =>
    typeof value === "object" && value !== null && "code" in value && "label" in value;
  const lists = Object.entries(jurisdiction).filter(
    (entry): entry is [string, readonly Term[]] => Array.isArray(entry[1]) && entry[1].some(isTerm),
  );
  return [...lists, ["competencies", jurisdiction.frameworks.flatMap((framework) => framework.competencies)]];
}

/** Pairs of rules for one symbol that share a day. */
function overlaps(rules: readonly GradingRule[]): string[] {
  const sorted = rules.toSorted((a, b) => a.grade.localeCompare(b.grade) || a.from.localeCompare(b.from));
  return sorted
    .filter((rule, at) => {
      const next = sorted[at + 1];
      return next?.grade === rule.grade && (rule.until === undefined || rule.until >= next.from);
    })
    .map((rule) => rule.grade);
}

describe.each(jurisdictionKeys)("the jurisdiction %s", (key) => {
  const jurisdiction = jurisdictionFor(key);

  test("answers to its own key", () => expect(jurisdiction.key).toBe(key));

  test("has no empty list, and every code once within its list", () => {
    const lists = termLists(jurisdiction);
    expect(lists.map(([name]) => name)).toEqual(
      expect.arrayContaining(["counties", "positions", "reasons", "programCodes", "permitLevels", "races"]),
    );
    for (const [name, terms] of lists) {
      expect(terms.length, name).toBeGreaterThan(0);
      expect(repeated(terms.map((term) => term.code)), `codes of ${name}`).toEqual([]);
      expect(repeated(terms.map((term) => term.label)), `labels of ${name}`).toEqual([]);
      expect(
        terms.filter(({ code, label }) => code.trim() !== code || label.trim() !== label || !code || !label),
        name,
      ).toEqual([]);
    }
  });

  test("names every setting, and has a position in each", () => {
    expect(jurisdiction.settings.map((term) => term.code).toSorted()).toEqual([...settings].toSorted());
    for (const setting of settings) {
      expect(
        jurisdiction.positions.some(({ code, settings: at }) => code !== "other" && at.includes(setting)),
        setting,
      ).toBe(true);
    }
  });

  test("names every document type, and can answer each with a reason of both outcomes", () => {
    expect(jurisdiction.documentTypes.map((term) => term.code).toSorted()).toEqual(
      [...documentTypes].toSorted(),
    );
    for (const type of documentTypes) {
      expect(reasonsFor(jurisdiction, "action_required", type).length, type).toBeGreaterThan(0);
      expect(reasonsFor(jurisdiction, "not_accepted", type).length, type).toBeGreaterThan(0);
    }
  });

  test("says in one short sentence what to fix, for at least ten reasons", () => {
    expect(jurisdiction.reasons.length).toBeGreaterThanOrEqual(10);
    for (const { code, toFix } of jurisdiction.reasons) {
      expect(toFix, code).toMatch(/^[A-Z][^.]{10,140}\.$/);
    }
  });

  test("says every reason in Spanish and Chinese too, each in its own words", () => {
    for (const language of ["es", "zh"] as const) {
      const all = jurisdiction.reasons.map(({ translations }) => translations[language]);
      expect(repeated(all.map(({ label }) => label))).toEqual([]);
      for (const { code, label, toFix, translations } of jurisdiction.reasons) {
        const words = translations[language];
        expect(words.label, code).not.toBe(label);
        expect(words.toFix, code).not.toBe(toFix);
        expect(words.toFix, code).toMatch(
          language === "zh" ? /^\p{Script=Han}.*。$/u : /^[A-ZÁÉÍÓÚ].{10,220}\.$/,
        );
      }
    }
  });

  test("has one rule per grading symbol and day, and says why for each that does not pass", () => {
    expect(overlaps(jurisdiction.grading)).toEqual([]);
    for (const rule of jurisdiction.grading) {
      expect(rule.grade).toBe(rule.grade.toUpperCase().replace(/\s/g, ""));
      expect(rule.from).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      if (rule.passes) expect(rule.because, rule.grade).toBeUndefined();
      else expect(rule.because, rule.grade).toMatch(/^[A-Z].+\.$/);
    }
  });

  test("prints C- or better and passes; D, F, withdrawn, open and audited courses it does not", () => {
    const passes = (grade: string) => gradingRuleFor(jurisdiction, grade, TODAY)?.passes;
    const passing = "A+ A A- B+ B B- C+ C C- P CR S".split(" ");
    const notPassing = "D+ D D- F FW NP NC U W EW MW I IP SP RD NG AU R".split(" ");
    expect(passing.filter((grade) => passes(grade) !== true)).toEqual([]);
    expect(notPassing.filter((grade) => passes(grade) !== false)).toEqual([]);
    expect(jurisdiction.grading.length).toBe(passing.length + notPassing.length);
  });

  test("has every code of the ORGCODE, one character each and distinct", () => {
    const { deliveryTypeCodes, deliveryMethodCodes, fundingSourceCodes, programCodes } = jurisdiction;
    for (const [codes, values] of [
      [deliveryTypeCodes, deliveryTypes],
      [deliveryMethodCodes, eventDeliveryMethods],
      [fundingSourceCodes, fundingCodes],
    ] as const) {
      expect(Object.keys(codes).toSorted()).toEqual([...values].toSorted());
      expect(repeated(Object.values(codes))).toEqual([]);
      for (const code of Object.values(codes)) expect(code).toMatch(/^\d$/);
    }
    for (const { code, label } of programCodes) expect(code, label).toMatch(/^[A-Z]$/);
    for (const { code, label } of jurisdiction.counties) expect(code, label).toMatch(/^\d{2}$/);
  });

  test("gives a default expiry only to credentials it names, in whole years", () => {
    const names = jurisdiction.credentialNames.map((name) => name.code);
    expect(jurisdiction.defaultExpiryMonths).toMatchObject({ first_aid: 24, cpr: 24, cda: 36 });
    for (const [code, months] of Object.entries(jurisdiction.defaultExpiryMonths)) {
      expect(names).toContain(code);
      expect(months % 12, code).toBe(0);
    }
  });

  test("shows contacts that can never reach a real person, and a time zone that exists", () => {
    expect(jurisdiction.helpEmail).toMatch(/^[a-z]+@[a-z-]+\.example\.org$/);
    expect(jurisdiction.helpPhone).toMatch(/^\(\d{3}\) 555-01\d{2}$/);
    expect(jurisdiction.mailingAddress.at(-1)).toContain(`, ${jurisdiction.state} `);
    expect(() => new Intl.DateTimeFormat("en-US", { timeZone: jurisdiction.timeZone })).not.toThrow();
    for (const text of [jurisdiction.registryName, jurisdiction.agency, jurisdiction.verificationPromise]) {
      expect(text).not.toBe("");
    }
  });
});

test.each([
  ["california", 58, "58", "Yuba"],
  ["massachusetts", 14, "14", "Worcester"],
  ["connecticut", 8, "08", "Windham"],
])("%s has its %i counties, numbered by alphabet", (key, count, last, name) => {
  const { counties } = jurisdictionFor(key);
  expect(counties).toHaveLength(count);
  expect(counties.map((county) => county.label)).toEqual(counties.map((county) => county.label).toSorted());
  expect(counties.at(-1)).toEqual({ code: last, label: name });
});

test("California's county numbers are the state's", () => {
  const numbers = ["Alameda", "Los Angeles", "Orange", "Sacramento", "San Diego", "San Francisco"];
  expect(numbers.map((name) => countyCode(california, name))).toEqual(["01", "19", "30", "34", "37", "38"]);
});

test("a county is found by number, by name in any case, and with the word County; others are not", () => {
  for (const county of ["19", "Los Angeles", " los  angeles ", "LOS ANGELES COUNTY"]) {
    expect(countyCode(california, county), county).toBe("19");
  }
  for (const county of ["Worcester", "99", "", "County", null, undefined]) {
    expect(countyCode(california, county), String(county)).toBeUndefined();
  }
});

test("California has the 12 competencies, the six permit levels in order and a five-year permit", () => {
  expect(california.frameworks.map((framework) => framework.competencies.length)).toEqual([12]);
  expect(california.permitLevels.map((level) => level.label)).toEqual([
    "Assistant",
    "Associate Teacher",
    "Teacher",
    "Master Teacher",
    "Site Supervisor",
    "Program Director",
  ]);
  expect(california.defaultExpiryMonths.child_development_permit).toBe(60);
});

test("California's ORGCODE parts spell the published example C100", () => {
  const { programCodes, deliveryTypeCodes, deliveryMethodCodes, fundingSourceCodes } = california;
  const ccip = programCodes.find((program) => program.label.includes("CCIP"))!;
  expect(
    ccip.code + deliveryTypeCodes.training + deliveryMethodCodes.classroom + fundingSourceCodes.cde_f5,
  ).toBe("C100");
});

test("Massachusetts registers for 12 months; the other two do not lapse", () => {
  expect(jurisdictionKeys.map((key) => jurisdictionFor(key).registration.renewsAfterMonths)).toEqual([
    null,
    12,
    null,
  ]);
});

test("Connecticut's trainings belong to its four named frameworks", () => {
  const names = jurisdictionFor("connecticut").frameworks.map((framework) => framework.label);
  expect(names).toHaveLength(4);
  for (const word of ["CKCs", "CT ELDS", "CT DOTS", "Pyramid Model"]) {
    expect(
      names.some((name) => name.includes(word)),
      word,
    ).toBe(true);
  }
});

test.each(["nevada", "", "California", "toString"])(
  "the unknown jurisdiction %j is refused with the keys",
  (key) => {
    expect(() => jurisdictionFor(key)).toThrow(
      `There is no jurisdiction "${key}". Choose one of: california, massachusetts, connecticut.`,
    );
  },
);

test("a label is shown for a known code, the code itself for a forgotten one, nothing for none", () => {
  expect(labelOf(california.positions, "site_supervisor")).toBe("Site Supervisor");
  expect(labelOf(california.positions, "nap_room_captain")).toBe("nap_room_captain");
  expect(labelOf(california.positions, null)).toBe("");
});

test("a grade is matched whatever its case, spaces and kind of minus; an unknown one has no rule", () => {
  for (const grade of ["b-", " B - ", "B\u2212", "b\u2013"]) {
    expect(gradingRuleFor(california, grade, TODAY)?.grade, grade).toBe("B-");
  }
  for (const grade of ["", "  ", "E", "A++", "4.0", "constructor"]) {
    expect(gradingRuleFor(california, grade, TODAY), grade).toBeUndefined();
  }
});

test("California says that a D does not count under the CTC's standards", () => {
  expect(gradingRuleFor(california, "D+", TODAY)).toMatchObject({
    passes: false,
    because: expect.stringContaining("D+ is not a passing grade under the standards of the Commission"),
  });
});

test("a changed rule applies from its day on, and the old one to courses completed before", () => {
  const grading = [
    { grade: "C-", from: "1900-01-01", until: "2020-06-30", passes: false, because: "Was below the level." },
    { grade: "C-", from: "2020-07-01", passes: true },
  ];
  expect(overlaps(grading)).toEqual([]);
  const passes = (day: string) => gradingRuleFor({ grading }, "C-", day)?.passes;
  expect([passes("1899-12-31"), passes("2020-06-30"), passes("2020-07-01")]).toEqual([
    undefined,
    false,
    true,
  ]);
  expect(overlaps([grading[0]!, { ...grading[1]!, from: "2020-06-30" }])).toEqual(["C-"]);
});

test("a decision is said in a person's language; what a clerk worded stays as it is", () => {
  const reason = california.reasons.find(({ code }) => code === "expired")!;
  const decision = { reasonCode: "expired", toFix: reason.toFix };
  expect(reasonIn(california, decision, "en")).toEqual({ reason: reason.label, toFix: reason.toFix });
  expect(reasonIn(california, decision, "es")).toEqual({
    reason: "Está vencido",
    toFix: "Renuévelo y después suba el nuevo.",
  });
  expect(reasonIn(california, { ...decision, toFix: null }, "zh")).toEqual({
    reason: "已过期",
    toFix: "请先办理续期，然后上传新的文件。",
  });
  expect(reasonIn(california, { ...decision, toFix: "Renew it by May." }, "es")).toEqual({
    reason: "Está vencido",
    toFix: "Renew it by May.",
  });
  expect(reasonIn(california, { reasonCode: null, toFix: null }, "es")).toEqual({ reason: "", toFix: "" });
});

test("reasons are offered only for the outcome and the type of document they fit", () => {
  const codes = (...asked: Parameters<typeof reasonsFor> extends [unknown, ...infer Rest] ? Rest : never) =>
    reasonsFor(california, ...asked).map((reason) => reason.code);
  expect(codes("action_required", "transcript")).toEqual(
    expect.arrayContaining(["illegible_page", "not_a_transcript", "foreign_without_evaluation"]),
  );
  expect(codes("action_required", "permit")).not.toContain("not_a_transcript");
  expect(codes("not_accepted", "permit")).toEqual(
    expect.arrayContaining(["expired", "altered", "already_on_file"]),
  );
  expect(codes("not_accepted", "transcript")).not.toContain("expired");
  expect(codes("action_required", "permit")).not.toContain("expired");
});
