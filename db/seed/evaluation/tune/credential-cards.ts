import type { DocumentType } from "../../../enums.ts";
import { longDate, usDate } from "../../demo/dates.ts";
import { drawSeal, drawSecurityPaper, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { makePermit, type Permit } from "../awards.ts";
import type { Book, Drawn, Layout } from "../book.ts";
import { makeStudent } from "../students.ts";
import { onePage } from "../training-words.ts";

const middle = { align: "center" } as const;

export function recordPermit(book: Book, permit: Permit) {
  book.record("credentials", {
    name: permit.name.code,
    documentNumber: permit.number,
    issuedOn: permit.issuedOn,
    expiresOn: permit.expiresOn,
  });
}

export const drawnPermit = (
  book: Book,
  permit: Permit,
  documentType: DocumentType,
  institution: string,
): Drawn => ({
  ...book.done(),
  ...{ documentType, jurisdiction: permit.jurisdiction, person: permit.holder, writtenOn: permit.issuedOn },
  institution,
});

/** `RUIZ, ANA MARIA`: family name first, in capitals. */
export const inCapitals = (holder: string): string => {
  const words = holder.toUpperCase().split(" ");
  return `${words.at(-1)}, ${words.slice(0, -1).join(" ")}`;
};

/** A letter-size permit of a state: agency under the state's name, the holder in capitals over an address. */
export const statePermit: Layout = {
  name: "state-permit",
  kind: "credential",
  split: "tune",
  draw(random) {
    const permit = makePermit(random, "california", "child_development_permit", 5);
    const { street, town } = makeStudent(random);
    const agency = random.pick(["Commission on Teacher Credentialing", "Department of Early Learning"]);
    const book = onePage(LETTER, { face: "serif", size: 11, color: "#1f2430" }, (pen) =>
      drawSecurityPaper(pen, "#e7ebf0", 18),
    );
    const { pen } = book;
    pen.text(306, 80, "STATE OF CALIFORNIA", { ...middle, face: "serif-bold", size: 12 });
    pen.text(306, 100, agency, { ...middle, face: "serif-bold", size: 17 });
    pen.text(306, 150, `Child Development ${permit.level!.label} Permit`, {
      ...middle,
      face: "serif-bold",
      size: 20,
      fit: 520,
    });
    pen.text(90, 214, permit.holder.toUpperCase(), { face: "typewriter-bold", size: 13 });
    pen.text(90, 230, street.toUpperCase(), { face: "typewriter", size: 12 });
    pen.text(90, 246, town.toUpperCase(), { face: "typewriter", size: 12 });
    pen.text(90, 300, "Document no.", { size: 9 });
    pen.text(200, 300, permit.number, { face: "typewriter", size: 12 });
    pen.text(90, 322, "Valid", { size: 9 });
    pen.text(200, 322, `${usDate(permit.issuedOn)} to ${usDate(permit.expiresOn)}`, {
      face: "typewriter",
      size: 12,
    });
    pen.text(90, 380, "The holder may serve in the programs named by Title 5 at the level shown above.", {
      size: 9,
    });
    drawSeal(pen, 470, 520, 44, "#5b6f8c", "CA");
    drawSignature(pen, random, 100, 520, 110);
    pen.text(90, 548, "Executive Director", { size: 9 });
    recordPermit(book, permit);
    return drawnPermit(book, permit, "permit", agency);
  },
};

/** A wallet card: labels over values, the training centre in small print. */
export const walletCard: Layout = {
  name: "wallet-card",
  kind: "credential",
  split: "tune",
  draw(random) {
    const permit = makePermit(random, "california", random.pick(["first_aid", "cpr"]), 2);
    const provider = random.pick([
      "Bay Rescue Training",
      "Lifeline Response Academy",
      "Heart & Hands Safety",
    ]);
    const book = onePage(LETTER, { face: "grotesk", size: 10, color: "#23252a" }, (pen) => {
      pen.box(120, 110, 372, 220, { stroke: "#555555" });
    });
    const { pen } = book;
    pen.text(136, 140, permit.name.label, { face: "grotesk-bold", size: 17, fit: 340 });
    pen.text(136, 156, "Provider card", { size: 8, color: "#777777" });
    pen.text(136, 184, random.pick(["Issued to", "Card holder", "Holder"]), { size: 7.5, color: "#777777" });
    const name = random.chance(0.5) ? inCapitals(permit.holder) : permit.holder;
    pen.text(136, 199, name, { face: "grotesk-bold", size: 13, fit: 330 });
    const cells: [string, string][] = [
      ["Issue date", usDate(permit.issuedOn)],
      [random.pick(["Renew by", "Expires"]), usDate(permit.expiresOn)],
      ["Card no.", permit.number],
    ];
    cells.forEach(([label, value], at) => {
      pen.text(136 + at * 116, 228, label, { size: 7.5, color: "#777777" });
      pen.text(136 + at * 116, 243, value, { size: 11 });
    });
    pen.text(136, 276, random.pick(["Training center", "Training site", "Issued by"]), {
      size: 7.5,
      color: "#777777",
    });
    pen.text(136, 291, provider, { size: 11 });
    pen.text(320, 276, "Instructor", { size: 7.5, color: "#777777" });
    pen.text(320, 291, `${makeStudent(random).given} ${makeStudent(random).family}`, { size: 11, fit: 160 });
    pen.text(136, 318, `Skills were checked on ${longDate(permit.issuedOn)}.`, { size: 7 });
    recordPermit(book, permit);
    return drawnPermit(book, permit, "health_safety", provider);
  },
};
