import { expect, test } from "vitest";
import { read } from "./support/read-text.ts";

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
