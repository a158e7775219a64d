import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import ExcelJS from "exceljs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { writeXlsx } from "#reports/render/to-xlsx.ts";
import { xlsxSafe } from "#reports/render/xlsx-safe.ts";

/** What Excel shows for a stored text: `_xHHHH_` is one character (ECMA-376 ST_Xstring); ExcelJS leaves it as stored. */
const shown = (cell: ExcelJS.Cell): unknown =>
  typeof cell.value === "string"
    ? cell.value.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : cell.value;

/** The cells of a one-column sheet written by our writer, read back by a reader that knows nothing of it. */
async function roundTrip(values: string[]): Promise<ExcelJS.Cell[]> {
  const out = new PassThrough();
  const bytes = buffer(out);
  await writeXlsx(out, {
    title: "A [title]: with / every * bad ? sign and far more than 31 characters",
    author: "Registry",
    columns: [{ label: "Text", type: "text", width: 20 }],
    rows: (async function* () {
      for (let at = 0; at < values.length; at += 500)
        yield values.slice(at, at + 500).map((value) => [value]);
    })(),
    readMe: () => [],
  });
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await bytes).buffer as ArrayBuffer);
  const sheet = workbook.worksheets[0]!;
  return values.map((_, n) => sheet.getCell(n + 2, 1));
}

const formulas = [
  "=1+1",
  '=HYPERLINK("https://evil.example","Click")',
  "+1+1",
  "-1+1",
  "@SUM(A1:A9)",
  "=cmd|' /C calc'!A0",
  "\t=1+1",
  "|x",
  "%0A=1",
];

test("strings that look like formulas stay strings, unchanged", async () => {
  const cells = await roundTrip(formulas);
  expect(cells.map((cell) => cell.value)).toEqual(formulas);
  expect(cells.every((cell) => cell.type === ExcelJS.ValueType.String)).toBe(true);
  expect(cells.every((cell) => cell.formula === undefined)).toBe(true);
});

test("leading zeros, long digits and things Excel likes to convert stay as they are", async () => {
  const values = ["0001234", "00501", "12345678901234567890", "1E5", "3-4", "TRUE", "007-1", "1/2"];
  expect((await roundTrip(values)).map((cell) => cell.value)).toEqual(values);
});

test("naughty text leaves the workbook readable and text that can be carried unchanged", async () => {
  const kept = [
    "Nguyễn Thị Hồng",
    "李小龙",
    "Peña & <Söhne> \"'",
    "a_x0041_b",
    "_x000D_",
    "_X005f_",
    "👩‍🏫 emoji",
    "two\nlines",
    "   ",
  ];
  const cleaned: [string, string][] = [
    ["a\ufffeb\uffffc", "abc"],
    ["half \ud800 pair \udc00", "half  pair "],
    ["bell\u0007 null\u0000 esc\u001b", "bell null esc"],
    ["old\r\nline\rends", "old\nline\nends"],
  ];
  const cells = await roundTrip([...kept, ...cleaned.map(([raw]) => raw)]);
  expect(cells.map(shown)).toEqual([...kept, ...cleaned.map(([, clean]) => clean)]);
  const long = (await roundTrip(["x".repeat(40_000)]))[0]!.value as string;
  expect(long).toHaveLength(32_767);
});

test("2,000 random strings of any code units: every one is read back as xlsxSafe says", async () => {
  const values = fc
    .sample(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), { numRuns: 1000, seed: 7 })
    .concat(
      fc
        .sample(fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 1, maxLength: 30 }), {
          numRuns: 1000,
          seed: 8,
        })
        .map((units) => String.fromCharCode(...units)),
    )
    .filter((value) => xlsxSafe(value).trim() !== "");
  const cells = await roundTrip(values);
  const clean = values.map((value) => xlsxSafe(value).replace(/_x005F_/g, "_"));
  expect(cells.map(shown)).toEqual(clean);
});

test("an error in the middle destroys the stream, so nobody keeps half a workbook", async () => {
  const out = new PassThrough();
  const read = buffer(out).then(
    () => "whole",
    () => "broken",
  );
  const rows = (async function* () {
    yield Array.from({ length: 5000 }, () => ["row"]);
    throw new Error("the database went away");
  })();
  await expect(
    writeXlsx(out, {
      title: "T",
      author: "R",
      columns: [{ label: "Text", type: "text", width: 20 }],
      rows,
      readMe: () => [],
    }),
  ).rejects.toThrow("the database went away");
  expect(await read).toBe("broken");
});

test("a reader that stops also stops the rows: nothing piles up in memory", async () => {
  const out = new PassThrough();
  let pulled = 0;
  const rows = (async function* () {
    for (; pulled < 500; pulled++)
      yield Array.from({ length: 500 }, (_, n) => [`${pulled} ${n} ${Math.random()}`]);
  })();
  const done = writeXlsx(out, {
    title: "T",
    author: "R",
    columns: [{ label: "Text", type: "text", width: 20 }],
    rows,
    readMe: () => [],
  });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(pulled).toBeLessThan(250);
  const stoppedAt = pulled;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(pulled).toBe(stoppedAt);
  await buffer(out);
  expect(await done).toBe(250_000);
});
