import { longDate, usDate } from "../../demo/dates.ts";
import { drawFrame, drawSeal, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { makePermit, type Permit } from "../awards.ts";
import { type Book, type Drawn, type Layout, makeBook, wrapText } from "../book.ts";

const whole = () => ({ columns: [{ x: 40, width: 500 }], top: 60, bottom: 740 });

function drawn(book: Book, permit: Permit, institution: string): Drawn {
  book.record("credentials", {
    ...{ name: permit.name.code, level: permit.level?.code ?? "", documentNumber: permit.number },
    ...{ issuedOn: permit.issuedOn, expiresOn: permit.expiresOn },
  });
  return {
    ...book.done(),
    ...{ documentType: "permit", jurisdiction: permit.jurisdiction, institution },
    ...{ person: permit.holder, writtenOn: permit.issuedOn },
  };
}

/** An agency's letter with the certification in a small table. */
export const agencyLetter: Layout = {
  name: "agency-letter",
  kind: "credential",
  split: "test",
  draw(random) {
    const permit = makePermit(random, "massachusetts", "professional_certification", 5);
    const agency = "Department of Early Education and Care";
    const book = makeBook({
      page: LETTER,
      base: { face: "book", size: 10, color: "#1d1f24" },
      area: whole,
      dress(pen) {
        drawSeal(pen, 90, 74, 30, "#2d4a7c", "MA");
        pen.text(140, 66, "The Commonwealth of Massachusetts", { face: "book-bold", size: 13 });
        pen.text(140, 84, agency, { size: 11 });
      },
    });
    const { pen } = book;
    pen.text(60, 150, longDate(permit.issuedOn));
    pen.text(60, 180, `Dear ${permit.holder}:`);
    const text =
      "We are pleased to tell you that your application was approved. The certification below allows you to work in a licensed program of the group of children it names.";
    wrapText(text, "book", 10, 480).forEach((line, at) => {
      pen.text(60, 206 + at * 16, line);
    });
    const rows: [string, string][] = [
      ["Certification", permit.name.label],
      ["Level", permit.level!.label],
      ["Certification Number", permit.number],
      ["Effective Date", usDate(permit.issuedOn)],
      ["Expiration Date", usDate(permit.expiresOn)],
    ];
    rows.forEach(([label, value], at) => {
      pen.box(60, 276 + at * 26, 170, 26, { stroke: "#9aa3b2", strokeWidth: 0.7, fill: "#eef1f6" });
      pen.box(230, 276 + at * 26, 320, 26, { stroke: "#9aa3b2", strokeWidth: 0.7 });
      pen.text(68, 293 + at * 26, label, { face: "book-bold", size: 9 });
      pen.text(238, 293 + at * 26, value, { size: 9.6, fit: 300 });
    });
    pen.text(60, 446, "Sincerely,");
    drawSignature(pen, random, 70, 490, 110);
    pen.text(60, 514, "Educator Certification Unit");
    return drawn(book, permit, agency);
  },
};

/** A credential to hang on a wall, its validity in one sentence. */
export const wallCredential: Layout = {
  name: "wall-credential",
  kind: "credential",
  split: "test",
  draw(random) {
    const permit = makePermit(random, "connecticut", "early_childhood_teacher_credential", 5);
    const agency = "Connecticut Office of Early Childhood";
    const book = makeBook({
      page: { width: LETTER.height, height: LETTER.width, paper: "#fdfdf8" },
      base: { face: "typewriter", size: 12, color: "#22281f" },
      area: whole,
      dress: (pen) => drawFrame(pen, 24, "#375a2f", "#a8b98f"),
    });
    const { pen } = book;
    const middle = { align: "center" } as const;
    pen.text(396, 92, agency.toUpperCase(), { ...middle, face: "poster-bold", size: 16, color: "#375a2f" });
    pen.text(396, 142, "Early Childhood Teacher Credential", { ...middle, face: "serif-bold", size: 28 });
    pen.text(396, 172, permit.level!.label, { ...middle, face: "serif", size: 14 });
    pen.text(396, 212, "awarded to", middle);
    pen.text(396, 250, permit.holder, { ...middle, face: "serif-bold", size: 24, fit: 600 });
    pen.text(
      396,
      300,
      `Valid from ${longDate(permit.issuedOn)} through ${longDate(permit.expiresOn)}`,
      middle,
    );
    pen.text(396, 326, `Credential No. ${permit.number}`, middle);
    drawSeal(pen, 600, 450, 46, "#375a2f", "CT");
    drawSignature(pen, random, 150, 468, 120);
    pen.line(130, 476, 340, 476, 0.7);
    pen.text(130, 494, "Commissioner", { size: 10 });
    return drawn(book, permit, agency);
  },
};
