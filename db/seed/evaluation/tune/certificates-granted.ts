import { longDate, usDate } from "../../demo/dates.ts";
import { drawFrame, drawSeal, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { type Layout, wrapText } from "../book.ts";
import {
  dayInWords,
  drawnTraining,
  hoursInWords,
  makeTraining,
  onePage,
  recordTraining,
} from "../training-words.ts";
import { plainNumber } from "../transcript-words.ts";

const LANDSCAPE = { width: LETTER.height, height: LETTER.width } as const;
const middle = { align: "center" } as const;

/** A certificate of attendance: granted to a person, for participation in a title in quotes; who gave it at the foot. */
export const grantedAttendance: Layout = {
  name: "granted-attendance",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeTraining(random);
    const book = onePage(
      { ...LANDSCAPE, paper: "#fdfdf9" },
      { face: "serif", size: 13, color: "#23262b" },
      (pen) => drawFrame(pen, 22, "#24506b", "#9db4c2"),
    );
    const { pen } = book;
    pen.text(396, 100, "Certificate of Attendance", { ...middle, face: "serif-bold", size: 32 });
    pen.text(
      396,
      146,
      random.pick(["is hereby granted to", "This certificate is hereby granted to"]),
      middle,
    );
    pen.text(396, 196, award.holder, { ...middle, face: "book-italic", size: 26, fit: 600 });
    pen.text(396, 236, "for participation in", middle);
    const quoted = random.chance(0.5) ? `“${award.title}”` : award.title;
    wrapText(quoted, "serif-bold", 20, 520).forEach((line, at) => {
      pen.text(396, 276 + at * 25, line, { ...middle, face: "serif-bold", size: 20 });
    });
    pen.text(396, 346, `${hoursInWords(random, award.hours)}`, middle);
    pen.text(396, 370, `${award.city}, ${award.state}  ·  ${longDate(award.completedOn)}`, middle);
    drawSignature(pen, random, 130, 462, 110);
    pen.line(110, 470, 330, 470, 0.7);
    pen.text(220, 486, `${award.instructor}, Workshop Presenter`, { ...middle, size: 10 });
    pen.text(572, 456, random.pick(["Presented by", "Sponsored by", "Provided by"]), { ...middle, size: 10 });
    pen.text(572, 474, award.sponsor, { ...middle, face: "serif-bold", size: 13, fit: 300 });
    recordTraining(book, award);
    return drawnTraining(book, award);
  },
};

/** The title first and largest; the day in words before the name; who gave it in the letterhead. */
export const titleFirst: Layout = {
  name: "title-first",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeTraining(random);
    const numbered = random.chance(0.5);
    const book = onePage({ ...LANDSCAPE }, { face: "grotesk", size: 12, color: "#26303a" }, (pen) => {
      pen.box(0, 0, 26, 612, { fill: "#d9772b" });
    });
    const { pen } = book;
    pen.text(70, 74, award.sponsor, { face: "grotesk-medium", size: 15, fit: 480 });
    pen.text(70, 92, `${award.city}, ${award.state}`, { size: 9, color: "#6b7580" });
    let y = 150;
    for (const line of wrapText(award.title, "grotesk-bold", 30, 640)) {
      pen.text(70, y, line, { face: "grotesk-bold", size: 30, color: "#d9772b" });
      y += 38;
    }
    pen.text(70, y + 6, "CERTIFICATE OF COMPLETION", { face: "grotesk-medium", size: 13 });
    pen.text(70, y + 54, `Awarded ${dayInWords(award.completedOn)} to`);
    pen.text(70, y + 92, award.holder, { face: "grotesk-bold", size: 22, fit: 600 });
    pen.text(70, y + 128, `in recognition of completing ${hoursInWords(random, award.hours)}.`);
    drawSignature(pen, random, 90, 500, 110);
    pen.text(70, 530, award.instructor, { size: 10 });
    pen.text(70, 544, "Director of Professional Learning", { size: 8, color: "#6b7580" });
    if (numbered) pen.text(740, 544, `No. ${award.number}`, { size: 9, align: "right" });
    recordTraining(book, award, { number: numbered });
    return drawnTraining(book, award);
  },
};

/** A form whose values stand on lines over their labels. */
export const attendanceForm: Layout = {
  name: "attendance-form",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeTraining(random);
    const book = onePage(LETTER, { face: "sans", size: 11, color: "#1c1c1c" });
    const { pen } = book;
    pen.text(306, 70, "VERIFICATION OF TRAINING ATTENDANCE", { ...middle, face: "sans-bold", size: 15 });
    pen.text(306, 88, "Complete one form for each participant. Keep a copy in the staff file.", {
      ...{ align: "center", size: 8 },
    });
    const lines: [string, string, string, string][] = [
      [
        award.holder,
        random.pick(["Name of attendee", "Attendee (print)"]),
        usDate(award.completedOn),
        "Date(s) of training",
      ],
      [award.title, random.pick(["Workshop title", "Training topic", "Title of workshop"]), "", ""],
      [award.sponsor, random.pick(["Training organization", "Sponsoring agency"]), "", ""],
      [award.instructor, "Trainer", plainNumber(award.hours), random.pick(["Clock hours", "Contact hrs"])],
    ];
    lines.forEach(([left, under, right, other], at) => {
      const y = 150 + at * 62;
      pen.text(60, y, left, { face: "typewriter", size: 12.5, fit: right ? 300 : 480 });
      pen.line(54, y + 5, right ? 370 : 556, y + 5, 0.7);
      pen.text(60, y + 16, under, { size: 8 });
      if (!right) return;
      pen.text(410, y, right, { face: "typewriter", size: 12.5 });
      pen.line(400, y + 5, 556, y + 5, 0.7);
      pen.text(410, y + 16, other, { size: 8 });
    });
    drawSignature(pen, random, 70, 470, 110);
    pen.line(54, 480, 370, 480, 0.7);
    pen.text(60, 491, "Signature of trainer", { size: 8 });
    recordTraining(book, award);
    return drawnTraining(book, award);
  },
};

/** What a webinar sends by e-mail: thanks, a title after a dash of words, credit in a box. */
export const webinarThanks: Layout = {
  name: "webinar-thanks",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeTraining(random);
    const book = onePage(LETTER, { face: "slab", size: 11.5, color: "#2a2a3c" }, (pen) => {
      pen.box(60, 60, 492, 8, { fill: "#3c7a6b" });
    });
    const { pen } = book;
    pen.text(306, 110, "CERTIFICATE", { ...middle, face: "slab-bold", size: 28 });
    pen.text(306, 132, "of professional development", middle);
    pen.text(306, 186, award.holder, { ...middle, face: "slab-bold", size: 21, fit: 440 });
    pen.text(306, 214, random.pick(["attended the live webinar", "completed the online training"]), middle);
    const lines = wrapText(award.title, "slab-bold", 16, 420);
    lines.forEach((line, at) => {
      pen.text(306, 246 + at * 21, line, { ...middle, face: "slab-bold", size: 16 });
    });
    pen.text(306, 306, `offered by ${award.sponsor}`, { ...middle, fit: 440 });
    pen.text(306, 326, `on ${longDate(award.completedOn)}`, middle);
    pen.box(206, 350, 200, 40, { stroke: "#3c7a6b" });
    pen.text(306, 375, `Credit: ${hoursInWords(random, award.hours)}`, { ...middle, size: 10, fit: 190 });
    drawSeal(pen, 306, 470, 36, "#3c7a6b", "OK");
    pen.text(306, 560, `Confirmation number ${award.number}`, { ...middle, size: 9 });
    recordTraining(book, award, { number: true });
    return drawnTraining(book, award);
  },
};
