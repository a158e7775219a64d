import { longDate, plusDays } from "../../demo/dates.ts";
import { drawSeal, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { makeAward } from "../awards.ts";
import { type Drawn, type Layout, makeBook, wrapText } from "../book.ts";
import { plainNumber } from "../transcript-words.ts";

const whole = () => ({ columns: [{ x: 40, width: 500 }], top: 60, bottom: 740 });

const facts = { documentType: "training_certificate", jurisdiction: "california" } as const;

/** From a conference of one or two days: the span of its days, the hours in a sentence. */
export const conferenceSlip: Layout = {
  name: "conference-slip",
  kind: "certificate",
  split: "test",
  draw(random): Drawn {
    const award = makeAward(random);
    const last = plusDays(award.completedOn, 1);
    const twoDays = award.hours >= 8 && last.slice(0, 7) === award.completedOn.slice(0, 7);
    const [start, year] = longDate(award.completedOn).split(", ") as [string, string];
    const days = twoDays ? `${start}–${Number(last.slice(8))}, ${year}` : longDate(award.completedOn);
    const book = makeBook({
      page: { ...LETTER, paper: "#fffaf2" },
      base: { face: "slab", size: 12, color: "#2c2620" },
      area: whole,
      dress(pen) {
        pen.box(0, 0, 26, 792, { fill: "#c4622d" });
        pen.box(26, 0, 6, 792, { fill: "#e8b04b" });
      },
    });
    const { pen } = book;
    pen.text(72, 100, "Certificate of Attendance", { face: "slab-bold", size: 28, color: "#c4622d" });
    pen.text(72, 150, award.holder, { face: "slab-bold", size: 22, fit: 470 });
    pen.text(72, 182, "took part in");
    let y = 214;
    for (const line of wrapText(award.title, "slab-bold", 17, 470)) {
      pen.text(72, y, line, { face: "slab-bold", size: 17 });
      y += 24;
    }
    const unit = award.hours === 1 ? "hour" : "hours";
    pen.text(72, y + 20, `and received ${plainNumber(award.hours)} ${unit} of professional growth.`);
    pen.text(72, y + 56, `Held ${days}, ${award.city}, ${award.state}`);
    pen.text(72, y + 80, `Presented by ${award.sponsor}`, { face: "slab-bold", fit: 470 });
    drawSignature(pen, random, 90, y + 160, 120);
    pen.line(72, y + 168, 300, y + 168, 0.7);
    pen.text(72, y + 184, `${award.instructor}, Conference Chair`, { size: 10 });
    book.record("trainingHours", {
      ...{ title: award.title, sponsorName: award.sponsor, hours: plainNumber(award.hours) },
      ...{ completedOn: twoDays ? last : award.completedOn, certificateNumber: "" },
    });
    return { ...book.done(), ...facts, person: award.holder, institution: award.sponsor, writtenOn: last };
  },
};

/** Continuing education of a college: landscape in two panes, credit in units of ten hours. */
export const extensionAward: Layout = {
  name: "extension-award",
  kind: "certificate",
  split: "test",
  draw(random): Drawn {
    const award = makeAward(random);
    const book = makeBook({
      page: { width: LETTER.height, height: LETTER.width },
      base: { face: "poster", size: 12, color: "#20262e" },
      area: whole,
      dress(pen) {
        pen.box(0, 0, 232, 612, { fill: "#23395b" });
        drawSeal(pen, 116, 150, 56, "#d9b44a", "CE");
        let y = 260;
        for (const line of wrapText(award.sponsor, "poster-bold", 17, 190)) {
          pen.text(116, y, line, { face: "poster-bold", size: 17, color: "#ffffff", align: "center" });
          y += 24;
        }
        pen.text(116, y + 6, `${award.city}, ${award.state}`, { color: "#d5dde9", align: "center" });
      },
    });
    const { pen } = book;
    pen.text(270, 96, "Continuing Education Certificate", {
      face: "poster-bold",
      size: 28,
      color: "#23395b",
    });
    pen.text(270, 134, "awarded to", { size: 13 });
    pen.text(270, 172, award.holder, { face: "book-bold", size: 22, fit: 480 });
    pen.text(270, 212, "for completion of", { size: 13 });
    let y = 244;
    for (const line of wrapText(award.title, "book-bold", 15, 480)) {
      pen.text(270, y, line, { face: "book-bold", size: 15 });
      y += 22;
    }
    const rows: [string, string][] = [
      ["Continuing Education Units", plainNumber(award.hours / 10)],
      ["Date of Completion", longDate(award.completedOn).replace(/^(\w{3})\w*/, "$1")],
      ["Record Number", award.number],
    ];
    rows.forEach(([label, value], at) => {
      pen.text(270, y + 34 + at * 30, label, { size: 12, color: "#5b6675" });
      pen.text(470, y + 34 + at * 30, value, { face: "book-bold", size: 13 });
    });
    drawSignature(pen, random, 290, 520, 120);
    pen.line(270, 528, 500, 528, 0.7);
    pen.text(270, 546, "Dean of Extended Learning", { size: 11 });
    book.record("trainingHours", {
      ...{ title: award.title, sponsorName: award.sponsor, hours: plainNumber(award.hours) },
      ...{ completedOn: award.completedOn, certificateNumber: award.number },
    });
    return {
      ...book.done(),
      ...facts,
      person: award.holder,
      institution: award.sponsor,
      writtenOn: award.completedOn,
    };
  },
};
