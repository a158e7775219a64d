import { expect, test } from "vitest";
import { askedPlace } from "../../admin-ui/src/documents/askedPlace.ts";
import { evidencePath } from "../../admin-ui/src/shared/evidencePath.ts";

const box = { page: 2, x: 0.1, y: 0.4, width: 0.8, height: 0.02 };
const asked = (path: string) => askedPlace(new URLSearchParams(path.split("?")[1]));

test("a row's evidence opens at its page with its place lit", () => {
  const path = evidencePath({ documentId: 7, pageNumber: 2, pageBox: box })!;
  expect(path.split("?")[0]).toBe("/documents/7/show");
  expect(asked(path)).toEqual({ page: 2, box });
});

test("a row without a place opens its page, without a page its document, without a document nothing", () => {
  expect(asked(evidencePath({ documentId: 7, pageNumber: 3, pageBox: null })!)).toEqual({
    page: 3,
    box: null,
  });
  expect(evidencePath({ documentId: 7, pageNumber: null, pageBox: null })).toBe("/documents/7/show");
  expect(evidencePath({ documentId: null, pageNumber: null, pageBox: null })).toBeNull();
});

test("an address nobody made opens page one", () => {
  for (const address of ["?page=x", "?page=-1", "?page=1.5", "?box=0,0,1,1", ""])
    expect(asked(address)).toEqual({ page: 1, box: null });
  for (const wrong of ["1,2,3,4", "0,0,0", "a,b,c,d", "0,0,1,1,1"])
    expect(asked(`?page=2&box=${wrong}`)).toEqual({ page: 2, box: null });
});
