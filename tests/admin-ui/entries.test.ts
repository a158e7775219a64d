import { expect, test } from "vitest";
import {
  type Draft,
  edited,
  fingerprint,
  isBlank,
  newRow,
  placeErrors,
  toDraft,
  toEntries,
  usualSections,
} from "../../admin-ui/src/documents/entries.ts";
import type { DocumentEntries } from "../../admin-ui/src/providers/wire.ts";

const empty: Draft = { degrees: [], courses: [], credentials: [], trainingHours: [] };
const course = (cells: object) => ({ ...newRow("courses", undefined, 1), ...cells });

const stored: DocumentEntries = {
  degrees: [],
  courses: [
    {
      id: 7,
      institutionId: 3,
      institutionName: null,
      institution: { id: 3, name: "Pasadena City College", city: "Pasadena", state: "CA", accredited: true },
      courseNumber: "CDES 31",
      title: "Infant and Toddler Studies",
      term: "Fall 2023",
      completedOn: "2023-12-15",
      units: "3.00",
      unitSystem: "semester",
      grade: "A-",
      state: "completed",
      classification: "ece_cd",
      pageNumber: 1,
      pageBox: null,
      enteredById: null,
      enteredAs: "typed",
    },
  ],
  credentials: [],
  trainingHours: [],
};

test("stored rows come back from the grid as they were", () => {
  const { entries } = toEntries(toDraft(stored));
  expect(entries.courses).toEqual([
    {
      id: 7,
      institutionId: 3,
      institutionName: null,
      courseNumber: "CDES 31",
      title: "Infant and Toddler Studies",
      term: "Fall 2023",
      completedOn: "2023-12-15",
      units: "3",
      unitSystem: "semester",
      grade: "A-",
      state: "completed",
      classification: "ece_cd",
      pageNumber: 1,
      enteredAs: "typed",
      pageBox: null,
    },
  ]);
});

test("a row nobody typed into is not sent, and errors still land on the row they belong to", () => {
  const draft: Draft = {
    ...empty,
    courses: [course({ courseNumber: "A 1" }), course({}), course({ courseNumber: "B 2", units: "x" })],
  };
  const { entries, origin } = toEntries(draft);
  expect(entries.courses?.map((row) => row.courseNumber)).toEqual(["A 1", "B 2"]);
  expect(
    placeErrors(
      { "courses.1.units": "Enter the units.", "entries.courses.0.institutionId": "Choose." },
      origin,
    ),
  ).toEqual({ "courses.2.units": "Enter the units.", "courses.0.institutionName": "Choose." });
});

test("an error that is no cell's keeps its own name", () => {
  expect(placeErrors({ reasonCode: "Choose a reason." }, toEntries(empty).origin)).toEqual({
    reasonCode: "Choose a reason.",
  });
});

test("a stored row that was emptied is sent, so that the server can refuse it", () => {
  const draft = toDraft(stored);
  draft.courses[0] = { ...draft.courses[0]!, courseNumber: "", title: "", units: "", grade: "" };
  expect(toEntries(draft).entries.courses).toHaveLength(1);
});

test("the next course repeats college, term and class, never number or grade", () => {
  const first = course({
    institutionId: 3,
    institutionName: "PCC",
    term: "Fall 2023",
    courseNumber: "A 1",
    grade: "B",
  });
  const next = newRow("courses", first, 2);
  expect(next).toMatchObject({
    institutionId: 3,
    institutionName: "PCC",
    term: "Fall 2023",
    pageNumber: "2",
  });
  const typing = course({ completedOn: "12152023" });
  expect(newRow("courses", typing, 1).completedOn, "a day still being typed").toBe("12/15/2023");
  expect(next.courseNumber).toBeUndefined();
  expect(next.grade).toBeUndefined();
  expect(isBlank("courses", next)).toBe(true);
});

test("a stored day is shown the American way and sent as it was stored", () => {
  const draft = toDraft(stored);
  expect(draft.courses[0]?.completedOn).toBe("12/15/2023");
  expect(toEntries(draft).entries.courses?.[0]?.completedOn).toBe("2023-12-15");
});

test("a read row that is changed is a corrected one; its class is judged, not read", () => {
  const row = { ...course({ courseNumber: "CD 1", title: "Old" }), mark: { source: "read" as const } };
  expect(edited(row, { classification: "other" }).mark?.source).toBe("read");
  expect(edited(row, { title: "Old" }).mark?.source).toBe("read");
  expect(edited(row, { title: "New" }).mark?.source).toBe("corrected");
});

test("a remembered row stays one while grade and term are typed, and is typed once its title is", () => {
  const row = { ...course({ title: "Child Growth" }), mark: { source: "remembered" as const } };
  expect(edited(row, { grade: "A", term: "Fall 2023" }).mark?.source).toBe("remembered");
  expect(edited(row, { title: "Growth" }).mark?.source).toBe("typed");
});

test("what memory filled in goes with its number, while that is typed on", () => {
  const row = { ...course({ courseNumber: "CD 1", title: "Play" }), mark: { source: "remembered" as const } };
  expect(edited(row, { courseNumber: "CD 10" })).toMatchObject({
    title: "",
    units: "",
    mark: { source: "typed" },
  });
});

test("dates typed the American way are sent as calendar dates", () => {
  const draft: Draft = { ...empty, courses: [course({ courseNumber: "A 1", completedOn: "5/20/2019" })] };
  expect(toEntries(draft).entries.courses?.[0]?.completedOn).toBe("2019-05-20");
});

test("a college typed without the directory is sent by name, a chosen one by id alone", () => {
  const draft: Draft = {
    ...empty,
    degrees: [
      {
        ...newRow("degrees", undefined, 1),
        institutionName: "Universidad de Puebla",
        institutionId: null,
        title: "Lic.",
      },
      { ...newRow("degrees", undefined, 1), institutionName: "PCC", institutionId: 3, title: "AA" },
    ],
  };
  expect(toEntries(draft).entries.degrees).toMatchObject([
    { institutionId: null, institutionName: "Universidad de Puebla" },
    { institutionId: 3, institutionName: null },
  ]);
});

test("nothing is unsaved until something is typed", () => {
  const draft = toDraft(stored);
  expect(fingerprint(draft)).toBe(fingerprint(toDraft(stored)));
  expect(fingerprint({ ...draft, courses: [...draft.courses, newRow("courses", draft.courses[0], 1)] })).toBe(
    fingerprint(draft),
  );
  draft.courses[0]!.grade = "B";
  expect(fingerprint(draft)).not.toBe(fingerprint(toDraft(stored)));
});

test("a transcript opens with courses, evidence of a name with no rows", () => {
  expect(usualSections("transcript")[0]).toBe("courses");
  expect(usualSections("name_change_evidence")).toEqual([]);
});
