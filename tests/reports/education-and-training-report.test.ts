import { PDFiumLibrary } from "@hyzyla/pdfium";
import { PDFDocument } from "pdf-lib";
import { expect, test } from "vitest";
import { course, drawReport as draw, evidence, hours, institution } from "../support/report-rows.ts";

/** Text of every page, lines joined by blanks, as a reader or a search finds it. */
async function pagesOf(bytes: Uint8Array): Promise<string[]> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(Buffer.from(bytes));
  const texts = [...document.pages()].map((page) => page.getText().replace(/\s+/g, " "));
  document.destroy();
  library.destroy();
  return texts;
}
const textOf = async (bytes: Uint8Array) => (await pagesOf(bytes)).join(" ");

test("four sections print what is verified, with the person, the number and the day of issue", async () => {
  const { bytes, lines } = await draw({
    degrees: [
      {
        id: 1,
        institutionId: 7,
        institutionName: null,
        institution,
        level: "associate",
        title: "Associate of Arts",
        major: "Child Development",
        conferredOn: "2024-06-07",
        conferredOnEstimated: false,
        ...evidence,
      },
    ],
    courses: [course({ courseNumber: "CD 001", units: "4.50", unitSystem: "quarter" })],
    credentials: [
      {
        id: 1,
        kind: "permit",
        name: "child_development_permit",
        level: "teacher",
        documentNumber: "00123456",
        issuedOn: "2024-07-01",
        expiresOn: "2029-07-01",
        ...evidence,
      },
    ],
    training: [hours({}), hours({ title: "Reading Aloud", hours: "1.50" })],
  });
  const text = await textOf(bytes);
  for (const part of [
    "California Early Care & Education Workforce Registry",
    "Education & Training Report",
    "Ana Reyes",
    "1000017",
    "June 1, 2026",
    "Associate of Arts, Child Development Los Angeles Mission College Jun 7, 2024 Transcript",
    "CD 001 Child Growth and Development Los Angeles Mission College Dec 15, 2023 3.00 4.50 ECE/CD Transcript",
    "Semester units together: ECE/CD 3.00",
    "each counts as two thirds of a semester unit",
    "Child Development Permit, Teacher 00123456 Jul 1, 2024 Jul 1, 2029 Certificate",
    "Training Partners Child Development and Learning Mar 14, 2026 1.50 Attendance",
    "Training hours together: 4.50",
    "Attendance: attendance reported by the approved training organization",
    "Version 12",
    "Verification code K7QM-2RXA-9FHT-WD4P",
    "https://registry.example.gov/check",
    "Page 1 of 1",
    "(916) 555-0142",
  ])
    expect(text).toContain(part);
  expect(lines).toHaveLength(5);
});

test("a D, an F and what is not verified are stored and do not print", async () => {
  const { bytes, lines } = await draw({
    courses: [
      course({ courseNumber: "CD 010", title: "Printed", grade: "C-" }),
      course({ courseNumber: "CD 011", title: "Nearly", grade: "D+" }),
      course({ courseNumber: "CD 012", title: "Failed", grade: "F" }),
      course({ courseNumber: "CD 013", title: "Waiting", documentStatus: "unverified" }),
    ],
    training: [
      hours({
        title: "Claimed",
        evidence: "certificate",
        enrollmentId: null,
        documentStatus: "not_accepted",
      }),
    ],
  });
  const text = await textOf(bytes);
  expect(text).toContain("Printed");
  for (const hidden of ["Nearly", "Failed", "Waiting", "Claimed", "D+"]) expect(text).not.toContain(hidden);
  expect(text.match(/Nothing verified\./g)).toHaveLength(3);
  expect(lines).toHaveLength(1);
});

test("a long record turns pages with its section and column heads, and every row is there once", async () => {
  const courses = Array.from({ length: 120 }, (_, n) =>
    course({
      courseNumber: `EDU ${String(n).padStart(3, "0")}`,
      title:
        n % 7 === 0
          ? `A course with a very long name that has to be broken over several lines ${n}`
          : `Course ${n}`,
    }),
  );
  const { bytes } = await draw({ courses });
  const pages = await pagesOf(bytes);
  expect(pages.length).toBeGreaterThan(3);
  for (const [n, page] of pages.entries()) expect(page).toContain(`Page ${n + 1} of ${pages.length}`);
  expect(pages[1]).toContain("Courses (continued)");
  expect(pages[1]).toContain("Quarter units Class Evidence");
  const all = pages.join(" ");
  for (let n = 0; n < 120; n++) expect(all.split(`EDU ${String(n).padStart(3, "0")}`)).toHaveLength(2);
});

test("names of Spanish, Vietnamese and Polish letters print as they are; one word longer than a line is broken", async () => {
  const familyName = `Nguyễn-Żółć Peña ${"Wolfeschlegelsteinhausenbergerdorff".repeat(4)}`;
  const text = await textOf((await draw({}, { givenName: "José", middleName: "Ñusta", familyName })).bytes);
  expect(text).toContain("José Ñusta Nguyễn-Żółć Peña");
  expect(text.replaceAll(" ", "")).toContain("Wolfeschlegelsteinhausenbergerdorff".repeat(4));
});

test("the file says its title, language and author, and embeds its fonts", async () => {
  const { bytes } = await draw({});
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  expect(pdf.getTitle()).toBe("Education & Training Report: Ana Reyes, 1000017");
  expect(pdf.getAuthor()).toBe("California Early Care & Education Workforce Registry");
  expect(pdf.catalog.toString()).toContain("en-US");
  const fonts = pdf.context
    .enumerateIndirectObjects()
    .filter(([, object]) => String(object).includes("/FontFile"));
  expect(fonts.length).toBeGreaterThanOrEqual(2);
  expect(bytes.length).toBeLessThan(200_000);
});

test("the same content gives the same bytes, so that a repeated run changes nothing", async () => {
  const rows = { courses: [course({ title: "幼児教育 ABC" })], training: [hours()] };
  const [first, second] = [await draw(rows), await draw(rows)];
  expect(Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true);
  expect(first.lines).toEqual(second.lines);
});

test("each line says what it rests on, also a course read from another paper than a transcript", async () => {
  const { bytes, lines } = await draw({
    courses: [
      course({ courseNumber: "CD 1", documentType: "transcript" }),
      course({ courseNumber: "CD 2", documentType: "other", completedOn: "2022-05-20" }),
    ],
    training: [
      hours({ title: "Led" }),
      hours({ title: "Sent", evidence: "certificate", ...evidence, enrollmentId: null }),
    ],
  });
  expect(lines.map(({ evidence: class_, printed }) => [class_, printed.split(" · ").at(-1)])).toEqual([
    ["institution_transcript", "Transcript"],
    ["certificate", "Certificate"],
    ["sponsor_attendance", "Attendance"],
    ["certificate", "Certificate"],
  ]);
  const text = await textOf(bytes);
  for (const word of ["Transcript:", "Attendance:", "Certificate:"]) expect(text).toContain(word);
});

test("semester units stand alone; quarter units stand beside what they count", async () => {
  const text = await textOf(
    (
      await draw({
        courses: [
          course({ courseNumber: "CD 1", units: "3.00" }),
          course({ courseNumber: "CD 2", units: "5.00", unitSystem: "quarter", completedOn: "2022-05-20" }),
        ],
      })
    ).bytes,
  );
  expect(text).toContain("Semester units Quarter units");
  expect(text).toMatch(/CD 1 .*? 2023 3\.00 ECE/);
  expect(text).toMatch(/CD 2 .*? 2022 3\.33 5\.00 ECE/);
  expect(text).toContain("Semester units together: ECE/CD 6.33");
});
