import type { Direction, Weight } from "./print/faces.ts";
import { type About, type Color, Paper } from "./print/paper.ts";
import { type Modules, qrBoxes } from "./print/qr.ts";
import type { Tag, TagType } from "./print/tags.ts";
import { directionOf, printable, widthOf, wrap } from "./print/text.ts";

/** US Letter in points. */
const sheet = { width: 612, height: 792, side: 48, top: 48, bottom: 72 };
export const textWidth = sheet.width - 2 * sheet.side;
const right = sheet.width - sheet.side;

const colors = {
  ink: [0.1, 0.12, 0.15],
  quiet: [0.36, 0.4, 0.45],
  accent: [0.1, 0.27, 0.42],
} as const satisfies Record<string, Color>;
const faint: Color = [0.78, 0.81, 0.84];

export type TextStyle = { size: number; face?: Weight; color?: keyof typeof colors; gap?: number };
export type TableColumn = { label: string; width: number; align?: "right" };
/** Lines that fit their width, and the direction their paragraph is read in. */
type Block = { lines: string[]; direction: Direction };

/**
 * A tagged document written from top to bottom: headings, paragraphs and tables that break over pages, in the order they
 * are read. Nothing is drawn that cannot be read.
 */
export class Flow {
  private readonly paper: Paper;
  private y = 0;
  /** The part of the document that paragraphs and tables join. */
  private part: Tag;
  /** Width of the lines, less beside a figure. */
  private width = textWidth;
  /** Letters that were replaced because no font has them. */
  missing = 0;

  private constructor(paper: Paper) {
    this.paper = paper;
    this.part = paper.root;
    this.turnPage();
  }

  static async open(about: About): Promise<Flow> {
    return new Flow(await Paper.open([sheet.width, sheet.height], about));
  }

  private block(given: string, weight: Weight, size: number, width: number): Block {
    const { text, missing } = printable(given);
    this.missing += missing;
    return { lines: wrap(text, weight, size, width), direction: directionOf(text) };
  }

  private line(
    text: string,
    x: number,
    y: number,
    { size, face = "regular", color = "ink" }: TextStyle,
    direction?: Direction,
  ): void {
    this.paper.line(text, x, y, { size, weight: face, color: colors[color], direction });
  }

  private ruleAt(y: number, thickness = 0.6, color: Color = faint): void {
    this.paper.artifact("Layout", () => this.paper.rule(sheet.side, right, y, thickness, color));
  }

  private room(height: number): boolean {
    return this.y - height >= sheet.bottom;
  }

  private turnPage(): void {
    this.paper.turn();
    this.y = sheet.height - sheet.top;
  }

  space(height: number): void {
    this.y -= height;
  }

  rule(): void {
    this.ruleAt(this.y, 1.2, colors.accent);
    this.y -= 12;
  }

  /** A heading or a paragraph. */
  text(given: string, style: TextStyle, type: TagType = "P"): void {
    const { size, face = "regular", gap = 0 } = style;
    const { lines, direction } = this.block(given, face, size, this.width);
    this.lines(this.part.child(type), lines, size * 1.35, (line) =>
      this.line(line, sheet.side, this.y + size * 0.3, style, direction),
    );
    this.y -= gap;
  }

  /** Lines of one part; those of one page are one piece of marked content. */
  private lines(tag: Tag, lines: string[], leading: number, draw: (line: string, n: number) => void): void {
    let n = 0;
    while (n < lines.length) {
      if (!this.room(leading)) this.turnPage();
      this.paper.tagged(tag, () => {
        do {
          this.y -= leading;
          draw(lines[n]!, n);
          n += 1;
        } while (n < lines.length && this.room(leading));
      });
    }
  }

  /** Label and value, the value in bold and wrapped beside its label; `address` makes the value a link. */
  fact(label: string, value: string, address?: string): void {
    const size = 10;
    const indent = 112;
    const { lines, direction } = this.block(value, "bold", size, this.width - indent);
    const tag = this.part.child("P");
    if (!this.room(15)) this.turnPage();
    const top = this.y;
    this.paper.tagged(tag, () => this.line(`${label} `, sheet.side, top - 12, { size, color: "quiet" }));
    const link = address === undefined ? tag : tag.child("Link");
    this.lines(link, lines, 15, (line) =>
      this.line(line, sheet.side + indent, this.y + 3, { size, face: "bold" }, direction),
    );
    if (address === undefined) return;
    const box = [sheet.side + indent, this.y, sheet.side + this.width, top] as const;
    this.paper.link(link, box, address, `Opens ${address}`);
  }

  /**
   * A square figure of filled modules at the right margin, with the text written by `beside` at its left.
   * @param alt what it shows, in words.
   */
  figure(modules: Modules, alt: string, beside: () => void): void {
    const size = 104;
    const top = this.y;
    const [left, bottom] = [right - size, top - size];
    this.width = textWidth - size - 16;
    beside();
    this.width = textWidth;
    const tag = this.part.child("Figure", { alt, box: [left, bottom, right, top] });
    this.paper.tagged(tag, () => this.paper.boxes(qrBoxes(modules, left, top, size), colors.ink));
    this.y = Math.min(this.y, bottom - 4);
  }

  /** A section with its table; its title and column heads stay with the first row and come again on every page. */
  section(
    title: string,
    columns: readonly TableColumn[],
    rows: readonly (readonly string[])[],
    empty: string,
    after?: () => void,
  ): void {
    const around = this.part;
    this.part = around.child("Sect");
    this.space(14);
    if (!this.room(80)) this.turnPage();
    this.text(title, { size: 12.5, face: "bold", color: "accent", gap: 2 }, "H2");
    if (rows.length === 0) {
      this.ruleAt(this.y);
      this.space(4);
      this.text(empty, { size: 9, color: "quiet" });
    } else {
      const table = this.part.child("Table");
      this.heads(columns, table.child("TR"));
      for (const row of rows) this.row(title, columns, row, table.child("TR"));
    }
    after?.();
    this.part = around;
  }

  /** Column heads: part of the table where it begins, page furniture where it goes on. */
  private heads(columns: readonly TableColumn[], row?: Tag): void {
    const style = { size: 8, face: "bold", color: "quiet" } as const;
    const blocks = columns.map((column) => this.block(column.label, "bold", style.size, column.width - 8));
    const height = Math.max(...blocks.map(({ lines }) => lines.length)) * 10 + 6;
    this.ruleAt(this.y);
    const draw = (n: number) => this.cell(columns, n, blocks[n]!, style, 10);
    if (row)
      for (const n of columns.keys()) this.paper.tagged(row.child("TH", { scope: "Column" }), () => draw(n));
    else
      this.paper.artifact("Pagination", () => {
        for (const n of columns.keys()) draw(n);
      });
    this.y -= height;
    this.ruleAt(this.y);
  }

  private cell(
    columns: readonly TableColumn[],
    n: number,
    { lines, direction }: Block,
    style: TextStyle,
    leading: number,
  ): void {
    const x = columns.slice(0, n).reduce((sum, { width }) => sum + width, sheet.side);
    const { width, align } = columns[n]!;
    for (const [m, line] of lines.entries()) {
      const slack =
        align === "right" ? width - 8 - widthOf(line.trimEnd(), style.face ?? "regular", style.size) : 0;
      this.line(line, x + slack, this.y - (m + 1) * leading - 1, style, direction);
    }
  }

  /** One row; a row that does not fit goes to the next page, and one taller than a page is carried over. */
  private row(title: string, columns: readonly TableColumn[], values: readonly string[], tag: Tag): void {
    const [size, leading, padding] = [8.5, 11, 7];
    let cells = columns.map((column, n) => this.block(values[n] ?? "", "regular", size, column.width - 8));
    const tags = columns.map(() => tag.child("TD"));
    const tallest = () => Math.max(...cells.map(({ lines }) => lines.length));
    const pageful = Math.floor((sheet.height - sheet.top - sheet.bottom - 60) / leading);
    if (tallest() <= pageful && !this.room(tallest() * leading + padding)) this.continued(title, columns);
    while (tallest() > 0) {
      const fits = Math.floor((this.y - sheet.bottom - padding) / leading);
      if (fits < 1) {
        this.continued(title, columns);
        continue;
      }
      const now = Math.min(fits, tallest());
      for (const [n, { lines, direction }] of cells.entries()) {
        const part = lines.slice(0, now);
        if (part.join("").trim() !== "")
          this.paper.tagged(tags[n]!, () =>
            this.cell(columns, n, { lines: part, direction }, { size }, leading),
          );
      }
      cells = cells.map(({ lines, direction }) => ({ lines: lines.slice(now), direction }));
      this.y -= now * leading + padding;
      this.ruleAt(this.y, 0.4);
    }
  }

  private continued(title: string, columns: readonly TableColumn[]): void {
    this.turnPage();
    this.paper.artifact("Pagination", () => {
      this.y -= 13.5;
      this.line(`${title} (continued)`, sheet.side, this.y + 3, { size: 10, face: "bold", color: "accent" });
      this.y -= 2;
    });
    this.heads(columns);
  }

  /** Puts the foot on every page and hands the file out. `foot` lines stand beside "Page x of y". */
  async close(foot: readonly string[]): Promise<Uint8Array> {
    const size = 7.5;
    const { paper } = this;
    const lines = foot.map((line) => this.block(line, "regular", size, textWidth - 80));
    for (let n = 0; n < paper.sheetCount; n += 1) {
      paper.goTo(n);
      this.ruleAt(58, 0.6);
      paper.artifact("Pagination", () => {
        for (const [m, block] of lines.entries())
          this.line(block.lines[0]!, sheet.side, 46 - m * 10, { size, color: "quiet" }, block.direction);
        const number = `Page ${n + 1} of ${paper.sheetCount}`;
        this.line(number, right - widthOf(number, "regular", size), 46, { size, color: "quiet" });
      });
    }
    return paper.save();
  }
}
