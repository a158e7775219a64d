import { describe, expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { pagesOfText } from "./support/drawn-pages.ts";

const read = (text: string) =>
  readDocument({
    pages: pagesOfText(text),
    documentType: "transcript",
    jurisdiction: jurisdictionFor("california"),
    today: "2024-03-01",
  });

describe("whose record it is", () => {
  test.each([
    ["Name: Ana María Ruiz          Student ID: 123", "Ana María Ruiz"],
    ["Student Name   Ruiz, Ana M.      Date of Birth   01/02/1990", "Ana M. Ruiz"],
    ["RECORD OF: NGUYEN, THI HUONG", "THI HUONG NGUYEN"],
    ["Transcript of Elizabeth O'Connor", "Elizabeth O'Connor"],
    ["NAME OF STUDENT              STUDENT NUMBER\nPeña-Ruiz, Lucía             88123", "Lucía Peña-Ruiz"],
    ["Student Number 8812345\nStudent: DE LA CRUZ, MARIA", "MARIA DE LA CRUZ"],
  ])("%s", (line, name) => {
    expect(read(`\nBay College\n\n${line}\n`).person?.value).toBe(name);
  });

  test.each([
    ["Birthdate: 05/03/1984", "1984-05-03"],
    ["Date of Birth   May 3, 1984", "1984-05-03"],
    ["DOB 3-MAY-84", "1984-05-03"],
    ["Born May 3, 1984", "1984-05-03"],
    ["BIRTH DATE (MM/DD/YYYY)\n05/03/1984", "1984-05-03"],
  ])("%s", (line, date) => {
    expect(read(`\nBay College\n\n${line}\n`).birthDate?.value).toBe(date);
  });
});

describe("the college", () => {
  test("its name and city, not the office's nor the student's address", () => {
    const reading = read(`
                     PASADENA CITY COLLEGE
         Office of Admissions and Records, 1570 E. Colorado Blvd. Pasadena, CA 91106

  Name: Ana Ruiz
  Address: 12 Elm Street, Fresno, CA 93721
  TRANSFER CREDIT FROM East Los Angeles College
`);
    expect(reading.institution?.value).toBe("PASADENA CITY COLLEGE");
    expect(reading.institutionCity?.value).toBe("Pasadena");
  });

  test("a name on two lines is read whole", () => {
    expect(
      read("\n   CALIFORNIA STATE UNIVERSITY\n   NORTHRIDGE\n\n   Official Transcript").institution?.value,
    ).toBe("CALIFORNIA STATE UNIVERSITY NORTHRIDGE");
  });
});

describe("degrees", () => {
  const degree = (text: string) => {
    const [row] = read(text).rows.degrees;
    return (
      row &&
      ["level", "title", "major", "conferredOn"].map((key) => row.fields[key]?.value ?? "–").join(" | ")
    );
  };

  test.each([
    [
      "Degree awarded: Associate in Arts, Early Childhood Education, June 2, 2019",
      "associate | Associate in Arts | Early Childhood Education | 2019-06-02",
    ],
    [
      "BACHELOR OF ARTS IN CHILD DEVELOPMENT CONFERRED 05/21/2016",
      "bachelor | BACHELOR OF ARTS | CHILD DEVELOPMENT | 2016-05-21",
    ],
    [
      "Degrees Awarded\nDegree:       Associate of Science\nConfer Date:  2018-05-25\nPlan:         Child Development",
      "associate | Associate of Science | Child Development | 2018-05-25",
    ],
    [
      "Certificate of Achievement – Infant and Toddler Care – awarded December 12, 2020",
      "certificate | Certificate of Achievement | Infant and Toddler Care | 2020-12-12",
    ],
    ["Program: Associate in Arts\nMajor: Child Development\nFall 2019", undefined],
  ])("%s", (text, expected) => {
    expect(degree(`\n${text}\n`)).toBe(expected);
  });
});
