import { longDate, usDate } from "../../demo/dates.ts";
import { drawFrame, drawSeal, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { makePermit } from "../awards.ts";
import { type Layout, wrapText } from "../book.ts";
import { makeStudent } from "../students.ts";
import { onePage } from "../training-words.ts";
import { drawnPermit, inCapitals, recordPermit } from "./credential-cards.ts";

const middle = { align: "center" } as const;

/** A letter that tells of a permit: address block, subject line, facts in sentences and in a short list. */
export const permitLetter: Layout = {
  name: "permit-letter",
  kind: "credential",
  split: "tune",
  draw(random) {
    const permit = makePermit(random, "california", "child_development_permit", 5);
    const { street, town } = makeStudent(random);
    const agency = random.pick(["Bureau of Educator Licensing", "Division of Early Care and Learning"]);
    const book = onePage(LETTER, { face: "sans", size: 10, color: "#1b1b1b" }, (pen) => {
      pen.text(54, 56, agency, { face: "sans-bold", size: 14 });
      pen.text(54, 70, "P.O. Box 94427, Sacramento, CA 94244", { size: 8 });
      pen.line(54, 78, 558, 78, 1);
    });
    const { pen } = book;
    pen.text(54, 110, longDate(permit.issuedOn));
    pen.text(54, 140, random.chance(0.5) ? permit.holder : permit.holder.toUpperCase());
    pen.text(54, 154, street);
    pen.text(54, 168, town);
    pen.text(54, 200, `RE: Child Development ${permit.level!.label} Permit`, { face: "sans-bold" });
    let y = 228;
    for (const line of wrapText(
      "We are pleased to tell you that your application was approved. Keep this letter with your papers until the document reaches you.",
      "sans",
      10,
      480,
    )) {
      pen.text(54, y, line);
      y += 15;
    }
    const facts: [string, string][] = [
      ["Permit number", permit.number],
      ["Issued", usDate(permit.issuedOn)],
      ["Expires", usDate(permit.expiresOn)],
    ];
    facts.forEach(([label, value], at) => {
      pen.text(80, y + 20 + at * 16, `${label}:`);
      pen.text(190, y + 20 + at * 16, value);
    });
    drawSignature(pen, random, 60, y + 130, 110);
    pen.text(54, y + 150, `${makeStudent(random).given} ${makeStudent(random).family}`);
    pen.text(54, y + 164, "Licensing Analyst");
    recordPermit(book, permit);
    return drawnPermit(book, permit, "permit", agency);
  },
};

/** A license to hang on a wall: by authority of a board, in capitals, family name first or not. */
export const boardLicense: Layout = {
  name: "board-license",
  kind: "credential",
  split: "tune",
  draw(random) {
    const permit = makePermit(random, random.pick(["california", "connecticut"]), "cda", 3);
    const board = random.pick([
      "Early Educator Credentialing Board",
      "National Registry of Child Care Educators",
    ]);
    const page = { width: LETTER.height, height: LETTER.width, paper: "#fcfbf7" };
    const book = onePage(page, { face: "serif", size: 13, color: "#1d1d28" }, (pen) =>
      drawFrame(pen, 24, "#6b4a1f", "#c7a97a"),
    );
    const { pen } = book;
    const last = random.chance(0.4);
    pen.text(396, 92, board, { ...middle, face: "serif-bold", size: 22 });
    pen.text(396, 124, "By the authority vested in this board it is hereby declared that", middle);
    const name = last ? inCapitals(permit.holder) : permit.holder;
    pen.text(396, 172, name, { ...middle, face: "serif-bold", size: 26, fit: 600 });
    pen.text(396, 208, "is qualified and entitled to use the title of", middle);
    pen.text(396, 250, "Child Development Associate", { ...middle, face: "serif-bold", size: 24 });
    const cells: [string, string][] = [
      ["Granted", longDate(permit.issuedOn)],
      ["Credential no.", permit.number],
      ["Valid through", longDate(permit.expiresOn)],
    ];
    cells.forEach(([label, value], at) => {
      pen.text(200 + at * 196, 320, value, { ...middle, size: 12 });
      pen.text(200 + at * 196, 336, label, { ...middle, size: 9 });
    });
    drawSeal(pen, 396, 450, 44, "#6b4a1f", "EC");
    drawSignature(pen, random, 120, 460, 110);
    pen.text(120, 486, "Chair of the Board", { size: 9 });
    recordPermit(book, permit);
    return drawnPermit(book, permit, "cda", board);
  },
};
