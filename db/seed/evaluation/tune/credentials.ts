import type { DocumentType } from "../../../enums.ts";
import { longDate, plusYears, usDate } from "../../demo/dates.ts";
import { drawFrame, drawSeal, drawSecurityPaper, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { makePermit, type Permit } from "../awards.ts";
import { type Book, type Drawn, type Layout, makeBook } from "../book.ts";

const whole = () => ({ columns: [{ x: 40, width: 520 }], top: 60, bottom: 740 });

function recordPermit(book: Book, permit: Permit, printed: { level?: boolean; expiresOn?: string } = {}) {
  book.record("credentials", {
    name: permit.name.code,
    ...(printed.level === false ? {} : { level: permit.level?.code ?? "" }),
    documentNumber: permit.number,
    issuedOn: permit.issuedOn,
    expiresOn: printed.expiresOn ?? permit.expiresOn,
  });
}

const drawn = (book: Book, permit: Permit, documentType: DocumentType, institution?: string): Drawn => ({
  ...book.done(),
  ...{ documentType, jurisdiction: permit.jurisdiction, person: permit.holder, writtenOn: permit.issuedOn },
  ...(institution ? { institution } : {}),
});

/** The state's public look-up printed from a browser. */
export const stateLookup: Layout = {
  name: "state-lookup",
  kind: "credential",
  split: "tune",
  draw(random) {
    const permit = makePermit(random, "california", "child_development_permit", 5);
    const level = permit.level!.label;
    const book = makeBook({
      page: LETTER,
      base: { face: "sans", size: 9, color: "#222222" },
      area: whole,
      dress(pen) {
        pen.text(36, 30, "Search for an educator: document detail", { size: 7, color: "#666666" });
        pen.box(36, 44, 540, 40, { fill: "#0b3d62" });
        pen.text(48, 69, "State of California  Commission on Teacher Credentialing", {
          ...{ face: "sans-bold", size: 12, color: "#ffffff" },
        });
      },
    });
    const { pen } = book;
    pen.text(36, 116, "Adverse and commission actions: none", { size: 8 });
    pen.text(36, 140, permit.holder.toUpperCase(), { face: "sans-bold", size: 14, fit: 520 });
    const rows: [string, string][] = [
      ["Document Number:", permit.number],
      [
        "Document Title:",
        random.pick([`Child Development ${level} Permit`, `Child Development Permit - ${level}`]),
      ],
      ["Term:", "Five Year"],
      ["Status:", "Valid"],
      ["Issue Date:", usDate(permit.issuedOn)],
      ["Expiration Date:", usDate(permit.expiresOn)],
      ["Original Issue Date:", usDate(plusYears(permit.issuedOn, -5))],
      ["Grade:", "None"],
    ];
    rows.forEach(([label, value], at) => {
      const y = 168 + at * 22;
      if (at % 2 === 0) pen.box(36, y - 14, 540, 22, { fill: "#eef2f6" });
      pen.text(44, y, label, { face: "sans-bold" });
      pen.text(190, y, value, { size: 10 });
    });
    recordPermit(book, permit);
    return drawn(book, permit, "permit");
  },
};

/** A card of a first aid course, twice on one sheet; some print no day of expiry, only how long it lasts. */
export const courseCard: Layout = {
  name: "course-card",
  kind: "credential",
  split: "tune",
  draw(random) {
    const permit = makePermit(random, "california", random.pick(["first_aid", "cpr"]), 2);
    const open = random.chance(0.4);
    const provider = random.pick([
      "Heartline Safety Training",
      "Golden State First Response",
      "Safe Hands Training",
    ]);
    const book = makeBook({
      page: LETTER,
      base: { face: "poster", size: 11, color: "#20242b" },
      area: whole,
      dress(pen) {
        pen.box(86, 90, 440, 270, { stroke: "#30353d", strokeWidth: 1.2, fill: "#fdfdfd" });
        pen.box(86, 90, 440, 46, { fill: "#b3202c" });
      },
    });
    const { pen } = book;
    pen.text(102, 120, permit.name.label.toUpperCase(), { face: "poster-bold", size: 20, color: "#ffffff" });
    pen.text(510, 120, provider, { size: 10, color: "#ffffff", align: "right" });
    pen.text(306, 172, permit.holder, { face: "sans-bold", size: 17, align: "center", fit: 410 });
    pen.text(306, 190, "has completed the course requirements and shown the skills", {
      face: "sans",
      size: 9,
      align: "center",
    });
    const cells: [string, string][] = [
      ["Date completed", usDate(permit.issuedOn)],
      open ? ["Validity", "2 years from completion"] : ["Valid until", usDate(permit.expiresOn)],
      ["Certificate number", permit.number],
      ["Instructor ID", random.digits(6)],
    ];
    cells.forEach(([label, value], at) => {
      const [x, y] = [106 + (at % 2) * 210, 226 + Math.floor(at / 2) * 56];
      pen.text(x, y, label, { face: "sans", size: 8, color: "#5c6470" });
      pen.text(x, y + 20, value, { face: "sans-bold", size: 12.5 });
    });
    drawSignature(pen, random, 330, 345, 90);
    pen.text(306, 420, "Keep this card with you. Cut along the line.", {
      face: "sans",
      size: 8,
      align: "center",
    });
    recordPermit(book, permit, open ? { expiresOn: plusYears(permit.issuedOn, 2) } : {});
    return drawn(book, permit, "health_safety", provider);
  },
};

/** The certificate of a national credential on security paper. */
export const nationalCredential: Layout = {
  name: "national-credential",
  kind: "credential",
  split: "tune",
  draw(random) {
    const permit = makePermit(random, random.pick(["california", "massachusetts", "connecticut"]), "cda", 3);
    const page = { width: LETTER.height, height: LETTER.width, paper: "#f6f8fb" };
    const book = makeBook({
      page,
      base: { face: "book", size: 12, color: "#1d2733" },
      area: whole,
      dress(pen) {
        drawSecurityPaper(pen, "#dfe6ee", 16);
        drawFrame(pen, 20, "#27496d", "#9bb0c7");
      },
    });
    const { pen } = book;
    const middle = { align: "center" } as const;
    pen.text(396, 96, "National Council for Professional Recognition", { ...middle, size: 13 });
    pen.text(396, 140, "Child Development Associate", {
      ...middle,
      face: "book-bold",
      size: 30,
      color: "#27496d",
    });
    pen.text(396, 178, "This credential is awarded to", middle);
    pen.text(396, 222, permit.holder, { ...middle, face: "book-bold", size: 25, fit: 600 });
    pen.text(396, 258, "who has shown competence in meeting the needs of young children", middle);
    pen.text(396, 278, `in a center-based ${random.pick(["preschool", "infant-toddler"])} setting.`, middle);
    pen.text(396, 330, `Award date: ${longDate(permit.issuedOn)}`, middle);
    pen.text(396, 352, `Expires: ${longDate(permit.expiresOn)}`, middle);
    pen.text(396, 382, `Credential number ${permit.number}`, {
      ...middle,
      face: "typewriter-bold",
      size: 13,
    });
    drawSeal(pen, 396, 470, 46, "#27496d", "CDA");
    drawSignature(pen, random, 120, 478, 110);
    pen.text(120, 504, "Chief Executive Officer", { size: 9 });
    recordPermit(book, permit, { level: false });
    return drawn(book, permit, "cda");
  },
};
