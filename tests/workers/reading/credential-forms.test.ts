import { expect, test } from "vitest";
import type { DocumentType } from "#db/enums.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { pagesOfText } from "./support/drawn-pages.ts";

/** Person, then `name | level | number | issued | expires` of each credential. */
function told(documentType: DocumentType, text: string): string[] {
  const reading = readDocument({
    pages: pagesOfText(text),
    documentType,
    jurisdiction: jurisdictionFor("california"),
    today: "2024-03-01",
  });
  return [
    reading.person?.value ?? "–",
    ...reading.rows.credentials
      .map(({ fields }) =>
        ["name", "level", "documentNumber", "issuedOn", "expiresOn"]
          .map((key) => fields[key]?.value ?? "–")
          .join(" | "),
      )
      .sort(),
  ];
}

const forms: [string, DocumentType, string, string[]][] = [
  [
    "a permit with its labels beside the values",
    "permit",
    `
     STATE OF CALIFORNIA
     COMMISSION ON TEACHER CREDENTIALING
     Name:                 Rosa Maria Alvarez
     Document Number:      180112345
     Document Title:       Child Development Associate Teacher Permit
     Term:                 Five Year
     Issuance Date:        09/01/2018
     Expiration Date:      10/01/2023
`,
    [
      "Rosa Maria Alvarez",
      "child_development_permit | associate_teacher | 180112345 | 2018-09-01 | 2023-10-01",
    ],
  ],
  [
    "a permit in capitals with the labels over the values",
    "permit",
    `
     THE COMMISSION ON TEACHER CREDENTIALING
     CHILD DEVELOPMENT MASTER TEACHER PERMIT

     NAME                          DOCUMENT NO.         VALID
     NGUYEN, LAN THI               200455671            07/01/2020 TO 08/01/2025
`,
    ["LAN THI NGUYEN", "child_development_permit | master_teacher | 200455671 | 2020-07-01 | 2025-08-01"],
  ],
  [
    "a permit with its labels under the values",
    "permit",
    `
     Child Development Permit
     Site Supervisor

     Angela Brooks              PERMIT-221987
     Holder                     Permit #

     June 1, 2021               July 1, 2026
     Effective Date             Expiration
`,
    ["Angela Brooks", "child_development_permit | site_supervisor | PERMIT-221987 | 2021-06-01 | 2026-07-01"],
  ],
  [
    "valid from one day to another in a sentence",
    "permit",
    `
     CHILD DEVELOPMENT PERMIT
     This certifies that MARCUS T. BELL holds the Program Director Permit
     Valid from January 15, 2022 to February 1, 2027
     Permit No. 220031877
`,
    ["MARCUS T. BELL", "child_development_permit | program_director | 220031877 | 2022-01-15 | 2027-02-01"],
  ],
  [
    "a first aid and CPR card",
    "health_safety",
    `
     Heartsaver Training Center
     Pediatric First Aid CPR AED
     This card certifies that
     Yolanda Perez
     has successfully completed the course requirements.
     Issue Date          Recommended Renewal Date
     11/04/2022          11/2024
     eCard Code: 226005518811
`,
    [
      "Yolanda Perez",
      "cpr | – | 226005518811 | 2022-11-04 | 2024-11-30",
      "first_aid | – | 226005518811 | 2022-11-04 | 2024-11-30",
    ],
  ],
  [
    "a wallet card that is good for two years",
    "health_safety",
    `
     EMS Safety Partners
     Student: Kevin Tran
     ADULT & PEDIATRIC CPR / AED
     Completed: 2/3/2023     Expires: 2/3/2025
     Cert #: 8812-4471
`,
    ["Kevin Tran", "cpr | – | 8812-4471 | 2023-02-03 | 2025-02-03"],
  ],
  [
    "a child development associate's award",
    "cda",
    `
     Council for Professional Recognition
     awards the
     Child Development Associate (CDA) Credential
     to
     Chloe Bennett
     Preschool
     Credential Number  1620-4471-0099
     Award Date 05/18/2021       Expiration Date 05/18/2024
`,
    ["Chloe Bennett", "cda | – | 1620-4471-0099 | 2021-05-18 | 2024-05-18"],
  ],
  [
    "a teaching credential whose dates stand under their labels",
    "teaching_credential",
    `
     COMMISSION ON TEACHER CREDENTIALING
     MULTIPLE SUBJECT TEACHING CREDENTIAL
     NAME: PATEL, ANJALI S
     Document Number     Issue Date      Effective Date      Expiration Date
     190887123           07/14/2019      08/01/2019          08/01/2024
`,
    ["ANJALI S PATEL", "multiple_subject_credential | – | 190887123 | 2019-07-14 | 2024-08-01"],
  ],
  [
    "a licence with the number before its label's date",
    "license",
    `
     DEPARTMENT OF SOCIAL SERVICES
     COMMUNITY CARE LICENSING
     FAMILY CHILD CARE HOME LICENSE
     Facility Number: 304270911
     In accordance with applicable provisions, the Department hereby issues this license to
     GONZALEZ, TERESA
     Effective Date: 10/12/2019
`,
    ["TERESA GONZALEZ", "family_child_care_license | – | 304270911 | 2019-10-12 | –"],
  ],
];

test.each(forms)("%s", (_, type, text, expected) => {
  expect(told(type, text)).toEqual(expected);
});
