import type { PermitRecord } from "../certificates.ts";
import { longDate, usDate } from "../dates.ts";
import { makeRandom } from "../random.ts";
import { drawFrame, drawSeal, drawSecurityPaper, drawSignature } from "./ornaments.ts";
import { type PhotoShot, photographSheet } from "./photo.ts";
import { LETTER, makePen, type Sheet } from "./sheet.ts";
import { sheetsToPdf } from "./to-pdf.ts";

const INK = "#1f2a37";

/** Permits and credentials as a state prints them; first aid and CPR as the two halves of a wallet card. */
export function permitSheet(record: PermitRecord): Sheet {
  return /first aid|cpr|medication|health and safety/i.test(record.name)
    ? cardSheet(record)
    : stateSheet(record);
}

function stateSheet(record: PermitRecord): Sheet {
  const pen = makePen(
    { width: LETTER.height, height: LETTER.width, paper: "#f7f4ea" },
    { face: "serif", size: 11, color: INK },
  );
  const [green, gold] = ["#1d5b45", "#a8842c"];
  drawSecurityPaper(pen, "#e6e4cf", 18);
  drawFrame(pen, 22, green, gold);
  pen.text(396, 88, record.issuer.toUpperCase(), {
    face: "serif-bold",
    size: 15,
    color: green,
    align: "center",
  });
  const office = record.issuer.startsWith("State of")
    ? "Office of Educator Permits and Credentials"
    : "Board of Assessment";
  pen.text(396, 108, office, { size: 10.5, align: "center" });
  pen.line(236, 120, 556, 120, 0.8, gold);
  pen.text(396, 170, record.name, { face: "serif-bold", size: 27, color: green, align: "center", fit: 640 });
  pen.text(396, 205, "This document certifies that", { face: "serif-italic", size: 12, align: "center" });
  pen.text(396, 248, record.holder, { face: "serif-bold", size: 25, align: "center", fit: 620 });
  pen.line(160, 260, 632, 260, 0.6, gold);
  pen.text(396, 284, "has met the requirements and is authorized for the service", {
    size: 11,
    align: "center",
  });
  pen.text(396, 300, "in the care, development and instruction of children stated by its title.", {
    size: 11,
    align: "center",
  });
  const cells: [string, string][] = [
    ["DOCUMENT NUMBER", record.number],
    ["ISSUE DATE", usDate(record.issuedOn)],
    ["EXPIRATION DATE", record.expiresOn ? usDate(record.expiresOn) : "None"],
  ];
  cells.forEach(([label, value], at) => {
    const x = 110 + at * 194;
    pen.box(x, 336, 184, 52, { fill: "#fffdf6", stroke: gold, strokeWidth: 0.8 });
    pen.text(x + 92, 353, label, { face: "sans-bold", size: 7.5, color: green, align: "center" });
    pen.text(x + 92, 376, value, { face: "mono-bold", size: 15, align: "center", fit: 170 });
  });
  drawSeal(pen, 640, 470, 52, gold, record.issuer.replace("State of ", "").slice(0, 2).toUpperCase());
  drawSignature(pen, makeRandom(`${record.issuer}/director`), 130, 478, 130);
  pen.line(116, 486, 316, 486, 0.7);
  pen.text(116, 500, "Executive Director", { size: 9 });
  pen.text(116, 528, `Issued at the office of record, ${longDate(record.issuedOn)}`, { size: 8.5 });
  pen.footnote();
  return pen.sheet;
}

function cardSheet(record: PermitRecord): Sheet {
  const pen = makePen(LETTER, { face: "sans", size: 10, color: INK });
  const red = "#a3282f";
  pen.text(306, 70, record.issuer, { face: "sans-bold", size: 15, align: "center" });
  pen.text(306, 90, "Certificate of completion and wallet card", { size: 10, align: "center" });
  const fields: [string, string][] = [
    ["Name", record.holder],
    ["Course", record.name],
    ["Completed", usDate(record.issuedOn)],
    ["Valid until", record.expiresOn ? usDate(record.expiresOn) : "no expiration printed"],
    ["Certificate number", record.number],
  ];
  for (const [top, scale] of [
    [130, 1.25],
    [470, 0.9],
  ] as const) {
    const [width, height] = [360 * scale, 220 * scale];
    const left = 306 - width / 2;
    pen.box(left, top, width, height, { fill: "#fbfbfb", stroke: "#6b7280", strokeWidth: 1 });
    pen.box(left, top, width, 34 * scale, { fill: red });
    pen.text(left + 14 * scale, top + 23 * scale, record.name.toUpperCase(), {
      face: "sans-bold",
      size: 13 * scale,
      color: "#ffffff",
      fit: width - 70 * scale,
    });
    const [cx, cy, arm] = [left + width - 24 * scale, top + 17 * scale, 4 * scale];
    pen.box(cx - arm * 2.5, cy - arm, arm * 5, arm * 2, { fill: "#ffffff" });
    pen.box(cx - arm, cy - arm * 2.5, arm * 2, arm * 5, { fill: "#ffffff" });
    fields.forEach(([label, value], at) => {
      const y = top + (62 + at * 32) * scale;
      pen.text(left + 14 * scale, y, label, { size: 8 * scale, color: "#6b7280" });
      pen.text(left + 124 * scale, y, value, {
        face: "sans-bold",
        size: 11.5 * scale,
        fit: width - 140 * scale,
      });
      pen.line(left + 124 * scale, y + 5 * scale, left + width - 14 * scale, y + 5 * scale, 0.4, "#c3c7ce");
    });
  }
  pen.footnote();
  return pen.sheet;
}

export function drawPermitPdf(record: PermitRecord): Promise<Uint8Array> {
  return sheetsToPdf([permitSheet(record)], { title: record.name, writtenOn: record.issuedOn });
}

export function drawPermitPhoto(record: PermitRecord, shot: Partial<PhotoShot> = {}): Promise<Uint8Array> {
  return photographSheet(permitSheet(record), { seed: record.number, ...shot });
}
