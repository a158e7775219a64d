import { expect, test } from "vitest";
import { read } from "./support/read-text.ts";

test("student systems that print subject and number in columns of their own, the level between", () => {
  const { person, college, courses } = read(`
                              Riverside Valley Community College
                                 Unofficial Academic Transcript

  Name :              Lucía M. Peña-Ruiz
  Birth Date:         May 03, 1984
  Student Type:       Continuing
  Curriculum Information
  Current Program
  Major and Department:   Early Childhood Education, Social Sciences

  INSTITUTION CREDIT      -Top-
  Term: Fall 2019
  Academic Standing:      Good Standing
  Subject   Course  Level  Title                             Grade   Credit Hours   Quality Points   R
  ECED      1010    UG     Intro to Early Childhood Educ     A             3.000            12.00
  ENGL      1010    UG     Composition I                     B+            3.000             9.90
  HPER      1100    UG     Wellness                          A             1.500             6.00
  Term Totals (Undergraduate)
                      Attempt Hours   Passed Hours   Earned Hours   GPA Hours   Quality Points   GPA
  Current Term:               7.500          7.500          7.500       7.500            27.90   3.72
  Cumulative:                 7.500          7.500          7.500       7.500            27.90   3.72
  Term: Spring 2020
  Subject   Course  Level  Title                             Grade   Credit Hours   Quality Points   R
  ECED      1030    UG     Curriculum for Young Children     A-            3.000            11.10
  ECED      1031    UG     Practicum                         W             2.000             0.00
`);
  expect(person).toBe("Lucía M. Peña-Ruiz");
  expect(college).toBe("Riverside Valley Community College");
  expect(courses).toEqual([
    "ECED 1010 | Intro to Early Childhood Educ | 3 | A | Fall 2019",
    "ENGL 1010 | Composition I | 3 | B+ | Fall 2019",
    "HPER 1100 | Wellness | 1.5 | A | Fall 2019",
    "ECED 1030 | Curriculum for Young Children | 3 | A- | Spring 2020",
    "ECED 1031 | Practicum | 2 | W | Spring 2020",
  ]);
});

test("career systems that print program, plan, attempted, earned, grade and points", () => {
  const { person, college, courses, degrees } = read(`
  Unofficial Transcript
                                    San Marino State University
  Name:           Nguyen,Thi Huong
  Student ID:     004417712
  Print Date:     02/11/2024

                     Degrees Awarded
  Degree:         Bachelor of Arts
  Confer Date:    05/24/2019
  Degree Honors:  Cum Laude
  Plan:           Child and Adolescent Development

                     Beginning of Undergraduate Record

                           2017 Fall
  Program:        Undergraduate Degree
  Plan:           Child and Adolescent Development Major
  Course       Description                      Attempted   Earned   Grade    Points
  CAD   210    INTRO APPLIED CAD                    3.000    3.000   A        12.000
  CAD   215    RESEARCH METHODS                     3.000    3.000   B         9.000
  KIN   161    ADVANCED YOGA                        1.500    1.500   CR        0.000
                                                Attempted   Earned   GPA Units  Points
  Term GPA     3.500   Term Totals                  7.500    7.500   6.000     21.000
                           2018 Spring
  Course       Description                      Attempted   Earned   Grade    Points
  CAD   300    PROFESSIONAL ROLES                   3.000    3.000   A-       11.100
  CAD   301    FAMILY STRESS                        3.000    0.000   WU        0.000
`);
  expect(person).toBe("Thi Huong Nguyen");
  expect(college).toBe("San Marino State University");
  expect(courses).toEqual([
    "CAD 210 | INTRO APPLIED CAD | 3 | A | 2017 Fall",
    "CAD 215 | RESEARCH METHODS | 3 | B | 2017 Fall",
    "KIN 161 | ADVANCED YOGA | 1.5 | CR | 2017 Fall",
    "CAD 300 | PROFESSIONAL ROLES | 3 | A- | 2018 Spring",
    "CAD 301 | FAMILY STRESS | 3 | WU | 2018 Spring",
  ]);
  expect(degrees).toEqual(["bachelor | Bachelor of Arts | Child and Adolescent Development | 2019-05-24"]);
});

test("glued numbers with sections, grade before the units, term codes in years", () => {
  const { person, courses, degrees } = read(`
  NORTH COAST COMMUNITY COLLEGE DISTRICT
  Mendocino Bay College
  Student Name: Ortega, Maria Elena           Student ID: 0291884

  Degree Conferred: Associate in Science for Transfer (AS-T), Early Childhood Education   Awarded 05/24/2019

  2017FA
  Course/Section       Title                            Grade   Credits   Earned   Grade Pts
  CHDEV-10-0482        Child, Family and Community      A          3.00     3.00       12.00
  CHDEV-20.2-1173      Practicum Seminar                B          1.50     1.50        4.50
  2018SP
  CHDEV-50-2001        Health, Safety and Nutrition     A          3.00     3.00       12.00
  SPAN-1-0009          Elementary Spanish               C          5.00     5.00       10.00
`);
  expect(person).toBe("Maria Elena Ortega");
  expect(courses).toEqual([
    "CHDEV-10 | Child, Family and Community | 3 | A | Fall 2017",
    "CHDEV-20.2 | Practicum Seminar | 1.5 | B | Fall 2017",
    "CHDEV-50 | Health, Safety and Nutrition | 3 | A | Spring 2018",
    "SPAN-1 | Elementary Spanish | 5 | C | Spring 2018",
  ]);
  expect(degrees).toEqual([
    "associate | Associate in Science for Transfer (AS-T) | Early Childhood Education | 2019-05-24",
  ]);
});

test("the title before the number, the name alone under the heading", () => {
  const { person, college, courses } = read(`
                           Harbor View College
                      OFFICIAL ACADEMIC TRANSCRIPT
                        Jennifer Anne Kowalski

  Fall Term 2019-2020
  Course Title                          Course No.     Credits   Grade
  Introduction to Teaching Young Children   EDU 101      3.0     A
  Infant and Toddler Care                   EDU 115      3.0     B-
  Positive Guidance                         EDU 120      1.5     A
  Spring Term 2019-2020
  Children's Literature                     ENG 203      3.0     B
`);
  expect(person).toBe("Jennifer Anne Kowalski");
  expect(college).toBe("Harbor View College");
  expect(courses).toEqual([
    "EDU 101 | Introduction to Teaching Young Children | 3 | A | Fall 2019",
    "EDU 115 | Infant and Toddler Care | 3 | B- | Fall 2019",
    "EDU 120 | Positive Guidance | 1.5 | A | Fall 2019",
    "ENG 203 | Children's Literature | 3 | B | Spring 2020",
  ]);
});

test("six-digit term codes with a legend, a reference number in front", () => {
  const { person, courses } = read(`
  LAKESIDE TECHNICAL COLLEGE                                       Page 1
  RECORD OF:  Okafor, Chidi N.              DOB: 11/02/1990
  TERM CODES: YYYY10 = SPRING  YYYY30 = SUMMER  YYYY40 = FALL

  TERM 201940
  CRN    SUBJ  NO.   SEC  COURSE TITLE                    AHRS   EHRS   GRD   QHRS   QPTS
  40122  ECC   115   01   GUIDANCE AND CLASSROOM MGMT     3.00   3.00   A     3.00   12.00
  40190  ECC   125   02   HEALTH SAFETY NUTRITION         3.00   3.00   B     3.00    9.00
  40377  CPR   101   01   FIRST AID                       0.50   0.50   P     0.00    0.00
                                        TERM:             6.50   6.50         6.00   21.00  GPA 3.50
  TERM 202010
  10311  ECC   135   01   CULTURALLY RESPONSIVE CARE      3.00   0.00   F     3.00    0.00
`);
  expect(person).toBe("Chidi N. Okafor");
  expect(courses).toEqual([
    "ECC 115 | GUIDANCE AND CLASSROOM MGMT | 3 | A | Fall 2019",
    "ECC 125 | HEALTH SAFETY NUTRITION | 3 | B | Fall 2019",
    "CPR 101 | FIRST AID | 0.5 | P | Fall 2019",
    "ECC 135 | CULTURALLY RESPONSIVE CARE | 3 | F | Spring 2020",
  ]);
});

test("two columns of terms; the name in a box with its label below", () => {
  const { person, courses } = read(`
  BRISTOL HILLS COLLEGE                          STUDENT ACADEMIC RECORD

  DELGADO, ROSA ISELA              4419820             03/14/1988
  Name                             Student No.         Birth Date

  Fall 2012                                  Fall 2013
  ECE 101  Intro to ECE        3.0  A        ECE 220  Admin of Programs    3.0  A
  ENG 101  Writing             3.0  B        ECE 225  Special Needs        3.0  B
  MUS 105  Music & Movement    1.5  A        MAT 095  Pre-Algebra          4.0  C
  Spring 2013                                Spring 2014
  ECE 110  Safe Healthy Env    2.5  A        ECE 290  Student Teaching     6.0  A
  PSY 101  General Psych       3.0  C        SOC 101  Sociology            3.0  B
`);
  expect(person).toBe("ROSA ISELA DELGADO");
  expect(courses).toEqual([
    "ECE 101 | Intro to ECE | 3 | A | Fall 2012",
    "ENG 101 | Writing | 3 | B | Fall 2012",
    "MUS 105 | Music & Movement | 1.5 | A | Fall 2012",
    "ECE 110 | Safe Healthy Env | 2.5 | A | Spring 2013",
    "PSY 101 | General Psych | 3 | C | Spring 2013",
    "ECE 220 | Admin of Programs | 3 | A | Fall 2013",
    "ECE 225 | Special Needs | 3 | B | Fall 2013",
    "MAT 095 | Pre-Algebra | 4 | C | Fall 2013",
    "ECE 290 | Student Teaching | 6 | A | Spring 2014",
    "SOC 101 | Sociology | 3 | B | Spring 2014",
  ]);
});

test("transfer summaries by college, then the college's own terms", () => {
  const { reading, courses } = read(`
  Cedar Ridge University
  Student:  Amina Yusuf Hassan
  TRANSFER CREDIT ACCEPTED BY THE INSTITUTION
  FA17-SP18   Foothill Community College
  ECE 1       Child Development            4.50   TR
  ECE 2       Child and Family             4.50   TR
  Total Transfer Credit   9.00
  INSTITUTION CREDIT
  Fall 2018
  EDUC 310    Early Literacy               3.00   A
  EDUC 312    Assessment                   3.00   A-
`);
  expect(reading.person?.value).toBe("Amina Yusuf Hassan");
  expect(courses.map((row) => row.split(" | ").slice(0, 4).join(" | "))).toEqual([
    "ECE 1 | Child Development | 4.5 | TR",
    "ECE 2 | Child and Family | 4.5 | TR",
    "EDUC 310 | Early Literacy | 3 | A",
    "EDUC 312 | Assessment | 3 | A-",
  ]);
  expect(reading.rows.courses.map(({ fields }) => fields.state?.value)).toEqual([
    "transfer",
    "transfer",
    "completed",
    "completed",
  ]);
  expect(reading.rows.courses[0]?.fields.institutionName?.value).toBe("Foothill Community College");
});
