import { PDFiumLibrary } from "@hyzyla/pdfium";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Paper } from "#reports/documents/print/paper.ts";
import { directionOf, printable, shape, widthOf, wrap } from "#reports/documents/print/text.ts";
import { pdfText } from "../support/pdf-text.ts";
import { course, drawReport } from "../support/report-rows.ts";

const black = { size: 12, color: [0, 0, 0] } as const;

/** A sheet with one line of text per entry, 30 points apart, from the top. */
async function sheetOf(
  lines: readonly string[],
  weight: "regular" | "bold" = "regular",
): Promise<Uint8Array> {
  const paper = await Paper.open([600, 30 * lines.length + 30], {
    title: "t",
    author: "a",
    subject: "s",
    at: new Date(0),
  });
  paper.turn();
  paper.tagged(paper.root.child("P"), () => {
    for (const [n, line] of lines.entries())
      paper.line(line, 20, 30 * (lines.length - n), { ...black, weight, direction: directionOf(line) });
  });
  return paper.save();
}

/** The ink of each letter of a line, drawn in cells of its own: a text of light and dark per cell. */
async function inkOf(letters: readonly string[], weight: "regular" | "bold"): Promise<string[]> {
  const cell = 24;
  const paper = await Paper.open([cell * letters.length, cell], {
    title: "t",
    author: "a",
    subject: "s",
    at: new Date(0),
  });
  paper.turn();
  paper.tagged(paper.root.child("P"), () => {
    for (const [n, letter] of letters.entries())
      paper.line(letter, n * cell + 4, 7, { ...black, size: 14, weight });
  });
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(Buffer.from(await paper.save()));
  const { data, width, height } = await document.getPage(0).render({ scale: 2, render: "bitmap" });
  document.destroy();
  library.destroy();
  return letters.map((_, n) => {
    let ink = "";
    for (let y = 0; y < height; y += 1)
      for (let x = n * cell * 2; x < (n + 1) * cell * 2; x += 1)
        ink += data[(y * width + x) * 4]! < 128 ? "#" : ".";
    return ink;
  });
}

describe("Chinese and Japanese", () => {
  const letters = [
    ...new Set(
      "李小龙王秀英张伟臺灣羅麗華幼儿教育学导论与课程设计的理论和实践研究髙橋さくらカタカナ，。（）々",
    ),
  ];

  test.each(["regular", "bold"] as const)(
    "every letter is drawn with ink of its own (%s)",
    async (weight) => {
      const ink = await inkOf(letters, weight);
      for (const [n, cell] of ink.entries())
        expect(cell.split("#").length - 1, letters[n]).toBeGreaterThan(6);
      expect(new Set(ink).size).toBe(letters.length);
    },
  );

  test("a name and a course are found in the file as they were given", async () => {
    const { bytes, lines } = await drawReport(
      { courses: [course({ title: "幼儿教育学导论与课程设计的理论和实践研究（上）" })] },
      { givenName: "小龙", familyName: "李" },
    );
    const text = (await pdfText(bytes)).replaceAll(" ", "");
    expect(text).toContain("Name小龙李");
    expect(text).toContain("幼儿教育学导论与课程设计的理论和实践研究（上）");
    expect(lines).toHaveLength(1);
    expect(bytes.length).toBeLessThan(120_000);
  });

  test("a line may end after any letter, and no line begins with a closing sign", () => {
    const lines = wrap("幼儿教育，学导论。与课程设计、的理论（和）实践研究".repeat(4), "regular", 9, 100);
    expect(lines.length).toBeGreaterThan(4);
    for (const line of lines) {
      expect(line).not.toMatch(/^[，。、）]/);
      expect(widthOf(line.trimEnd(), "regular", 9)).toBeLessThanOrEqual(100);
    }
  });
});

describe("Arabic and Hebrew", () => {
  test("letters join, run from right to left, and are found in the file in reading order", async () => {
    const names = ["محمد", "علي", "فاطمة الزهراء", "שלום", "בן־דוד", "יוסף כהן"];
    const text = (await pdfText(await sheetOf(names))).normalize("NFKC");
    for (const name of names) expect(text).toContain(name.normalize("NFKC"));
    const [meem] = shape("م", "regular", "rtl").chunks[0]!.glyphs;
    const joined = shape("محمد", "regular", "rtl").chunks[0]!.glyphs;
    expect(joined.map(({ text: letter }) => letter).join("")).toBe("دمحم");
    expect(joined.at(-1)!.id).not.toBe(meem!.id);
    expect(shape("لا", "regular", "rtl").chunks[0]!.glyphs.map(({ text: letter }) => letter)).toEqual(["لا"]);
  });

  test("a name amid Latin words stands where its line puts it, numbers and brackets turned the right way", () => {
    const at = (text: string) =>
      shape(text, "regular", directionOf(text))
        .chunks.flatMap(({ x, glyphs }) => {
          let place = x;
          return glyphs.map((glyph) => {
            const found = { place, letter: glyph.text };
            place += glyph.advance;
            return found;
          });
        })
        .sort((a, b) => a.place - b.place)
        .map(({ letter }) => letter)
        .join("");
    expect(at("Ana שלום 12")).toBe("Ana 12 םולש");
    expect(at("Ana שלום (x)")).toBe("Ana םולש (x)");
    expect(at("שלום (12) אב")).toBe("בא (12) םולש");
    expect(at("محمد Ana")).toBe("Ana دمحم");
    expect(directionOf("محمد Ana")).toBe("rtl");
    expect(directionOf("Ana محمد")).toBe("ltr");
  });

  test("reads chunk after chunk as it was written", () => {
    const text = "Ana محمد علي Reyes שלום כהן";
    const read = shape(text, "regular", "ltr").chunks.map(({ glyphs, direction }) => {
      const letters = glyphs.map((glyph) => glyph.text);
      return (direction === "rtl" ? letters.reverse() : letters).join("");
    });
    expect(read.join("")).toBe(text);
  });
});

describe("Latin, Cyrillic, Greek and others with marks", () => {
  test("Vietnamese, Polish, Yoruba, Navajo, Armenian, Georgian and emoji are found as they were given", async () => {
    const names = [
      "Nguyễn Thị Ánh Tuyết",
      "Żółć Wałęsa",
      "Ẹ̀kọ́ Ọláyínká",
      "Diné bizaad Tʼááʼááníílii",
      "Đặng Hữu Phước",
      "Јелена Ђорђевић Щукин",
      "Ελένη Παπαδοπούλου",
      "Արամ Խաչատրյան",
      "ნინო ბერიძე",
      "Ana 😀 Reyes ❤",
    ];
    const text = (await pdfText(await sheetOf(names.map((name) => printable(name).text)))).normalize("NFC");
    for (const name of names) expect(text).toContain(name.normalize("NFC"));
    for (const name of names) expect(printable(name).missing).toBe(0);
  });

  test("decomposed and composed spellings print alike; controls, direction marks and selectors print nothing", () => {
    expect(printable("Nguye\u0302\u0303n").text).toBe("Nguyễn");
    expect(printable("A\u202ena\u0007\n\u00adB\ufe0f \u200bC\u200d").text).toBe("Ana B C");
    expect(printable("ﷺ").missing).toBe(0);
  });
});

describe("scripts no font has", () => {
  test("are said in words, never drawn as boxes", async () => {
    const { bytes } = await drawReport(
      { courses: [course({ title: "การศึกษา basics\u0007\nline" })] },
      { givenName: "김", familyName: "देवनागरी" },
    );
    const text = await pdfText(bytes);
    expect(text).toMatch(
      /Name \[1 character this report cannot print\] \[\d characters this report cannot print\]/,
    );
    expect(text.replace(/\s+/g, " ")).toContain("characters this report cannot print] basics line");
    expect(text).toContain("The registry holds them in full");
    expect(text).not.toMatch(/[\u0900-\u097f\u0e00-\u0e7f\ufffd]/);
  });

  test("a report whose letters all print says nothing of the kind", async () => {
    const text = await pdfText((await drawReport({}, { familyName: "Nguyễn 李 محمد" })).bytes);
    expect(text).not.toContain("cannot print");
  });
});

test("any text at all is drawn: nothing throws, no glyph is missing, no line is too wide, every letter is kept", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.integer({ min: 40, max: 300 }),
      (given, width) => {
        const { text } = printable(given);
        const lines = wrap(text, "regular", 9, width);
        expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
        for (const line of lines) {
          if ([...line.trimEnd()].length > 1)
            expect(widthOf(line.trimEnd(), "regular", 9)).toBeLessThanOrEqual(width + 60);
          for (const { glyphs } of shape(line, "regular", directionOf(text)).chunks)
            for (const glyph of glyphs) expect(glyph.id, JSON.stringify(glyph.text)).not.toBe(0);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test("a name of six hundred letters and a row taller than a page are printed whole", async () => {
  const familyName = "Wolfeschlegelsteinhausenbergerdorff".repeat(18);
  const { bytes } = await drawReport(
    { courses: [course({ title: "Observation and assessment ".repeat(150) })] },
    { familyName },
  );
  const text = (await pdfText(bytes)).replaceAll(" ", "");
  expect(text.replaceAll(/[^A-Za-z]/g, "")).toContain(familyName);
  for (const word of ["Observation", "assessment"]) expect(text.split(word)).toHaveLength(151);
});
