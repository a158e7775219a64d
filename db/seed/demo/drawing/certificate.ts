import type { CertificateRecord, NameEvidenceRecord } from "../certificates.ts";
import { longDate, usDate } from "../dates.ts";
import { makeRandom } from "../random.ts";
import { drawFrame, drawSeal, drawSignature } from "./ornaments.ts";
import { type PhotoShot, photographSheet } from "./photo.ts";
import { LETTER, makePen, type Sheet } from "./sheet.ts";
import { sheetsToPdf } from "./to-pdf.ts";

const hoursText = (hours: number) => `${hours} ${hours === 1 ? "hour" : "hours"}`;

/** A training certificate; sponsors print in one of two looks. */
export function certificateSheet(record: CertificateRecord): Sheet {
  return record.sponsor.length % 2 === 0 ? ribbonSheet(record) : plainSheet(record);
}

function ribbonSheet(record: CertificateRecord): Sheet {
  const page = { width: LETTER.height, height: LETTER.width };
  const pen = makePen(page, { face: "serif", size: 12, color: "#23282f" });
  const [navy, sand] = ["#22406b", "#c28f2c"];
  drawFrame(pen, 20, navy, sand);
  pen.text(396, 92, "Certificate of Completion", {
    face: "serif-bold",
    size: 34,
    color: navy,
    align: "center",
  });
  pen.text(396, 130, "presented to", { face: "serif-italic", size: 13, align: "center" });
  pen.text(396, 178, record.holder, { face: "serif-bold", size: 28, align: "center", fit: 600 });
  pen.line(180, 190, 612, 190, 0.7, sand);
  pen.text(396, 222, "for completing the training", { size: 13, align: "center" });
  pen.text(396, 256, record.title, { face: "serif-bold", size: 19, color: navy, align: "center", fit: 640 });
  pen.text(396, 292, `${hoursText(record.hours)} of professional development`, { size: 15, align: "center" });
  pen.text(396, 318, `${longDate(record.completedOn)} · ${record.city}`, { size: 13, align: "center" });
  pen.text(396, 346, `Certificate number ${record.number}`, { face: "mono", size: 11, align: "center" });
  drawSignature(pen, makeRandom(record.instructor), 118, 452, 120);
  pen.line(104, 460, 300, 460, 0.7);
  pen.text(104, 476, `${record.instructor}, instructor`, { size: 10, fit: 220 });
  pen.line(492, 460, 688, 460, 0.7);
  pen.text(492, 476, record.sponsor, { size: 10, fit: 196 });
  pen.text(492, 452, usDate(record.completedOn), { size: 11 });
  drawSeal(pen, 396, 464, 48, sand, "PD");
  pen.footnote();
  return pen.sheet;
}

function plainSheet(record: CertificateRecord): Sheet {
  const pen = makePen(LETTER, { face: "sans", size: 11, color: "#24272c" });
  const teal = "#0d6470";
  pen.box(0, 0, 612, 14, { fill: teal });
  pen.text(60, 74, record.sponsor, { face: "sans-bold", size: 17, color: teal, fit: 490 });
  pen.text(60, 94, "Professional development for people who care for children", { size: 9.5 });
  pen.text(60, 164, "Certificate of attendance", { face: "sans-bold", size: 25 });
  const rows: [string, string][] = [
    ["Participant", record.holder],
    ["Training", record.title],
    ["Hours", hoursText(record.hours)],
    ["Date completed", longDate(record.completedOn)],
    ["Place", record.city],
    ["Instructor", record.instructor],
    ["Certificate no.", record.number],
  ];
  rows.forEach(([label, value], at) => {
    const y = 222 + at * 44;
    pen.text(60, y, label, { size: 9.5, color: "#5d6470" });
    pen.text(176, y, value, { face: "sans-bold", size: 14, fit: 376 });
    pen.line(60, y + 14, 552, y + 14, 0.5, "#cfd5db");
  });
  drawSignature(pen, makeRandom(record.instructor), 76, 616, 120);
  pen.line(60, 626, 270, 626, 0.7);
  pen.text(60, 642, "Signature of instructor", { size: 9, color: "#5d6470" });
  drawSeal(pen, 486, 610, 44, teal, "PD");
  pen.footnote();
  return pen.sheet;
}

const EVIDENCE = {
  marriage: ["Certificate of Marriage", "the parties named below were joined in marriage"],
  divorce: ["Judgment of Dissolution", "the marriage was dissolved and the name below restored"],
  court_order: ["Order for Change of Name", "the petition was granted and the name ordered changed"],
} as const;

/** Evidence of a changed name, as a county office would print it. */
export function nameEvidenceSheet(record: NameEvidenceRecord): Sheet {
  const pen = makePen({ ...LETTER, paper: "#fbfaf4" }, { face: "serif", size: 12, color: "#262320" });
  const ink = "#4b3a63";
  const [title, sentence] = EVIDENCE[record.kind];
  drawFrame(pen, 24, ink, "#b6a5c9");
  pen.text(306, 96, `COUNTY OF ${record.county.toUpperCase()}`, {
    face: "serif-bold",
    size: 14,
    align: "center",
  });
  pen.text(306, 114, `State of ${record.state} · Office of the County Clerk`, {
    size: 10.5,
    align: "center",
  });
  pen.text(306, 176, title, { face: "serif-bold", size: 25, color: ink, align: "center", fit: 480 });
  pen.text(306, 224, `On ${longDate(record.date)}`, { size: 13, align: "center" });
  pen.text(306, 246, `${sentence}.`, { size: 13, align: "center", fit: 480 });
  pen.text(306, 308, "Name before", { size: 10, align: "center", color: "#6d6478" });
  pen.text(306, 336, record.before, { face: "serif-bold", size: 21, align: "center", fit: 460 });
  pen.text(306, 392, "Name after", { size: 10, align: "center", color: "#6d6478" });
  pen.text(306, 420, record.after, { face: "serif-bold", size: 21, align: "center", fit: 460 });
  pen.text(306, 484, `File number ${record.fileNumber}`, { face: "mono", size: 11, align: "center" });
  drawSeal(pen, 306, 590, 56, ink, "CC");
  drawSignature(pen, makeRandom(record.fileNumber), 92, 668, 120);
  pen.line(80, 678, 290, 678, 0.7);
  pen.text(80, 694, "County Clerk", { size: 10 });
  pen.footnote();
  return pen.sheet;
}

export function drawCertificatePdf(record: CertificateRecord): Promise<Uint8Array> {
  return sheetsToPdf([certificateSheet(record)], { title: record.title, writtenOn: record.completedOn });
}

export function drawCertificatePhoto(
  record: CertificateRecord,
  shot: Partial<PhotoShot> = {},
): Promise<Uint8Array> {
  return photographSheet(certificateSheet(record), { seed: record.number, ...shot });
}

export function drawNameEvidencePdf(record: NameEvidenceRecord): Promise<Uint8Array> {
  const title = EVIDENCE[record.kind][0];
  return sheetsToPdf([nameEvidenceSheet(record)], { title, writtenOn: record.date });
}
