import { describe, expect, test } from "vitest";
import {
  allKeys,
  assumedModel,
  explain,
  keysToLookUp,
  type PersonInput,
  peopleSpec,
  scoreAgainst,
} from "#api/linkage/index.ts";

const spec = peopleSpec({ identifierKinds: ["permit"], extras: ["place"] });
const model = assumedModel(spec);
const person = (given: Partial<PersonInput> & { name?: [string, string] } = {}): PersonInput => ({
  id: 1,
  names: [{ given: given.name?.[0] ?? "Guadalupe", family: given.name?.[1] ?? "Hernández" }],
  birthDate: null,
  emails: [],
  phones: [],
  ...{ addressLine: null, city: null, zip: null },
  identifiers: [],
  ssnIndex: null,
  ...given,
});
const levelOf = (key: string, left: Partial<PersonInput>, right: Partial<PersonInput>) =>
  explain(spec, model, person(left), person(right)).evidence.find((each) => each.key === key)!.level;
const named = (given: string, family: string, former?: [string, string]) => ({
  names: [{ given, family }, ...(former ? [{ given: former[0], family: former[1], former: true }] : [])],
});

describe("levels of names", () => {
  test.each([
    ["Guadalupe", "GUADALUPE", "exact"],
    ["José", "Jose", "exact"],
    ["Mary Ann", "Maryann", "exact"],
    ["Guadalupe", "Lupita", "nickname"],
    ["Robert", "Bob", "nickname"],
    ["Mary Ann", "Ann", "nickname"],
    ["Ana Sofía", "Ana Belén", "nickname"],
    ["Ximena Itzel", "Itzel", "part"],
    ["J.", "Jerome", "initial"],
    ["Ximena", "Ximenna", "similar"],
    ["Keisha", "Kesha", "similar"],
    ["María Luisa", "María Elena", "near"],
    ["Tina", "Tiea", "near"],
    ["Ana", "Ada", "different"],
    ["Ana", "Robert", "different"],
  ])("given names %s and %s: %s", (a, b, expected) => {
    expect(levelOf("given_name", named(a, "Lee"), named(b, "Lee"))).toBe(expected);
  });

  test.each([
    ["Hernández", "HERNANDEZ", "exact"],
    ["O’Brien", "OBrien", "exact"],
    ["de la Cruz", "Cruz", "exact"],
    ["García López", "Lopez", "part"],
    ["Smith-Jones", "Jones", "part"],
    ["Martinez", "Martines", "similar"],
    ["Zhang", "Cheung", "sounds"],
    ["Moskowitz", "Moskovitz", "similar"],
    ["Smith", "Nguyen", "different"],
  ])("family names %s and %s: %s", (a, b, expected) => {
    expect(levelOf("family_name", named("Ana", a), named("Ana", b))).toBe(expected);
  });

  test("names in each other's place are one level, and the family name then says nothing", () => {
    const pair = [named("Itzel", "Quintanilla"), named("Quintanilla", "Itzel")] as const;
    expect(levelOf("given_name", ...pair)).toBe("transposed");
    expect(levelOf("family_name", ...pair)).toBe("missing");
  });

  test("a former name that agrees is said to be one, from either side", () => {
    const pair = [named("Ana", "Walker", ["Ana", "Quintanilla"]), named("Ana", "Quintanilla")] as const;
    expect(levelOf("family_name", ...pair)).toBe("former");
    expect(levelOf("family_name", pair[1], pair[0])).toBe("former");
  });
});

describe("levels of dates", () => {
  test.each([
    ["1969-09-26", "1969-09-26", "exact"],
    ["1969-09-06", "1969-06-09", "swapped"],
    ["1969-09-26", "1969-09-28", "one_digit"],
    ["1969-09-26", "1996-09-26", "one_digit"],
    ["1969-09-29", "1969-10-01", "near"],
    ["1969-09-26", "1984-09-26", "near"],
    ["1969-09-26", "1969-03-11", "same_year"],
    ["1969", "1969-03-11", "same_year"],
    ["1969", "1970", "near_year"],
    ["1969-09-26", "1984-03-11", "different"],
    ["not known", "1984-03-11", "missing"],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(levelOf("birth_date", { birthDate: a }, { birthDate: b })).toBe(expected);
  });

  test("an estimated date is not held against anyone within a few years", () => {
    const guess = { birthDate: "1970-01-01", birthDateEstimated: true };
    expect(levelOf("birth_date", guess, { birthDate: "1972-05-17" })).toBe("estimated");
    expect(levelOf("birth_date", guess, { birthDate: "1990-05-17" })).toBe("different");
  });
});

describe("levels of what people are reached by", () => {
  const of = (key: string, field: string, a: unknown, b: unknown) =>
    levelOf(key, { [field]: a }, { [field]: b });
  test.each([
    [["Ana@Example.org"], ["ana+registry@example.org"], "same"],
    [["a.na@gmail.com"], ["ana@googlemail.com"], "same"],
    [["ana@example.org"], ["ana@example.com"], "same_local"],
    [["ana.quintanilla@example.org"], ["ana.quintanila@example.org"], "similar"],
    [["x@example.org", "ana@example.org"], ["ana@example.org"], "same"],
    [["ana@example.org"], ["bob@example.org"], "different"],
    [[], ["bob@example.org"], "missing"],
  ])("e-mails %j and %j: %s", (a, b, expected) => {
    expect(of("email", "emails", a, b)).toBe(expected);
  });

  test.each([
    [["(213) 555-0171"], ["+1 213 555 0171"], "same"],
    [["213 555 0171"], ["213 555 0178"], "one_digit"],
    [["213 555 0171"], ["213 555 9999", "2135550171"], "same"],
    [["213 555 0171"], ["415 555 2222"], "different"],
  ])("phones %j and %j: %s", (a, b, expected) => {
    expect(of("phone", "phones", a, b)).toBe(expected);
  });

  test.each([
    [["12 Elm Street", "Fresno", "93650"], ["12 Elm St., Apt 4", "Fresno", "93650"], "same"],
    [["12 Elm Street", "Fresno", "93650"], ["12 Elm Street", "Fresno", null], "same"],
    [["12 Elm Street", "Fresno", "93650"], ["12 Elmm St", "Fresno", "93650"], "similar"],
    [["12 Elm Street", "Fresno", "93650"], ["99 Oak Road", "Fresno", "93650"], "zip_and_city"],
    [["12 Elm Street", "Fresno", "93650"], ["99 Oak Road", "Fresno", "93711"], "city"],
    [[null, "Fresno", "93650"], [null, "Clovis", "93605"], "near"],
    [["12 Elm Street", "Fresno", "93650"], ["12 Oak Road", "Oakland", "94601"], "different"],
    [["12 Elm Street", null, null], [null, null, null], "missing"],
  ])("addresses %j and %j: %s", (a, b, expected) => {
    const at = ([addressLine, city, zip]: (string | null)[]) => ({
      addressLine: addressLine!,
      city: city!,
      zip: zip!,
    });
    expect(levelOf("address", at(a), at(b))).toBe(expected);
  });

  test("identifiers are compared within their kind", () => {
    const permit = (value: string) => [{ kind: "permit", value }];
    expect(of("identifier:permit", "identifiers", permit("0012345"), permit("12-345"))).toBe("same");
    expect(of("identifier:permit", "identifiers", permit("12345"), permit("12354"))).toBe("one_digit");
    expect(of("identifier:permit", "identifiers", permit("A-77"), permit("B-77"))).toBe("different");
  });
});

test("weights of all evidence and the prior add up to the pair's weight, which is the same in both directions", () => {
  const a = person({ birthDate: "1969-09-26", emails: ["ana@example.org"], city: "Fresno" });
  const b = person({ id: 2, birthDate: "1969-09-26", emails: ["ana@example.org"], city: "Clovis" });
  const { weight, prior, evidence } = explain(spec, model, a, b);
  expect(evidence.reduce((sum, each) => sum + each.weight, prior)).toBeCloseTo(weight, 9);
  expect(scoreAgainst(spec, model, spec.encode(a), [spec.encode(b), spec.encode(a)])[0]).toBeCloseTo(
    weight,
    9,
  );
  expect(scoreAgainst(spec, model, spec.encode(b), [spec.encode(a)])[0]).toBeCloseTo(weight, 9);
  expect(evidence.find(({ key }) => key === "birth_date")).toMatchObject({
    left: "1969-09-26",
    level: "exact",
  });
});

test("missing fields weigh nothing", () => {
  const { evidence } = explain(spec, model, person({ names: [] }), person({ birthDate: "1969-09-26" }));
  expect(evidence.filter(({ weight }) => weight !== 0)).toEqual([]);
});

test("who has a birth date is not looked up by less than both names; who has none is, and is stored under all", () => {
  const asked = (input: Partial<PersonInput>) => {
    const record = spec.encode(person(input));
    const keys = keysToLookUp(spec, record);
    return spec.rules.filter((_, at) => keys.includes(record.keys[at]!)).map(({ key }) => key);
  };
  expect(asked({ birthDate: "1969-09-06" })).not.toContain("familySound + initial");
  expect(asked({ birthDate: "1969-09-06" })).toContain("birth + familyStart");
  expect(asked({ birthDate: null })).toContain("familySound + initial");
  const record = spec.encode(person({ birthDate: "1969-09-06" }));
  const passedOver = allKeys(record).filter((key) => !keysToLookUp(spec, record).includes(key));
  expect(passedOver.length).toBeGreaterThan(2);
});

test("whoever survives any one slip is looked up by a key that the record is stored under", () => {
  const whole = person({
    ...{ birthDate: "1969-09-06", emails: ["ana@example.org"], phones: ["213 555 0171"] },
    ...{ addressLine: "12 Elm Street", city: "Fresno", zip: "93650" },
  });
  const slips: Partial<PersonInput>[] = [
    { birthDate: "1969-06-09" },
    { birthDate: "1996-09-06" },
    named("Lupita", "Hernández"),
    named("Hernández", "Guadalupe"),
    named("Guadalupe", "Hernandes Ruiz"),
    named("Guadalupe", "Walker"),
    { birthDate: null, emails: [], phones: [] },
  ];
  const keys = new Set(allKeys(spec.encode(whole)));
  for (const slip of slips) {
    const asked = keysToLookUp(spec, spec.encode({ ...whole, ...slip }));
    expect(asked.some((key) => keys.has(key))).toBe(true);
  }
});
