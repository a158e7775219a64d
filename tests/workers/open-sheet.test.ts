import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSheet } from "#workers/sandbox/open-sheet.ts";
import { xlsxOf, xlsxWith, zipOf } from "../support/sheets.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const csv = "text/csv";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "registry-test-sheet-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function read(bytes: Uint8Array | string, mimeType = csv, limits = {}) {
  const path = join(folder, "list");
  await writeFile(path, bytes);
  return openSheet({ path, mimeType }, { limits });
}
async function cellsOf(bytes: Uint8Array | string, mimeType = csv): Promise<string[][]> {
  const opened = await read(bytes, mimeType);
  if (!("rows" in opened)) throw new Error(opened.unreadable);
  return opened.rows.map(({ cells }) => cells);
}
async function refusal(bytes: Uint8Array | string, mimeType = csv, limits = {}): Promise<string> {
  const opened = await read(bytes, mimeType, limits);
  return "unreadable" in opened ? opened.unreadable : `read: ${JSON.stringify(opened).slice(0, 200)}`;
}

describe("text with separators", () => {
  const utf16 = (text: string, swap = false) => {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    return swap ? bytes.swap16() : bytes;
  };
  const said = "Name;Hours\r\nJosé Núñez;3\r\n";
  test.each([
    ["UTF-8", Buffer.from(said)],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${said}`)],
    ["Windows-1252", Buffer.from(said, "latin1")],
    ["UTF-16", utf16(said)],
    ["UTF-16, big end first", utf16(said, true)],
    ["UTF-16 without its mark", Buffer.from(said, "utf16le")],
  ])("in %s is read with its accents", async (_name, bytes) => {
    expect(await cellsOf(bytes)).toEqual([
      ["Name", "Hours"],
      ["José Núñez", "3"],
    ]);
  });

  test.each([
    ["tabs", "Ana\tReyes\t3\nLi\tChen\t2"],
    ["commas", "Ana,Reyes,3\nLi,Chen,2"],
    ["semicolons", "Ana;Reyes;3\nLi;Chen;2"],
    ["bars", "Ana|Reyes|3\nLi|Chen|2"],
  ])("by %s is taken apart", async (_name, text) => {
    expect(await cellsOf(text)).toEqual([
      ["Ana", "Reyes", "3"],
      ["Li", "Chen", "2"],
    ]);
  });

  test("keeps a quoted separator and a line break within a cell, and the number of the line", async () => {
    const opened = await read('Name,Hours\n"Reyes,\nAna",3\n\n\n"Chen, Li",2\n');
    expect(opened).toEqual({
      rows: [
        { line: 1, cells: ["Name", "Hours"] },
        { line: 3, cells: ["Reyes, Ana", "3"] },
        { line: 6, cells: ["Chen, Li", "2"] },
      ],
    });
  });

  test("keeps a formula as the text it is", async () => {
    expect(await cellsOf('Name,Hours\n=HYPERLINK("http://127.0.0.1"),=1+1')).toEqual([
      ["Name", "Hours"],
      ['=HYPERLINK("http://127.0.0.1")', "=1+1"],
    ]);
  });
});

describe("a workbook", () => {
  test("gives text, numbers, days and what a formula came to", async () => {
    const bytes = await xlsxOf([
      ["Number", "Name", "Born", "Hours", "Came"],
      [1000017, "José Núñez", new Date(Date.UTC(1988, 3, 12)), { formula: "1+1.5", result: 2.5 }, true],
    ]);
    expect(await cellsOf(bytes, xlsx)).toEqual([
      ["Number", "Name", "Born", "Hours", "Came"],
      ["1000017", "José Núñez", "1988-04-12", "2.5", "yes"],
    ]);
  });

  test("is read from its first visible sheet that holds anything, gaps and all", async () => {
    const sheet =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="7"><x:c r="C7" t="inlineStr"><x:is><x:t>a &amp; b &#x41;</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    expect(await read(xlsxWith(sheet), xlsx)).toEqual({ rows: [{ line: 7, cells: ["", "", "a & b A"] }] });
  });
});

describe("a file that lies or attacks comes to a sound end", () => {
  const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  test.each<[string, () => Uint8Array | string, string, RegExp]>([
    ["nothing", () => "", csv, /nothing in the list/],
    ["blanks alone", () => " , ,\n,,\n\n", csv, /nothing in the list/],
    [
      "a picture named .csv",
      () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 0, 9, 9]),
      csv,
      /This is no list/,
    ],
    ["text named .xlsx", () => "Ana,Reyes", xlsx, /broken/],
    ["a ZIP that is no workbook", () => zipOf({ "word/document.xml": "<w/>" }), xlsx, /no Excel file/],
    ["a ZIP cut short", () => xlsxWith(sheetOf("")).subarray(0, 90), xlsx, /broken/],
    ["a ZIP with a password", () => zipOf({ "xl/workbook.xml": "<w/>" }, 1), xlsx, /password/],
    ["a workbook without rows", () => xlsxWith(sheetOf("")), xlsx, /nothing in the list/],
    ["a quote that never ends", () => `Name\n"Ana${"x".repeat(300_000)}`, csv, /breaks off|nothing/],
    ["2,002 people and a heading", () => `Name\n${"Ana Reyes\n".repeat(2002)}`, csv, /more than 2000/],
    [
      "a sheet that unfolds to gigabytes",
      () => xlsxWith(Buffer.alloc(300_000_000, 0x20)),
      xlsx,
      /far more than a list/,
    ],
    [
      "a document type of its own entities",
      () =>
        xlsxWith(
          `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${sheetOf('<row r="1"><c t="str"><v>&b;</v></c></row>')}`,
        ),
      xlsx,
      /broken/,
    ],
  ])("%s", async (_name, bytes, mimeType, said) => {
    expect(await refusal(bytes(), mimeType)).toMatch(said);
  });

  test("a million columns and a row number past all count no further than a list goes", async () => {
    const row = `<row r="1">${'<c t="n"><v>1</v></c>'.repeat(100_000)}</row><row r="2"><c r="XFD2"><v>9</v></c></row>`;
    const opened = await read(xlsxWith(sheetOf(row)), xlsx);
    expect("rows" in opened && opened.rows.map(({ cells }) => cells.length)).toEqual([60]);
  });

  test("what takes too long is ended by the clock", async () => {
    const bytes = xlsxWith(sheetOf("<row></row>".repeat(4_000_000)));
    expect(await refusal(bytes, xlsx, { pageMs: 700 })).toMatch(/takes too long/);
  });

  test("control characters and halves of pairs are gone, and a long cell is cut", async () => {
    const [row] = await cellsOf(`A\u0007na,${"é".repeat(900)}`);
    expect(row).toEqual(["A na", "é".repeat(300)]);
  });
});
