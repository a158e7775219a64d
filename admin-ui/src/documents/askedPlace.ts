import type { Box } from "#db/reading.ts";

/** The page, and the place on it, that an address asks for (`?page=2&box=x,y,width,height`); anything else is page one. M7 */
export function askedPlace(search: URLSearchParams): { page: number; box: Box | null } {
  const page = Number(search.get("page"));
  if (!Number.isInteger(page) || page < 1) return { page: 1, box: null };
  const [x, y, width, height, more] = (search.get("box") ?? "").split(",").map(Number);
  const sides = [x, y, width, height];
  const fits = more === undefined && sides.every((side) => side !== undefined && side >= 0 && side <= 1);
  return { page, box: fits ? ({ page, x, y, width, height } as Box) : null };
}
