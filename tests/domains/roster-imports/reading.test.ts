import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { guessColumns } from "#api/domains/roster-imports/guess-columns.ts";
import { readBirthDate, readHours, takeApart } from "#api/domains/roster-imports/read-cells.ts";
import { readRow } from "#api/domains/roster-imports/read-row.ts";
import { checkDigitHolds } from "#api/domains/roster-imports/registry-number.ts";
import { testDb } from "#tests/setup/db.ts";

const now = new Date("2026-03-20T12:00:00Z");
const guess = (...rows: string[]) =>
  guessColumns(
    rows.map((row) => row.split("|")),
    "attended",
    now,
  );

describe("columns are known", () => {
  test.each([
    [
      "by English headings",
      "Registry ID|First Name|Last Name|Date of Birth|E-mail|Hours",
      "registryNumber givenName familyName birthDate email hours",
    ],
    [
      "by Spanish headings",
      "Número de registro|Nombre|Apellidos|Fecha de nacimiento|Correo electrónico|Teléfono|Asistió",
      "registryNumber givenName familyName birthDate email phone attended",
    ],
    [
      "by the headings of a meeting's list",
      "Name (Original Name)|User Email|Duration (Minutes)",
      "name email null",
    ],
    ["where one column holds whole names", "Nombre|Correo", "name email null"],
  ])("%s", (_how, headings, columns) => {
    const found = guess(headings, "x|y|z");
    expect(found.headings).toBe(true);
    expect(found.columns.map(String).join(" ")).toBe(columns);
  });

  test("by what stands in them where there are no headings", () => {
    const found = guess(
      "1000017|Ana|Reyes|4/12/1988|ana@example.org|(213) 555-0171|3",
      "1000025|Li|Chen|11/2/1990|li@example.org|213 555 0172|2.5",
    );
    expect(found.headings).toBe(false);
    expect(found.columns).toContain("email");
    expect(found.columns.slice(1)).toEqual([
      "givenName",
      "familyName",
      "birthDate",
      "email",
      "phone",
      "hours",
    ]);
  });

  test("days come first where the list shows it, and family names where its heading says so", () => {
    expect(guess("Name|DOB", "Ana Reyes|25/04/1988").dateOrder).toBe("day_first");
    expect(guess("Name|DOB", "Ana Reyes|04/05/1988").dateOrder).toBe("month_first");
    expect(guess("Last Name, First Name|DOB", "Reyes Ana|x").nameOrder).toBe("family_first");
  });
});

test.each([
  ["1988-04-12", "1988-04-12"],
  ["4/12/88", "1988-04-12"],
  ["04-12-1988", "1988-04-12"],
  ["April 12, 1988", "1988-04-12"],
  ["12-Apr-1988", "1988-04-12"],
  ["12 de abril de 1988", "1988-04-12"],
  ["4/12/05", "2005-04-12"],
  ["4/12/15", "1915-04-12"],
  ["2/30/1988", null],
  ["13/12/1988", null],
  ["4/12/1815", null],
  ["4/12/2099", null],
  ["soon", null],
])("the day %s is %s", (text, day) => {
  expect(readBirthDate(text, "month_first", now)).toBe(day);
});

test.each([
  ["3", 3],
  ["2,5 h", 2.5],
  ["1:30", 1.5],
  ["three", null],
  ["-1", null],
])("the hours %s are %s", (text, hours) => expect(readHours(text)).toBe(hours));

test.each([
  ["Reyes, Ana María", "Ana María / Reyes"],
  ["Ana Reyes", "Ana / Reyes"],
  ["Ana López García", "Ana López / García, Ana / López García"],
  ["Ana Reyes (she/her)", "Ana / Reyes"],
  ["Cher", ""],
])("the name %s is taken apart", (text, ways) => {
  expect(
    takeApart(text, "given_first")
      .map(({ given, family }) => `${given} / ${family}`)
      .join(", "),
  ).toBe(ways);
});

test("a cell that says nothing sensible gets a sentence of its own", () => {
  const mapping = guess("Registry ID|Name|DOB|Email|Hours|Attended", "1|x|y|z|1|yes");
  const { problems } = readRow(
    ["1000018", "Cher", "2/30/1988", "ana@", "9", "perhaps"],
    mapping,
    { hours: 3 },
    now,
  );
  expect(problems).toEqual({
    registryNumber: "A digit of this registry number is wrong. Check it against the card.",
    name: "Enter the given name and the family name.",
    birthDate: "Not a date of birth. Write it like 04/25/1988.",
    email: "Not an e-mail address.",
    hours: "The event gives 3 hours; nobody can have more.",
    attended: "Write yes or no.",
  });
});

test("the check digit is the database's own", async () => {
  const db = await testDb();
  const rows = (await db.execute(sql`select n::text as number, registry_number_is_valid(n::text) as valid
    from generate_series(1000000, 1000300) n`)) as unknown as { number: string; valid: boolean }[];
  expect(rows.filter(({ valid }) => valid).length).toBeGreaterThan(20);
  for (const { number, valid } of rows) expect(checkDigitHolds(number), number).toBe(valid);
});
