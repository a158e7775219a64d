import { longDate, usDate } from "../../demo/dates.ts";
import { drawFrame, drawSeal, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { type Layout, wrapText } from "../book.ts";
import { drawnTraining, hoursInWords, makeTraining, onePage, recordTraining } from "../training-words.ts";
import { plainNumber } from "../transcript-words.ts";

const LANDSCAPE = { width: LETTER.height, height: LETTER.width } as const;
const middle = { align: "center" } as const;

/** A slip of a conference day: the conference in the heading, the session the person attended below it. */
export const dayPass: Layout = {
  name: "day-pass",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeTraining(random);
    const year = award.completedOn.slice(0, 4);
    const book = onePage(LETTER, { face: "grotesk", size: 11, color: "#20242c" }, (pen) => {
      pen.box(40, 40, 532, 96, { fill: "#f0e7d6" });
    });
    const { pen } = book;
    const host = random.pick(["Spring", "Annual", "Regional"]);
    pen.text(60, 76, `${year} ${host} Early Educator Conference`, {
      face: "grotesk-bold",
      size: 19,
      fit: 490,
    });
    pen.text(60, 98, `${award.city}, ${award.state}  |  ${longDate(award.completedOn)}`, { size: 10 });
    pen.text(60, 122, `Hosted by ${award.sponsor}`, { size: 10, fit: 480 });
    pen.text(60, 180, "PROOF OF ATTENDANCE", { face: "grotesk-bold", size: 14 });
    pen.text(60, 214, "Attendee", { size: 9, color: "#7b7f88" });
    pen.text(60, 232, award.holder, { face: "grotesk-medium", size: 15, fit: 400 });
    pen.text(60, 268, "Session attended", { size: 9, color: "#7b7f88" });
    let y = 286;
    for (const line of wrapText(award.title, "grotesk-medium", 13, 420)) {
      pen.text(60, y, line, { face: "grotesk-medium", size: 13 });
      y += 18;
    }
    pen.text(60, y + 14, "Speaker", { size: 9, color: "#7b7f88" });
    pen.text(60, y + 30, award.instructor);
    pen.text(300, y + 14, "Credit", { size: 9, color: "#7b7f88" });
    pen.text(300, y + 30, hoursInWords(random, award.hours));
    pen.text(60, 640, "Keep this slip. Replacements cannot be issued.", { size: 8 });
    recordTraining(book, award);
    return drawnTraining(book, award);
  },
};

/** A diploma of an extension program: formulas in small type, name and title in large type of one size. */
export const diplomaOfMerit: Layout = {
  name: "diploma-of-merit",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeTraining(random);
    const book = onePage(
      { ...LANDSCAPE, paper: "#fbfaf4" },
      { face: "book", size: 12, color: "#2b2622" },
      (pen) => drawFrame(pen, 20, "#3f3a63", "#a49cc9"),
    );
    const { pen } = book;
    pen.text(396, 84, award.sponsor.toUpperCase(), { ...middle, face: "book-bold", size: 19, fit: 640 });
    pen.text(396, 104, "Office of Continuing Education", { ...middle, size: 10 });
    pen.text(396, 150, "Upon the recommendation of the faculty, this certificate is awarded to", middle);
    pen.text(396, 194, award.holder, { ...middle, face: "book-bold", size: 24, fit: 620 });
    pen.text(396, 228, "who has satisfactorily met all requirements of the program", middle);
    wrapText(award.title, "book-bold", 22, 560).forEach((line, at) => {
      pen.text(396, 268 + at * 28, line, { ...middle, face: "book-bold", size: 22 });
    });
    pen.text(396, 336, `Credit: ${hoursInWords(random, award.hours)}`, middle);
    pen.text(396, 358, `Date of completion: ${longDate(award.completedOn)}`, middle);
    drawSeal(pen, 396, 450, 40, "#3f3a63", award.sponsor.slice(0, 1));
    drawSignature(pen, random, 130, 480, 110);
    pen.text(120, 506, award.instructor, { size: 10 });
    pen.text(120, 519, "Dean", { size: 9 });
    pen.text(560, 506, `Certificate number: ${award.number}`, { size: 9 });
    recordTraining(book, award, { number: true });
    return { ...drawnTraining(book, award) };
  },
};

/** An e-mailed confirmation in plain type: sentences, the topic after a colon, minutes beside hours. */
export const plainNotice: Layout = {
  name: "plain-notice",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeTraining(random);
    const book = onePage(LETTER, { face: "mono", size: 9.6, color: "#111111" });
    const { pen } = book;
    const whole = Math.floor(award.hours);
    const time =
      award.hours > whole && whole > 0
        ? `${whole} hours and 30 minutes`
        : `${plainNumber(award.hours)} hours`;
    const lines = [
      `From: ${award.sponsor}`,
      `Subject: Your training record`,
      "",
      `Dear ${award.holder},`,
      "",
      "Thank you for taking part. Please print this page for your employer.",
      "",
      `Topic: ${award.title}`,
      `Participation time: ${time}`,
      `Taken on: ${usDate(award.completedOn)}`,
      `Led by: ${award.instructor}`,
      `Record ID: ${award.number}`,
      "",
      "This training meets the yearly requirement of the licensing office.",
      "",
      `Training provided by ${award.sponsor}.`,
    ];
    lines.forEach((line, at) => {
      pen.text(56, 80 + at * 19, line, { fit: 500 });
    });
    recordTraining(book, award, { number: true });
    return drawnTraining(book, award);
  },
};

/** A title in script between rules, who takes part above it, the sponsor in the seal line at the foot. */
export const ribbonAward: Layout = {
  name: "ribbon-award",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeTraining(random);
    const book = onePage({ ...LANDSCAPE }, { face: "slab", size: 12, color: "#2a2f36" }, (pen) => {
      pen.box(0, 40, 792, 70, { fill: "#c8e0df" });
    });
    const { pen } = book;
    pen.text(396, 84, "CERTIFICATE OF PARTICIPATION", { ...middle, face: "slab-bold", size: 26 });
    pen.text(396, 150, "This is to acknowledge that", middle);
    pen.text(396, 190, award.holder, { ...middle, face: "slab-bold", size: 21, fit: 600 });
    pen.text(396, 222, random.pick(["took part in", "was present at", "has been trained in"]), middle);
    pen.line(150, 240, 642, 240, 0.8, "#6aa3a1");
    const lines = wrapText(award.title, "book-italic", 20, 480);
    lines.forEach((line, at) => {
      pen.text(396, 270 + at * 26, line, { ...middle, face: "book-italic", size: 20 });
    });
    const y = 270 + lines.length * 26;
    pen.line(150, y - 6, 642, y - 6, 0.8, "#6aa3a1");
    pen.text(
      396,
      y + 24,
      `${longDate(award.completedOn)}   •   ${hoursInWords(random, award.hours)}`,
      middle,
    );
    drawSignature(pen, random, 130, 470, 110);
    pen.text(120, 500, `${award.instructor}, Facilitator`, { size: 10 });
    pen.text(396, 560, `${award.sponsor}  •  ${award.city}, ${award.state}`, {
      ...middle,
      size: 11,
      fit: 640,
    });
    recordTraining(book, award);
    return drawnTraining(book, award);
  },
};
