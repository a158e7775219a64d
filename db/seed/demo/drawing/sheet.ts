import { coveringFace, type Face, measure } from "./fonts.ts";

/** One drawn page, free of any file format. Points (1/72 inch), origin top left, y downwards. */
export type Sheet = { width: number; height: number; paper: string; marks: Mark[] };

/** Colours are `#rrggbb`; text is placed by its baseline; a path is SVG path data placed at x, y. */
export type Mark =
  | {
      kind: "text";
      x: number;
      y: number;
      text: string;
      face: Face;
      size: number;
      color: string;
      turn?: number;
    }
  | { kind: "line"; x1: number; y1: number; x2: number; y2: number; width: number; color: string }
  | { kind: "box"; x: number; y: number; width: number; height: number; paint: Paint }
  | { kind: "oval"; x: number; y: number; rx: number; ry: number; paint: Paint }
  | { kind: "path"; x: number; y: number; d: string; paint: Paint };

export type Paint = { fill?: string; stroke?: string; strokeWidth?: number };

export type TextStyle = {
  face?: Face;
  size?: number;
  color?: string;
  align?: "left" | "center" | "right";
  /** Longer text is drawn smaller, down to 60 % of its size, then cut with an ellipsis. */
  fit?: number;
  /** Degrees, counter-clockwise. */
  turn?: number;
};

export const LETTER = { width: 612, height: 792 } as const;
export const FOOTNOTE = "Demonstration document – not a real record";

export type Pen = ReturnType<typeof makePen>;

/** Drawing verbs over one sheet; `face`, `size` and `color` are what `text` falls back to. */
export function makePen(
  page: { width: number; height: number; paper?: string },
  base: { face: Face; size: number; color: string },
) {
  const sheet: Sheet = { width: page.width, height: page.height, paper: page.paper ?? "#ffffff", marks: [] };
  return {
    sheet,
    text(x: number, y: number, raw: string, style: TextStyle = {}) {
      let text = raw.normalize("NFC");
      const face = coveringFace(text, style.face ?? base.face);
      let size = style.size ?? base.size;
      if (style.fit !== undefined) {
        const wide = measure(text, face, size);
        if (wide > style.fit) size = Math.max(size * 0.6, (size * style.fit) / wide);
        while (text.length > 2 && measure(text, face, size) > style.fit) text = `${text.slice(0, -2)}…`;
      }
      const width = style.align && style.align !== "left" ? measure(text, face, size) : 0;
      const left = style.align === "center" ? x - width / 2 : style.align === "right" ? x - width : x;
      sheet.marks.push({
        kind: "text",
        x: left,
        y,
        text,
        face,
        size,
        color: style.color ?? base.color,
        turn: style.turn,
      });
    },
    line(x1: number, y1: number, x2: number, y2: number, width = 0.7, color = base.color) {
      sheet.marks.push({ kind: "line", x1, y1, x2, y2, width, color });
    },
    box(x: number, y: number, width: number, height: number, paint: Paint) {
      sheet.marks.push({ kind: "box", x, y, width, height, paint });
    },
    oval(x: number, y: number, rx: number, ry: number, paint: Paint) {
      sheet.marks.push({ kind: "oval", x, y, rx, ry, paint });
    },
    path(x: number, y: number, d: string, paint: Paint) {
      sheet.marks.push({ kind: "path", x, y, d, paint });
    },
    /** The line every drawing carries at its foot. */
    footnote(color = "#8a8a8a") {
      const text = { face: "sans", size: 5.5, color, align: "center" } as const;
      this.text(page.width / 2, page.height - 9, FOOTNOTE, text);
    },
  };
}
