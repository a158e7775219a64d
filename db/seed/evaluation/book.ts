import { type Face, measure } from "../demo/drawing/fonts.ts";
import { makePen, type Pen, type Sheet } from "../demo/drawing/sheet.ts";
import type { Random } from "../demo/random.ts";
import type { Kind, Section, Split, TrueRow, Truth } from "./truth.ts";

/** Facts of a drawn document before it becomes a file; each row knows the page it stands on, from one. */
export type Drawn = Pick<
  Truth,
  "person" | "birthDate" | "institution" | "institutionCity" | "documentType" | "jurisdiction"
> & {
  sheets: Sheet[];
  rows: { section: Section; page: number; cells: TrueRow }[];
  /** The day it was printed. */
  writtenOn: string;
};

/** One look: the same seed draws the same document. */
export type Layout = { name: string; kind: Kind; split: Split; draw(random: Random): Drawn };

export type Column = { x: number; width: number };
type Area = { columns: Column[]; top: number; bottom: number };
type BookPlan = {
  page: { width: number; height: number; paper?: string };
  base: { face: Face; size: number; color: string };
  /** Where text may stand; page counted from one. */
  area(page: number): Area;
  /** Paper, letterhead and whatever else stands on a page before its text. */
  dress(pen: Pen, page: number): void;
  /** What is drawn once the number of pages is known. */
  finish?(pen: Pen, page: number, pages: number): void;
};

export type Book = ReturnType<typeof makeBook>;

/** Pages that fill column by column; the layout moves `y` and asks for room before it draws. */
export function makeBook(plan: BookPlan) {
  const pens: Pen[] = [];
  const rows: Drawn["rows"] = [];
  let column = 0;
  const open = () => {
    const pen = makePen(plan.page, plan.base);
    pens.push(pen);
    plan.dress(pen, pens.length);
    column = 0;
    book.y = plan.area(pens.length).top;
  };
  const book = {
    y: 0,
    get pen(): Pen {
      return pens.at(-1)!;
    },
    get page(): number {
      return pens.length;
    },
    get column(): Column {
      return plan.area(pens.length).columns[column]!;
    },
    /** Goes on in the next column or page where fewer than `height` points are left; true when it went on. */
    need(height: number): boolean {
      const { columns, bottom } = plan.area(pens.length);
      if (book.y + height <= bottom) return false;
      if (column + 1 < columns.length) {
        column += 1;
        book.y = plan.area(pens.length).top;
      } else open();
      return true;
    },
    turnPage: open,
    record(section: Section, cells: TrueRow) {
      rows.push({ section, page: pens.length, cells });
    },
    done(): Pick<Drawn, "sheets" | "rows"> {
      pens.forEach((pen, at) => {
        plan.finish?.(pen, at + 1, pens.length);
        pen.footnote();
      });
      return { sheets: pens.map(({ sheet }) => sheet), rows };
    },
  };
  open();
  return book;
}

/** The text in lines no wider than `width`, broken between words. */
export function wrapText(text: string, face: Face, size: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && measure(`${last} ${word}`, face, size) <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The longest beginning that fits, as student systems cut titles. */
export function cutText(text: string, face: Face, size: number, width: number): string {
  let cut = text;
  while (cut.length > 1 && measure(cut, face, size) > width) cut = cut.slice(0, -1);
  return cut.trimEnd();
}
