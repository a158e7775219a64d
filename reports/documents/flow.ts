import { PDFDocument, type PDFFont, type PDFPage, rgb } from "pdf-lib";
import { cachedFontkit, drawable, type Face, loadFace, noLigatures, widthOf, wrap } from "./fonts.ts";

/** US Letter in points. */
const sheet = { width: 612, height: 792, side: 48, top: 48, bottom: 72 };
export const textWidth = sheet.width - 2 * sheet.side;

const ink = rgb(0.1, 0.12, 0.15);
const quiet = rgb(0.36, 0.4, 0.45);
const rule = rgb(0.78, 0.81, 0.84);
const accent = rgb(0.1, 0.27, 0.42);
const colors = { ink, quiet, accent };

export type TextStyle = { size: number; face?: Face; color?: keyof typeof colors; gap?: number };
export type TableColumn = { label: string; width: number; align?: "right" };

/** A document written from top to bottom: text and tables that break over pages, nothing drawn that cannot be read. */
export class Flow {
  private readonly pdf: PDFDocument;
  private readonly fonts: Record<Face, PDFFont>;
  private page: PDFPage;
  private y: number;
  /** Letters that were replaced because the font does not have them. */
  missing = 0;

  private constructor(pdf: PDFDocument, fonts: Record<Face, PDFFont>) {
    this.pdf = pdf;
    this.fonts = fonts;
    this.page = pdf.addPage([sheet.width, sheet.height]);
    this.y = sheet.height - sheet.top;
  }

  static async open(about: { title: string; author: string; subject: string; at: Date }): Promise<Flow> {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.registerFontkit(cachedFontkit);
    pdf.setTitle(about.title, { showInWindowTitleBar: true });
    pdf.setAuthor(about.author);
    pdf.setSubject(about.subject);
    pdf.setProducer(about.author);
    pdf.setLanguage("en-US");
    pdf.setCreationDate(about.at);
    pdf.setModificationDate(about.at);
    const embed = (face: Face) =>
      pdf.embedFont(loadFace(face).bytes, { subset: true, features: noLigatures });
    return new Flow(pdf, { regular: await embed("regular"), bold: await embed("bold") });
  }

  private clean(text: string): string {
    const { text: clean, missing } = drawable(text);
    this.missing += missing;
    return clean;
  }

  private put(
    text: string,
    x: number,
    y: number,
    { size, face = "regular", color = "ink" }: TextStyle,
  ): void {
    if (text.trim() === "") return;
    this.page.drawText(text, { x, y, size, font: this.fonts[face], color: colors[color] });
  }

  private line(y: number, thickness = 0.6, color = rule): void {
    this.page.drawLine({
      start: { x: sheet.side, y },
      end: { x: sheet.width - sheet.side, y },
      thickness,
      color,
    });
  }

  private room(height: number): boolean {
    return this.y - height >= sheet.bottom;
  }

  private turnPage(): void {
    this.page = this.pdf.addPage([sheet.width, sheet.height]);
    this.y = sheet.height - sheet.top;
  }

  space(height: number): void {
    this.y -= height;
  }

  rule(): void {
    this.line(this.y, 1.2, accent);
    this.y -= 12;
  }

  /** A paragraph over the whole width. */
  text(text: string, style: TextStyle): void {
    const { size, face = "regular", gap = 0 } = style;
    for (const line of wrap(this.clean(text), face, size, textWidth)) {
      if (!this.room(size * 1.35)) this.turnPage();
      this.y -= size * 1.35;
      this.put(line, sheet.side, this.y + size * 0.3, style);
    }
    this.y -= gap;
  }

  /** Label and value, the value in bold and wrapped beside its label. */
  fact(label: string, value: string): void {
    const size = 10;
    const lines = wrap(this.clean(value), "bold", size, textWidth - 120);
    for (const [n, line] of lines.entries()) {
      if (!this.room(15)) this.turnPage();
      this.y -= 15;
      if (n === 0) this.put(label, sheet.side, this.y + 3, { size, color: "quiet" });
      this.put(line, sheet.side + 120, this.y + 3, { size, face: "bold" });
    }
  }

  /** A section with its table; its title and column heads stay with the first row and come again on every page. */
  section(
    title: string,
    columns: readonly TableColumn[],
    rows: readonly (readonly string[])[],
    empty: string,
  ): void {
    this.space(14);
    if (!this.room(80)) this.turnPage();
    this.text(title, { size: 12.5, face: "bold", color: "accent", gap: 2 });
    if (rows.length === 0) {
      this.line(this.y);
      this.space(4);
      this.text(empty, { size: 9, color: "quiet" });
      return;
    }
    this.heads(columns);
    for (const row of rows) this.row(title, columns, row);
  }

  private heads(columns: readonly TableColumn[]): void {
    const size = 8;
    const wrapped = columns.map((column) => wrap(column.label, "bold", size, column.width - 8));
    const height = Math.max(...wrapped.map((lines) => lines.length)) * 10 + 6;
    this.line(this.y);
    this.cells(columns, wrapped, { size, face: "bold", color: "quiet" }, 10);
    this.y -= height;
    this.line(this.y);
  }

  private cells(
    columns: readonly TableColumn[],
    lines: readonly string[][],
    style: TextStyle,
    leading: number,
  ): void {
    let x = sheet.side;
    for (const [n, column] of columns.entries()) {
      for (const [m, line] of (lines[n] ?? []).entries()) {
        const slack = column.width - 8 - widthOf(line, style.face ?? "regular", style.size);
        this.put(line, x + (column.align === "right" ? slack : 0), this.y - (m + 1) * leading - 1, style);
      }
      x += column.width;
    }
  }

  /** One row; a row that does not fit goes to the next page, and one taller than a page is carried over. */
  private row(title: string, columns: readonly TableColumn[], values: readonly string[]): void {
    const [size, leading, padding] = [9, 11.5, 7];
    let lines = columns.map((column, n) =>
      wrap(this.clean(values[n] ?? ""), "regular", size, column.width - 8),
    );
    const tallest = () => Math.max(...lines.map((cell) => cell.length));
    const pageful = Math.floor((sheet.height - sheet.top - sheet.bottom - 60) / leading);
    if (tallest() <= pageful && !this.room(tallest() * leading + padding)) this.continued(title, columns);
    while (tallest() > 0) {
      const fits = Math.floor((this.y - sheet.bottom - padding) / leading);
      if (fits < 1) {
        this.continued(title, columns);
        continue;
      }
      const now = Math.min(fits, tallest());
      this.cells(
        columns,
        lines.map((cell) => cell.slice(0, now)),
        { size },
        leading,
      );
      lines = lines.map((cell) => cell.slice(now));
      this.y -= now * leading + padding;
      this.line(this.y, 0.4);
    }
  }

  private continued(title: string, columns: readonly TableColumn[]): void {
    this.turnPage();
    this.text(`${title} (continued)`, { size: 10, face: "bold", color: "accent", gap: 2 });
    this.heads(columns);
  }

  /** Puts the foot on every page and hands the file out. `foot` lines stand over "Page x of y". */
  async close(foot: readonly string[]): Promise<Uint8Array> {
    const pages = this.pdf.getPages();
    const lines = foot.map((line) => this.clean(line));
    for (const [n, page] of pages.entries()) {
      this.page = page;
      this.line(58, 0.6);
      for (const [m, line] of lines.entries()) {
        const first = wrap(line, "regular", 7.5, textWidth - 80)[0]!;
        this.put(first, sheet.side, 46 - m * 10, { size: 7.5, color: "quiet" });
      }
      const number = `Page ${n + 1} of ${pages.length}`;
      const x = sheet.width - sheet.side - widthOf(number, "regular", 7.5);
      this.put(number, x, 46, { size: 7.5, color: "quiet" });
    }
    return this.pdf.save();
  }
}
