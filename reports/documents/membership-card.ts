import QRCode from "qrcode";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import type { Weight } from "./print/faces.ts";
import { type Color, Paper } from "./print/paper.ts";
import { qrBoxes } from "./print/qr.ts";
import type { Tag } from "./print/tags.ts";
import { directionOf, printable, widthOf, wrap } from "./print/text.ts";

const sheet = { width: 612, height: 792, side: 54 };
/** A bank card's size, ISO/IEC 7810 ID-1: front and back stand side by side and fold on each other. */
const card = { width: 243, height: 153, pad: 12 };
const left = (sheet.width - 2 * card.width) / 2;
const fold = left + card.width;
const top = 640;
const qrSize = 78;
const besideQr = card.width - 2 * card.pad - qrSize;
const inside = card.width - 2 * card.pad;
/** More former numbers than these fit no card; nobody has carried as many. */
const mostFormer = 12;
const ink: Color = [0, 0, 0];
const quiet: Color = [0.3, 0.3, 0.3];

type Line = { size: number; face?: Weight; color?: Color; gap?: number };
type Column = { x: number; width: number };

/** Writes one column from top to bottom. */
class Block {
  private readonly paper: Paper;
  private readonly column: Column;
  y: number;

  constructor(paper: Paper, column: Column, y: number) {
    this.paper = paper;
    this.column = column;
    this.y = y;
  }

  text(tag: Tag, given: string, { size, face = "regular", color = ink, gap = 0 }: Line): void {
    const { text } = printable(given);
    const type = { size, weight: face, color, direction: directionOf(text) };
    this.paper.tagged(tag, () => {
      for (const line of wrap(text, face, size, this.column.width)) {
        this.y -= size * 1.25;
        this.paper.line(line, this.column.x, this.y + size * 0.3, type);
      }
    });
    this.y -= gap;
  }

  /** The largest of `sizes` in which the text takes at most `lines` lines; the smallest where none does. */
  sizeFor(given: string, face: Weight, sizes: readonly number[], lines: number): number {
    const { text } = printable(given);
    const { width } = this.column;
    const fits = (size: number) => {
      const broken = wrap(text, face, size, width);
      return broken.length <= lines && broken.every((line) => widthOf(line.trimEnd(), face, size) <= width);
    };
    return sizes.find(fits) ?? sizes.at(-1)!;
  }
}

/** Where to cut, and the dashes to fold along. */
function edges(paper: Paper): void {
  const bottom = top - card.height;
  paper.artifact("Layout", () => {
    for (const y of [top, bottom]) paper.rule(left, left + 2 * card.width, y, 0.5, quiet);
    const upright = (x: number, from: number, to: number) => [x - 0.25, from, 0.5, to - from] as const;
    const dashes = [];
    for (let y = bottom; y < top; y += 6) dashes.push(upright(fold, y, Math.min(y + 3, top)));
    paper.boxes([upright(left, bottom, top), upright(left + 2 * card.width, bottom, top), ...dashes], quiet);
  });
}

/** Square and black, with the four empty modules around it that readers need. */
function qr(paper: Paper, tag: Tag, number: string): void {
  const { modules } = QRCode.create(number, { errorCorrectionLevel: "H" });
  const unit = qrSize / (modules.size + 8);
  const [x, y] = [fold - card.pad - qrSize + 4 * unit, top - card.pad - 18];
  const box = [x, y - qrSize, x + modules.size * unit, y] as const;
  const figure = tag.child("Figure", { alt: "QR code of the registry number", box });
  paper.tagged(figure, () => paper.boxes(qrBoxes(modules, x, y - 4 * unit, modules.size * unit), ink));
}

function replaces(formerNumbers: readonly string[]): string {
  const shown = formerNumbers.slice(0, mostFormer);
  const more = formerNumbers.length - shown.length;
  const word = formerNumbers.length === 1 ? "card" : "cards";
  return `Replaces ${word} no. ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`;
}

export type MembershipCard = {
  name: string;
  registryNumber: string;
  /** Numbers that a merge retired and that lead to this record: their cards are replaced. */
  formerNumbers: readonly string[];
};

/**
 * The registry's membership card on a page to cut and fold: name and number to read, and a QR code that holds the number
 * and nothing else, so that a lost card tells a scanner no more than a reader. S44, S94, S95; reprinted after a merge, B-I2
 * @returns the PDF file.
 */
export async function drawMembershipCard(
  given: MembershipCard & { jurisdiction: Jurisdiction; at: Date; issuedOn: string },
): Promise<Uint8Array> {
  const { jurisdiction, at, name, registryNumber, formerNumbers } = given;
  const paper = await Paper.open([sheet.width, sheet.height], {
    title: `Membership card ${registryNumber}`,
    author: jurisdiction.registryName,
    subject: "Membership card",
    at,
  });
  paper.turn();
  const { root } = paper;

  const head = new Block(paper, { x: sheet.side, width: sheet.width - 2 * sheet.side }, sheet.height - 54);
  head.text(root.child("H1"), "Your membership card", { size: 22, face: "bold", gap: 6 });
  head.text(
    root.child("P"),
    "Print this page in its actual size. Cut along the outer line, then fold along the dashes. A picture of it on your phone does as well.",
    { size: 11 },
  );
  edges(paper);

  const front = root.child("Sect");
  const face = new Block(paper, { x: left + card.pad, width: inside }, top - card.pad + 2);
  face.text(front.child("P"), jurisdiction.registryName, {
    size: face.sizeFor(jurisdiction.registryName, "bold", [11, 10, 9, 8], 1),
    face: "bold",
  });
  const holder = new Block(paper, { x: left + card.pad, width: besideQr }, top - card.pad - 24);
  holder.text(front.child("P"), name, { size: holder.sizeFor(name, "regular", [13, 11, 9.5, 8], 3) });
  // The number stands on the card's foot whatever the name is long.
  const foot = new Block(paper, { x: left + card.pad, width: besideQr }, top - card.height + 56);
  foot.text(front.child("P"), "Registry number", { size: 8, color: quiet });
  foot.text(front.child("P"), registryNumber, {
    size: foot.sizeFor(registryNumber, "bold", [28, 25, 22, 19, 16], 1),
    face: "bold",
  });
  qr(paper, front, registryNumber);

  const back = root.child("Sect");
  const rear = new Block(paper, { x: fold + card.pad, width: inside }, top - card.pad + 2);
  if (formerNumbers.length > 0) {
    const text = replaces(formerNumbers);
    rear.text(back.child("P"), text, {
      size: rear.sizeFor(text, "bold", [9, 8, 7], 2),
      face: "bold",
      gap: 4,
    });
  }
  const small = { size: 8, gap: 3 };
  rear.text(
    back.child("P"),
    "Show this card or give the number at trainings, on sign-in sheets and on forms, instead of a Social Security number.",
    small,
  );
  rear.text(back.child("P"), `${jurisdiction.helpPhone} · ${jurisdiction.helpEmail}`, small);
  rear.text(back.child("P"), `Issued ${given.issuedOn}`, { ...small, color: quiet });
  return paper.save();
}
