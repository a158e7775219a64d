import { describe, expect, test } from "vitest";
import { subjectsOf } from "#workers/reading/transcript/repair.ts";

const numbers = (...texts: string[]) => subjectsOf(texts.map((text) => ({ text, subject: "CDEV" })));

describe("A catalogue number with one figure too many", () => {
  test("ends in a B where it ends in an eight and other numbers of the document in a B", () => {
    const known = numbers("CDEV 12", "CDEV 44B", "CDEV 9", "CDEV 31", "CDEV 10A", "CDEV 27", "CDEV 328");
    expect(known.lettered("CDEV 328")).toBe("CDEV 32B");
    expect(known.lettered("CDEV 324")).toBeNull();
    expect(known.lettered("CDEV 320")).toBeNull();
    expect(known.lettered("CDEV 28")).toBeNull();
    expect(known.lettered("CDEV 328L")).toBeNull();
  });

  test("stays where numbers differ in length, or where too few are known", () => {
    expect(numbers("CDEV 12", "CDEV 44B", "CDEV 9").lettered("CDEV 328")).toBeNull();
    const mixed = numbers("CDEV 12B", "CDEV 144", "CDEV 109", "CDEV 31", "CDEV 210", "CDEV 127", "CDEV 328");
    expect(mixed.lettered("CDEV 328")).toBeNull();
  });
});
