import { expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { pagesOfText } from "./support/drawn-pages.ts";

/** `person | organization | title | hours | day | number` of a certificate. */
function told(text: string): string[] {
  const reading = readDocument({
    pages: pagesOfText(text),
    documentType: "training_certificate",
    jurisdiction: jurisdictionFor("california"),
    today: "2024-08-01",
  });
  const fields = reading.rows.trainingHours[0]?.fields ?? {};
  return [
    reading.person,
    reading.institution,
    fields.title,
    fields.hours,
    fields.completedOn,
    fields.certificateNumber,
  ].map((field) => field?.value ?? "–");
}

const forms: [string, string, string[]][] = [
  [
    "presented to, for completing, organization at the head",
    `
                 Bay Area Early Learning Alliance
                    CERTIFICATE OF COMPLETION
                          presented to
                      Guadalupe Hernandez-Soto
                   for successfully completing
            Trauma-Informed Care in Early Childhood
                        6 clock hours
                        March 5, 2024

      ______________________          ______________________
      Patricia Long, Director         Trainer
`,
    [
      "Guadalupe Hernandez-Soto",
      "Bay Area Early Learning Alliance",
      "Trauma-Informed Care in Early Childhood",
      "6",
      "2024-03-05",
      "–",
    ],
  ],
  [
    "awarded to, labels with hours and a short date",
    `
                     CERTIFICATE OF ATTENDANCE
                          is awarded to
                          DARNELL WASHINGTON
     Course: Preventing Shaken Baby Syndrome
     Date: 03/05/24
     Hours: 3.5
     Certificate No.: 2024-118872
     Trainer: Michelle Park, M.Ed.
     Sponsored by: Kids First Resource Center
`,
    [
      "DARNELL WASHINGTON",
      "Kids First Resource Center",
      "Preventing Shaken Baby Syndrome",
      "3.5",
      "2024-03-05",
      "2024-118872",
    ],
  ],
  [
    "this is to certify that NAME has successfully completed, CEUs",
    `
     Department of Continuing Studies
     This is to certify that
     Mei-Ling Chen
     has successfully completed
     Dual Language Learners: Strategies for Success
     and has been awarded
     CEUs 0.6
     on the 5th day of March 2024
     Certificate #: DL-5581
`,
    [
      "Mei-Ling Chen",
      "Department of Continuing Studies",
      "Dual Language Learners: Strategies for Success",
      "6",
      "2024-03-05",
      "DL-5581",
    ],
  ],
  [
    "hours and a half in words, a day in European order",
    `
     LITTLE SPROUTS TRAINING INSTITUTE
     Certificate of Participation
     This certificate is proudly presented to
     Fatima Al-Sayed
     for participation in the workshop
     Music and Movement with Toddlers
     one and a half hours
     5 March 2024
`,
    [
      "Fatima Al-Sayed",
      "LITTLE SPROUTS TRAINING INSTITUTE",
      "Music and Movement with Toddlers",
      "1.5",
      "2024-03-05",
      "–",
    ],
  ],
  [
    "several days end on the last, hours and minutes",
    `
     STATEMENT OF ATTENDANCE
     Participant Name: Tomasz Wieczorek
     Training Title: Pyramid Model Institute
     Dates: March 4–6, 2024
     Duration: 2 hrs 30 min
     Provider: Heartland Child Care Network
     Verification Code: 7F3A-99Q2
`,
    [
      "Tomasz Wieczorek",
      "Heartland Child Care Network",
      "Pyramid Model Institute",
      "2.5",
      "2024-03-06",
      "7F3A-99Q2",
    ],
  ],
  [
    "a name over a rule with its label below, organization in the signature block",
    `
                     Certificate of Completion

                       Aisha N. Robinson
                     _____________________
                             Name
           has completed 4 hours of training in
            Mandated Reporter Training for Child Care
                        on 04/17/2024

      Linda Gray                        04/18/2024
      Training Coordinator              Date Issued
      Sierra Nevada Child Care Council
`,
    [
      "Aisha N. Robinson",
      "Sierra Nevada Child Care Council",
      "Mandated Reporter Training for Child Care",
      "4",
      "2024-04-17",
      "–",
    ],
  ],
  [
    "hours before the title, in one sentence",
    `
     Pacific Oaks Learning Center
     CERTIFICATE OF TRAINING
     We hereby certify that Sofia Petrov attended 8 hours of training entitled
     "Science Through Play" on May 11 and 12, 2024.
     Registry Event ID: 443120
`,
    ["Sofia Petrov", "Pacific Oaks Learning Center", "Science Through Play", "8", "2024-05-12", "–"],
  ],
  [
    "an online course's certificate with values over their labels",
    `
     CERTIFICATE OF COMPLETION
     Emmanuel Adeyemi
     has successfully completed the online course
     Health and Safety Basics for Family Child Care

     06/02/2024            2.0               HS-88213-A
     Completion Date       Clock Hours       Certificate ID

     ProLearn Childcare Academy, LLC
`,
    [
      "Emmanuel Adeyemi",
      "ProLearn Childcare Academy, LLC",
      "Health and Safety Basics for Family Child Care",
      "2",
      "2024-06-02",
      "HS-88213-A",
    ],
  ],
  [
    "labels over their values in a row",
    `
     County Office of Education Early Years Division
     Professional Growth Verification

     Name                      Workshop                          Date          Hours
     Kim Tran                  Loose Parts Play Outdoors         2/3/2024      2.25

     Verified by: R. Castillo
`,
    [
      "Kim Tran",
      "County Office of Education Early Years Division",
      "Loose Parts Play Outdoors",
      "2.25",
      "2024-02-03",
      "–",
    ],
  ],
  [
    "certifies that NAME, the issuing organization says so itself",
    `
     The Redwood Early Education Foundation
     hereby certifies that
     JOSÉ ANTONIO VILLANUEVA
     has satisfactorily completed 12.5 contact hours of instruction in
     Inclusion of Children with Disabilities
     Given this 9th day of February, 2024
     Serial No. 000431
`,
    [
      "JOSÉ ANTONIO VILLANUEVA",
      "The Redwood Early Education Foundation",
      "Inclusion of Children with Disabilities",
      "12.5",
      "2024-02-09",
      "000431",
    ],
  ],
  [
    "congratulations, and an expiry that is not the day of completion",
    `
     Congratulations, Brittany O'Hara!
     You have completed Safe Sleep Practices (1 hour).
     Completed on: January 30, 2024
     Expires: January 30, 2025
     Confirmation Number: 99120045
     Valley Early Start Coalition
`,
    [
      "Brittany O'Hara",
      "Valley Early Start Coalition",
      "Safe Sleep Practices",
      "1",
      "2024-01-30",
      "99120045",
    ],
  ],
  [
    "dates across months, total of hours, signature on the right",
    `
     CERTIFICATE OF ACHIEVEMENT
     AWARDED TO:  Nikolai Ivanov
     FOR COMPLETION OF:  Leadership Academy for Directors
     January 29 - February 2, 2024
     Total Contact Hours: 30
                                          Office of Early Learning, State of Columbia
                                          Signature: _______________
`,
    [
      "Nikolai Ivanov",
      "Office of Early Learning, State of Columbia",
      "Leadership Academy for Directors",
      "30",
      "2024-02-02",
      "–",
    ],
  ],
];

test.each(forms)("%s", (_, text, expected) => {
  expect(told(text)).toEqual(expected);
});
