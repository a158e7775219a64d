import { PDFDocument } from "pdf-lib";
import { describe, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { drawMembershipCard, type MembershipCard } from "#reports/documents/membership-card.ts";
import { pdfCodes } from "../support/pdf-codes.ts";
import { drawnOn, everyPart, heard, structureOf } from "../support/pdf-structure.ts";
import { pdfText } from "../support/pdf-text.ts";

const draw = (given: Partial<MembershipCard> = {}) =>
  drawMembershipCard({
    name: "Ana Reyes",
    registryNumber: "1000017",
    formerNumbers: [],
    jurisdiction: jurisdictionFor("california"),
    at: new Date("2026-06-01T18:00:00Z"),
    issuedOn: "June 1, 2026",
    ...given,
  });

describe("the card", () => {
  test("says the registry, the person, the number and the day; on one page; and replaces no other", async () => {
    const bytes = await draw();
    const text = await pdfText(bytes);
    const { registryName, helpPhone } = jurisdictionFor("california");
    for (const said of [registryName, "Ana Reyes", "1000017", "June 1, 2026", helpPhone])
      expect(text).toContain(said);
    expect(text).not.toContain("Replaces");
    expect((await PDFDocument.load(bytes)).getPageCount()).toBe(1);
  });

  test("holds the number and nothing else in its QR code", async () => {
    expect(await pdfCodes(await draw())).toEqual(["1000017"]);
    expect(await pdfCodes(await draw({ registryNumber: "100000042" }))).toEqual(["100000042"]);
  });

  test.each([
    [["1000025"], "Replaces card no. 1000025."],
    [["1000025", "1000033"], "Replaces cards no. 1000025, 1000033."],
    [Array.from({ length: 15 }, (_, n) => String(2000000 + n)), "2000011 and 3 more."],
  ])("names the cards it replaces: %j", async (formerNumbers, sentence) => {
    expect((await pdfText(await draw({ formerNumbers }))).replace(/\s+/g, " ")).toContain(sentence);
  });

  test("prints names of every script, and long ones inside the card, clear of the number and the code", async () => {
    expect(await pdfText(await draw({ name: "欧阳 小明" }))).toContain("欧阳 小明");
    const name = "Xochitl Guadalupe Núñez-Đặng de la Torre y Villaseñor Montemayor";
    const bytes = await draw({ name });
    expect((await pdfText(bytes)).replace(/\s+/g, " ")).toContain(name);
    expect(await pdfCodes(bytes)).toEqual(["1000017"]);
    const pdf = await PDFDocument.load(bytes);
    const parts = everyPart(structureOf(pdf).parts);
    const [, holder, label] = parts.filter(({ type }) => type === "Sect")[0]!.kids;
    const heights = (mark: number) => drawnOn(pdf.getPage(0)).filter((each) => each.mark === mark);
    const lowest = Math.min(...heights(holder!.marks[0]!.mark).map(({ y }) => y));
    expect(lowest).toBeGreaterThan(heights(label!.marks[0]!.mark)[0]!.y + 8);
  });

  test("is a tagged file: everything drawn stands in its structure or is furniture, and is heard in order", async () => {
    const bytes = await draw({ formerNumbers: ["1000025"] });
    const pdf = await PDFDocument.load(bytes);
    const drawn = drawnOn(pdf.getPage(0));
    expect(drawn.length).toBeGreaterThan(10);
    for (const each of drawn) expect([each, (each.mark !== null) !== each.artifact]).toEqual([each, true]);
    const told = await heard(bytes);
    expect(told.tagged).toBe(true);
    expect(told.parts.map(({ type, text }) => `${type} ${text.trim()}`.trim())).toEqual([
      "Document",
      "H1 Your membership card",
      expect.stringMatching(/^P Print this page/),
      "Sect",
      `P ${jurisdictionFor("california").registryName}`,
      "P Ana Reyes",
      "P Registry number",
      "P 1000017",
      "Figure QR code of the registry number",
      "Sect",
      "P Replaces card no. 1000025.",
      expect.stringMatching(/^P Show this card/),
      expect.stringMatching(/^P .*@/),
      "P Issued June 1, 2026",
    ]);
  });

  test("comes out the same, byte for byte, when it is drawn again", async () => {
    expect(Buffer.from(await draw()).equals(Buffer.from(await draw()))).toBe(true);
  });
});
