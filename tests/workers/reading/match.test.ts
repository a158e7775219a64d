import { describe, expect, test } from "vitest";
import { matchInstitution } from "#workers/reading/match-institution.ts";
import { matchName } from "#workers/reading/match-name.ts";

const colleges = [
  { id: 1, name: "Middlesex Community College", aliases: [], city: "Bedford", state: "MA" },
  { id: 2, name: "Middlesex Community College", aliases: [], city: "Middletown", state: "CT" },
  { id: 3, name: "Mt. San Antonio College", aliases: ["Mt. SAC"], city: "Walnut", state: "CA" },
  { id: 4, name: "Los Angeles City College", aliases: ["LACC"], city: "Los Angeles", state: "CA" },
  { id: 5, name: "East Los Angeles College", aliases: ["ELAC"], city: "Monterey Park", state: "CA" },
  {
    id: 6,
    name: "California State University, Northridge",
    aliases: ["CSUN"],
    city: "Northridge",
    state: "CA",
  },
];

describe("the institution", () => {
  test("two colleges of one name are told apart by their city", () => {
    const match = matchInstitution({ name: "MIDDLESEX COMMUNITY COLLEGE", city: "Middletown, CT" }, colleges);
    expect(match?.id).toBe(2);
    expect(match?.confidence).toBeGreaterThanOrEqual(0.9);
  });

  test("without a city the answer between two of one name is not sure", () => {
    const match = matchInstitution({ name: "Middlesex Community College", city: null }, colleges);
    expect(match?.confidence).toBeLessThan(0.8);
  });

  test.each([
    ["MOUNT SAN ANTONIO COLLEGE", null, 3],
    ["Mt SAC", "Walnut", 3],
    ["LOS ANGELES CITY COLLEGE", "Los Angeles, CA", 4],
    ["Los Ange1es City Co1lege", null, 4],
    ["East Los Angeles College", null, 5],
    ["CALIFORNIA STATE UNIVERSITY NORTHRIDGE", null, 6],
    ["CSU Northridge", "Northridge, CA", 6],
  ])("%s (%s) is college %i", (name, city, id) => {
    expect(matchInstitution({ name, city }, colleges)?.id).toBe(id);
  });

  test("a college that is not there is not guessed", () => {
    expect(matchInstitution({ name: "Bakersfield College", city: "Bakersfield, CA" }, colleges)).toBeNull();
  });
});

describe("the name", () => {
  const profile = { givenName: "Lucía", middleName: null, familyName: "Peña Ramírez" };

  test.each([
    ["Lucia Pena Ramirez", "same"],
    ["PENA RAMIREZ, LUCIA", "same"],
    ["Lucía Peña-Ramírez", "same"],
    ["Lucia Pefia Ramirez", "same"],
    ["Lucia M. Peña", "same"],
    ["Lucía Gómez", "former"],
    ["Lucía Torres", "differs"],
    ["Marta Peña Ramírez", "differs"],
    ["Lucio Peña Ramírez", "differs"],
    ["LUC1A PEflA RAM|REZ", "same"],
    ["Lucía Peña Ramírez Torres Vega", "differs"],
    ["", "absent"],
    [null, "absent"],
  ])("%s is %s", (read, expected) => {
    expect(matchName(read, profile, ["Gómez"])).toBe(expected);
  });

  test("a former whole name is found in either order", () => {
    expect(
      matchName("OBRIEN, KATHLEEN", { givenName: "Kathleen", middleName: "Ann", familyName: "Sato" }, [
        "Kathleen O'Brien",
      ]),
    ).toBe("former");
  });
});
