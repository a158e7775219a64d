import { describe, expect, test } from "vitest";
import {
  directorySpecs,
  explain,
  type InstitutionInput,
  type ProgramInput,
  type Spec,
  type SponsorInput,
  type TrainingInput,
} from "#api/linkage/index.ts";
import { assumedFor } from "#api/linkage/model/assumed.ts";
import { foldWebsite } from "#api/linkage/normalise/website.ts";
import { pack } from "#api/linkage/view.ts";

const blank = {
  programs: {
    ...{ id: 1, name: "", licenseNumber: null, licensee: null, setting: null, addressLine: null },
    ...{ city: null, zip: null, county: null, phone: null },
  } as ProgramInput,
  institutions: {
    ...{ id: 1, name: "", aliases: [], ipedsUnitId: null, city: null, zip: null },
    ...{ state: null, country: "US", website: null },
  } as InstitutionInput,
  trainings: {
    ...{ id: 1, title: "", sponsor: null, hours: null, framework: null },
    ...{ competency: null, language: null, description: null },
  } as TrainingInput,
  sponsors: {
    ...{
      id: 1,
      name: "",
      vendorCode: null,
      contactEmail: null,
      contactPhone: null,
      website: null,
      counties: [],
    },
  } as SponsorInput,
};
type Kind = keyof typeof blank;

/** Two records looked at in a registry of a hundred strangers, by the model before it has learned. */
function judged<K extends Kind>(
  kind: K,
  left: Partial<(typeof blank)[K]>,
  right: Partial<(typeof blank)[K]>,
) {
  const spec = directorySpecs[kind]([]) as unknown as Spec<object>;
  const [a, b] = [
    { ...blank[kind], ...left },
    { ...blank[kind], ...right, id: 2 },
  ];
  const strangers = Array.from({ length: 100 }, (_, at) => ({
    ...blank[kind],
    id: at + 3,
    name: `Place ${at}`,
  }));
  const view = pack(spec, [a, b, ...strangers].map(spec.encode));
  const told = explain(spec, assumedFor(spec as unknown as Spec, view), a, b);
  return {
    weight: told.weight,
    level: (key: string) => told.evidence.find((each) => each.key === key)?.level,
  };
}
const named = (left: string, right: string) => judged("programs", { name: left }, { name: right });

describe("names of programs", () => {
  test.each([
    ["Little Acorns Preschool", "LITTLE ACORNS PRE-SCHOOL, INC.", "exact"],
    ["St. Mary's Child Care Center", "Saint Marys Childcare Ctr", "exact"],
    ["The Learning Tree of Fresno", "Learning Tree Fresno LLC", "exact"],
    ["Fresno Learning Tree", "Learning Tree of Fresno", "order"],
    ["Sunrise Preschool dba Little Acorns", "Little Acorns", "alias"],
    ["Bay Area Family Development Agency", "BAFDA", "alias"],
    ["Little Acorns", "Little Acorns Preschool", "contained"],
    ["Little Acorns Preschool", "Litle Acorns Preschool", "similar"],
    ["Little Acorns Preschool", "Acorns Academy", "stem"],
    ["Acorn Preschool", "Acorn Academy", "stem"],
    ["Acorn Preschool", "Preschool", "different"],
    ["Happy Hands Preschool", "Sunny Steps Preschool", "different"],
  ])("%s and %s: %s", (left, right, expected) => {
    expect(named(left, right).level("name")).toBe(expected);
  });

  test.each([
    ["Head Start #3", "Headstart No. 3", "same"],
    ["Head Start #3", "Head Start #4", "different"],
    ["Head Start III", "Head Start 3", "same"],
    ["Lincoln Site B", "Lincoln Site C", "different"],
    ["Valley East Preschool", "Valley West Preschool", "different"],
    ["Head Start #3", "Head Start", "missing"],
    ["3rd Street School", "Third Street School", "same"],
  ])("numbers in %s and %s: %s", (left, right, expected) => {
    expect(named(left, right).level("name_number")).toBe(expected);
  });
});

const site: Partial<ProgramInput> = {
  ...{ name: "Camino Head Start #3", licensee: "Camino Children's Foundation", setting: "center_based" },
  ...{ licenseNumber: "198412345", addressLine: "1450 West Elm Street", city: "Fresno", zip: "93701" },
  ...{ county: "Fresno", phone: "(559) 555-0142" },
};

test("a site that was entered twice is found", () => {
  const again = {
    ...site,
    name: "Camino HeadStart 3",
    licenseNumber: null,
    addressLine: "1450 W Elm St, Ste 2",
  };
  expect(judged("programs", site, again).weight).toBeGreaterThan(6);
});

test("two sites of one licensee with one telephone are not one site", () => {
  const sister = {
    ...{ ...site, name: "Camino Head Start #4", licenseNumber: "198412346" },
    ...{ addressLine: "88 Olive Avenue", zip: "93728" },
  };
  const told = judged("programs", site, sister);
  expect(told.weight).toBeLessThan(0);
  expect(told.level("relatives")).toBe("siblings");
});

const college: Partial<InstitutionInput> = {
  ...{ name: "City College of San Francisco", city: "San Francisco", zip: "94112", state: "CA" },
  ...{ ipedsUnitId: "112190", website: "https://www.ccsf.edu/" },
};

test("a college is found by its initials and its website", () => {
  const again = { name: "CCSF", state: "CA", website: "ccsf.edu/admissions" };
  const told = judged("institutions", college, again);
  expect(told.level("name")).toBe("alias");
  expect(told.weight).toBeGreaterThan(4);
});

test("two numbers of the federal directory are two colleges, whatever else agrees", () => {
  expect(judged("institutions", college, { ...college, ipedsUnitId: "112191" }).weight).toBeLessThan(0);
  expect(judged("institutions", college, { ...college, ipedsUnitId: null }).weight).toBeGreaterThan(6);
});

test("towns of one name in two states are two places", () => {
  const ohio = judged(
    "institutions",
    { name: "Miami University", city: "Oxford", state: "OH" },
    { name: "University of Miami", city: "Coral Gables", state: "FL" },
  );
  expect(ohio.level("name")).toBe("order");
  expect(ohio.weight).toBeLessThan(-5);
});

const workshop: Partial<TrainingInput> = {
  ...{ title: "Positive Guidance for Toddlers, Part 1", sponsor: "7", hours: 3, framework: "core" },
  ...{
    competency: "guidance",
    language: "English",
    description: "Practical ideas you can use the next morning.",
  },
};

test.each([
  ["the next part of a series", { title: "Positive Guidance for Toddlers, Part 2" }],
  ["the same for another age", { title: "Positive Guidance for Infants, Part 1" }],
  ["the same in another language", { language: "Spanish" }],
  ["another sponsor's of that title", { sponsor: "8", description: null, competency: "health" }],
] as [string, Partial<TrainingInput>][])("%s is another training", (_, other) => {
  expect(judged("trainings", workshop, { ...workshop, ...other }).weight).toBeLessThan(0);
});

test("a training entered again with a slip and other hours is found", () => {
  const again = { ...workshop, title: "Positive Guidence for Toddlers - Part I", hours: 3.5 };
  expect(judged("trainings", workshop, again).weight).toBeGreaterThan(4);
});

test("a sponsor is found by its own domain in an address; a mailbox at a provider says nothing", () => {
  const first = {
    name: "Bright Path Training Collaborative",
    contactEmail: "info@brightpath.org",
    vendorCode: "BPTC",
  };
  const second = {
    name: "Bright Path Trainings",
    website: "https://www.brightpath.org/contact",
    vendorCode: "BPT2",
  };
  const told = judged("sponsors", first, second);
  expect(told.level("website")).toBe("same");
  expect(told.weight).toBeGreaterThan(6);
  const gmail = { ...first, contactEmail: "brightpath@gmail.com" };
  expect(judged("sponsors", gmail, { ...second, website: "https://gmail.com" }).level("website")).toBe(
    "missing",
  );
});

test.each([
  ["https://www.ccsf.edu/", "ccsf.edu"],
  ["HTTP://library.ccsf.edu?x=1", "ccsf.edu"],
  ["www.facebook.com/LittleAcorns/", "facebook.com/littleacorns"],
  ["lincoln.k12.ca.us/preschool", "lincoln.k12.ca.us"],
  ["https://www.cde.ca.gov", "cde.ca.gov"],
  ["not a site", ""],
])("the website %s is %s", (text, expected) => {
  expect(foldWebsite(text)).toBe(expected);
});
