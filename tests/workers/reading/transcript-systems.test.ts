import { expect, test } from "vitest";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { readDocument } from "#workers/reading/index.ts";
import { pagesOfText } from "./support/drawn-pages.ts";

/** What a transcript proposes: person, college, `number | title | units | grade | term` of each row, degrees. */
function read(...pages: string[]) {
  const reading = readDocument({
    pages: pagesOfText(...pages),
    documentType: "transcript",
    jurisdiction: jurisdictionFor("california"),
    today: "2024-03-01",
  });
  const told = (keys: readonly string[], fields: Record<string, { value: string }>) =>
    keys.map((key) => fields[key]?.value || "–").join(" | ");
  return {
    reading,
    person: reading.person?.value,
    college: reading.institution?.value,
    courses: reading.rows.courses.map(({ fields }) =>
      told(["courseNumber", "title", "units", "grade", "term"], fields),
    ),
    degrees: reading.rows.degrees.map(({ fields }) =>
      told(["level", "title", "major", "conferredOn"], fields),
    ),
  };
}

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

test("a term in a column beside every row, year first", () => {
  const { person, courses } = read(`
  Academic History for: Brown, Tanisha R                 ID  A00771823
  Prairie State College

  Year  Term     Course     Title                         Units   Grade   Points
  2015  Fall     CD 101     Principles of ECE              3.00   A       12.00
  2015  Fall     CD 103     Play and Learning              1.50   B        4.50
  2016  Spring   CD 105     Child Health                   3.00   A       12.00
  2016  Summer   HLTH 1     First Aid                      1.00   P        0.00
`);
  expect(person).toBe("Tanisha R Brown");
  expect(courses).toEqual([
    "CD 101 | Principles of ECE | 3 | A | 2015 Fall",
    "CD 103 | Play and Learning | 1.5 | B | 2015 Fall",
    "CD 105 | Child Health | 3 | A | 2016 Spring",
    "HLTH 1 | First Aid | 1 | P | 2016 Summer",
  ]);
});

test("a record with the date a course was completed and its term as a code behind the grade", () => {
  const { person, courses } = read(`
  Transcript of Academic Record
  Gateway Online University
  Prepared for
  Samuel T. O'Neill
  Course ID    Course Name                         Credits  Grade  Term    Completed
  EDU-201      Learning Theories                       3.0  A      FA21    12/15/2021
  EDU-215      Family Engagement                       3.0  B+     SP22    05/10/2022
  EDU-233      Observation and Assessment              4.0  A-     SU22    08/12/2022
`);
  expect(person).toBe("Samuel T. O'Neill");
  expect(courses).toEqual([
    "EDU-201 | Learning Theories | 3 | A | Fall 2021",
    "EDU-215 | Family Engagement | 3 | B+ | Spring 2022",
    "EDU-233 | Observation and Assessment | 4 | A- | Summer 2022",
  ]);
});

test("a clearing house's certificate of degrees", () => {
  const { person, college, degrees } = read(`
  DegreeCheck Verification Certificate
  Information Verified
  Name On School's Records:     ALICIA MARIE THOMPSON
  Date Awarded:                 05/15/2015
  Degree Title:                 BACHELOR OF SCIENCE
  Official Name of School:      WESTERN PLAINS UNIVERSITY
  Major Course(s) of Study:     EARLY CHILDHOOD EDUCATION
`);
  expect(person).toBe("ALICIA MARIE THOMPSON");
  expect(college).toBe("WESTERN PLAINS UNIVERSITY");
  expect(degrees).toEqual(["bachelor | BACHELOR OF SCIENCE | EARLY CHILDHOOD EDUCATION | 2015-05-15"]);
});

test("three values in front of the number, honours and a dean's list between the terms", () => {
  const { person, courses, degrees } = read(`
  Santa Lucia College                                   Date Issued: 01/09/2023
  Student Academic Record                               Page 1 of 1
  NAME   Whitfield, Dorothy L.        ID   900112233

  FALL 2008
  GRADE  UNITS   COURSE     DESCRIPTION
  A      3.00    ECE 11     CHILD GROWTH & DEVELOPMENT
  B      3.00    ECE 12     CHILD, FAMILY, COMMUNITY
  CR     0.50    ECE 95     WORKSHOP: BLOCK PLAY
  DEAN'S LIST
  SPRING 2009
  A      3.00    ECE 13     INTRO TO CURRICULUM
  B      4.00    ECE 14     PRACTICUM
  PRESIDENT'S HONORS

  CERTIFICATE OF ACHIEVEMENT: EARLY CHILDHOOD EDUCATION - TEACHER    CONFERRED 05/22/2009
`);
  expect(person).toBe("Dorothy L. Whitfield");
  expect(courses).toEqual([
    "ECE 11 | CHILD GROWTH & DEVELOPMENT | 3 | A | Fall 2008",
    "ECE 12 | CHILD, FAMILY, COMMUNITY | 3 | B | Fall 2008",
    "ECE 95 | WORKSHOP: BLOCK PLAY | 0.5 | CR | Fall 2008",
    "ECE 13 | INTRO TO CURRICULUM | 3 | A | Spring 2009",
    "ECE 14 | PRACTICUM | 4 | B | Spring 2009",
  ]);
  expect(degrees).toEqual([
    "certificate | CERTIFICATE OF ACHIEVEMENT | EARLY CHILDHOOD EDUCATION - TEACHER | 2009-05-22",
  ]);
});

test("a box of two columns: labels above their values, several to a line", () => {
  const { person, reading, courses } = read(`
                     COMMUNITY COLLEGE OF THE FOOTHILLS
                        8800 Oak Lane, Sonora, CA 95370

  Student Name                 Student Number        Date of Birth
  Vang, Mai Lee                W01442917             07/19/1995

  Summer 2014 (06/09/2014 - 08/01/2014)
  Dept    Num    Title                          Att    Cmp    Grd    Pts
  CHLD    3      Practicum: Observation         4.00   4.00   A     16.00
  CHLD    3A     Practicum Lab                  0.50   0.50   P      0.00
  Fall 2014 (08/25/2014 - 12/13/2014)
  CHLD    16     Child Guidance                 3.00   3.00   B      9.00
`);
  expect(person).toBe("Mai Lee Vang");
  expect(reading.birthDate?.value).toBe("1995-07-19");
  expect(reading.institution?.value).toBe("COMMUNITY COLLEGE OF THE FOOTHILLS");
  expect(reading.institutionCity?.value).toBe("Sonora");
  expect(courses).toEqual([
    "CHLD 3 | Practicum: Observation | 4 | A | Summer 2014",
    "CHLD 3A | Practicum Lab | 0.5 | P | Summer 2014",
    "CHLD 16 | Child Guidance | 3 | B | Fall 2014",
  ]);
});

test("quarters, lines led by a dash, degree in letters alone", () => {
  const { person, courses, degrees } = read(`
  Puget Valley College          Official Transcript
  To: Registry                  Re: Sorensen, Ingrid K      SID: 855-12-0091

  FALL QUARTER 2010                               CR    GR    PTS
  ECED& 105   INTRO EARLY CHILD ED               5.0    3.8   19.0
  ECED& 107   HEALTH/SAFETY/NUTRITION            5.0    4.0   20.0
  WINTER QUARTER 2011                             CR    GR    PTS
  ECED& 120   PRACTICUM-NURTURING REL            2.0    3.5    7.0
  EDUC& 115   CHILD DEVELOPMENT                  5.0    W      0.0

  DEGREE: AAS EARLY CHILDHOOD EDUCATION   GRANTED: JUNE 14, 2012
`);
  expect(person).toBe("Ingrid K Sorensen");
  expect(courses).toEqual([
    "ECED& 105 | INTRO EARLY CHILD ED | 5 | 3.8 | Fall Quarter 2010",
    "ECED& 107 | HEALTH/SAFETY/NUTRITION | 5 | 4.0 | Fall Quarter 2010",
    "ECED& 120 | PRACTICUM-NURTURING REL | 2 | 3.5 | Winter Quarter 2011",
    "EDUC& 115 | CHILD DEVELOPMENT | 5 | W | Winter Quarter 2011",
  ]);
  expect(degrees).toEqual(["associate | AAS | EARLY CHILDHOOD EDUCATION | 2012-06-14"]);
});

test("in progress registrations after the last finished term", () => {
  const { courses, reading } = read(`
  Student: Leilani Kahale
  Windward Shores Community College
  Term : Fall Semester 2023
  Subject  Course  Campus  Level  Title                        Grade  Credit Hours  Start and End Dates
  ECED     105     WND     CR     Intro to Early Childhood     A             3.000
  ECED     131     WND     CR     Early Childhood Development  B             3.000
  COURSES IN PROGRESS
  Term : Spring Semester 2024
  Subject  Course  Campus  Level  Title                        Credit Hours  Start and End Dates
  ECED     140     WND     CR     Guiding Young Children              3.000
  ECED     151     WND     CR     Practicum I                         4.000
`);
  expect(courses).toEqual([
    "ECED 105 | Intro to Early Childhood | 3 | A | Fall Semester 2023",
    "ECED 131 | Early Childhood Development | 3 | B | Fall Semester 2023",
    "ECED 140 | Guiding Young Children | 3 | – | Spring Semester 2024",
    "ECED 151 | Practicum I | 4 | – | Spring Semester 2024",
  ]);
  expect(reading.rows.courses.map(({ fields }) => fields.state?.value)).toEqual([
    "completed",
    "completed",
    "in_progress",
    "in_progress",
  ]);
});
