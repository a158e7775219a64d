import { longDate, plusDays, usDate } from "../../demo/dates.ts";
import { drawFrame, drawSeal, drawSignature } from "../../demo/drawing/ornaments.ts";
import { LETTER } from "../../demo/drawing/sheet.ts";
import { type Award, makeAward, someDay } from "../awards.ts";
import { type Book, type Drawn, type Layout, makeBook, wrapText } from "../book.ts";
import { plainNumber } from "../transcript-words.ts";

const LANDSCAPE = { width: LETTER.height, height: LETTER.width } as const;
const whole = (page: { width: number; height: number }) => () => ({
  columns: [{ x: 40, width: page.width - 80 }],
  top: 60,
  bottom: page.height - 60,
});

function recordAward(book: Book, award: Award, printed: { number: boolean }) {
  book.record("trainingHours", {
    title: award.title,
    sponsorName: award.sponsor,
    hours: plainNumber(award.hours),
    completedOn: award.completedOn,
    certificateNumber: printed.number ? award.number : "",
  });
}

const drawn = (book: Book, award: Award, writtenOn = award.completedOn): Drawn => ({
  ...book.done(),
  ...{ documentType: "training_certificate", jurisdiction: "california" },
  ...{ person: award.holder, institution: award.sponsor, writtenOn },
});

/** Landscape in a frame; credit in CEU, in contact hours or in both. */
export const framedCertificate: Layout = {
  name: "framed-certificate",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeAward(random);
    const numbered = random.chance(0.6);
    const credit = random.pick([
      `${plainNumber(award.hours)} contact hours`,
      `${plainNumber(award.hours / 10)} CEU`,
      `${plainNumber(award.hours / 10)} CEUs (${plainNumber(award.hours)} contact hours)`,
    ]);
    const book = makeBook({
      page: { ...LANDSCAPE, paper: "#fffef8" },
      base: { face: "book", size: 13, color: "#26241f" },
      area: whole(LANDSCAPE),
      dress: (pen) => drawFrame(pen, 18, "#7a1f2b", "#b89b5e"),
    });
    const { pen } = book;
    const middle = { align: "center" } as const;
    pen.text(396, 92, award.sponsor, { ...middle, face: "book-bold", size: 17, color: "#7a1f2b", fit: 620 });
    pen.text(396, 150, "CERTIFICATE OF COMPLETION", { ...middle, face: "book-bold", size: 27 });
    pen.text(396, 186, "This certifies that", { ...middle, face: "book-italic" });
    pen.text(396, 230, award.holder, { ...middle, face: "book-bold", size: 26, fit: 600 });
    pen.line(190, 240, 602, 240, 0.8, "#b89b5e");
    pen.text(396, 268, "has successfully completed the training", { ...middle, face: "book-italic" });
    pen.text(396, 306, award.title, { ...middle, face: "book-bold", size: 18, fit: 640 });
    pen.text(396, 340, `for ${credit}`, middle);
    pen.text(396, 364, `on ${longDate(award.completedOn)} in ${award.city}, ${award.state}`, middle);
    drawSignature(pen, random, 140, 466, 110);
    pen.line(120, 474, 320, 474, 0.7);
    pen.text(120, 490, award.instructor, { size: 10 });
    pen.text(120, 503, "Trainer", { size: 8 });
    drawSeal(pen, 396, 466, 44, "#b89b5e", award.sponsor.slice(0, 1));
    if (numbered) pen.text(680, 490, `Certificate No. ${award.number}`, { size: 10, align: "right" });
    recordAward(book, award, { number: numbered });
    return drawn(book, award);
  },
};

/** What an online course hands out: labels and values, the date in figures. */
export const courseReceipt: Layout = {
  name: "course-receipt",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeAward(random);
    const book = makeBook({
      page: LETTER,
      base: { face: "grotesk", size: 11, color: "#1f2733" },
      area: whole(LETTER),
      dress(pen) {
        pen.box(0, 0, 612, 120, { fill: "#1d4e89" });
        pen.text(48, 60, award.sponsor, { face: "grotesk-bold", size: 20, color: "#ffffff", fit: 520 });
        pen.text(48, 86, "Online learning for early educators", { color: "#dbe7f5" });
      },
    });
    const { pen } = book;
    pen.text(48, 178, "Certificate of Achievement", { face: "grotesk-bold", size: 24 });
    const rows: [string, string][] = [
      ["Awarded to", award.holder],
      ["Course", award.title],
      ["Clock hours", award.hours.toFixed(1)],
      ["Completion date", random.chance(0.5) ? award.completedOn : usDate(award.completedOn)],
      ["Certificate ID", award.number],
      ["Instructor", award.instructor],
    ];
    let y = 226;
    for (const [label, value] of rows) {
      pen.text(48, y, label, { size: 9.5, color: "#6a7688" });
      const lines = wrapText(value, "grotesk-medium", 14, 360);
      for (const line of lines) {
        pen.text(190, y, line, { face: "grotesk-medium", size: 14 });
        y += 19;
      }
      y += 17;
    }
    pen.text(48, 700, "Verify this certificate at learn.example.org/verify", { size: 9, color: "#6a7688" });
    recordAward(book, award, { number: true });
    return drawn(book, award);
  },
};

/** A year of trainings on one sheet: a table with a total that is no training. */
export const hoursRecord: Layout = {
  name: "hours-record",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const holder = makeAward(random);
    const awards = Array.from({ length: random.int(3, 7) }, () => makeAward(random));
    const year = random.int(2019, 2025);
    const dates = awards.map(() => someDay(random, year, year)).sort();
    const rows = awards.map((award, at) => ({
      ...award,
      ...{ completedOn: dates[at]!, sponsor: holder.sponsor, holder: holder.holder },
    }));
    const book = makeBook({
      page: LETTER,
      base: { face: "slab", size: 9, color: "#22282a" },
      area: whole(LETTER),
      dress(pen) {
        pen.text(48, 62, holder.sponsor, { face: "slab-bold", size: 16, color: "#2b5d50", fit: 510 });
        pen.text(48, 84, "Professional Development Record", { face: "slab-bold", size: 12 });
        pen.text(48, 110, `Participant: ${holder.holder}`, { size: 11 });
        pen.text(48, 126, `Period: January 1, ${year} to December 31, ${year}`);
      },
    });
    const { pen } = book;
    const at = [48, 122, 402, 456] as const;
    ["Date", "Title of training", "Hours", "Certificate"].forEach((head, k) => {
      pen.text(at[k]!, 158, head, { face: "slab-bold" });
    });
    pen.line(48, 163, 564, 163, 1, "#2b5d50");
    rows.forEach((award, k) => {
      const y = 180 + k * 20;
      pen.text(at[0], y, usDate(award.completedOn));
      pen.text(at[1], y, award.title, { fit: 270 });
      pen.text(at[2], y, award.hours.toFixed(1));
      pen.text(at[3], y, award.number);
      pen.line(48, y + 6, 564, y + 6, 0.4, "#c3cdc9");
      recordAward(book, award, { number: true });
    });
    const total = rows.reduce((sum, { hours }) => sum + hours, 0);
    pen.text(at[1], 186 + rows.length * 20, "Total hours", { face: "slab-bold" });
    pen.text(at[2], 186 + rows.length * 20, total.toFixed(1), { face: "slab-bold" });
    drawSignature(pen, random, 60, 690, 110);
    pen.text(48, 712, `${holder.instructor}, Training Coordinator`);
    return drawn(book, { ...holder }, plusDays(dates.at(-1)!, 20));
  },
};

/** A letter in prose. */
export const confirmationLetter: Layout = {
  name: "confirmation-letter",
  kind: "certificate",
  split: "tune",
  draw(random) {
    const award = makeAward(random);
    const writtenOn = plusDays(award.completedOn, random.int(3, 40));
    const book = makeBook({
      page: LETTER,
      base: { face: "serif", size: 11, color: "#1e1e1e" },
      area: whole(LETTER),
      dress(pen) {
        pen.text(72, 70, award.sponsor, { face: "serif-bold", size: 15, fit: 470 });
        pen.text(72, 86, `${award.city}, ${award.state}`, { size: 9 });
        pen.line(72, 96, 540, 96, 0.8);
      },
    });
    const { pen } = book;
    const unit = award.hours === 1 ? "hour" : "hours";
    const kind = random.pick(["clock ", "training ", ""]);
    const numbered = random.chance(0.5);
    const paragraphs = [
      longDate(writtenOn),
      "To whom it may concern:",
      `This letter confirms that ${award.holder} attended and completed the workshop “${award.title}” on ${longDate(award.completedOn)} for a total of ${plainNumber(award.hours)} ${kind}${unit}.`,
      "The workshop was led by a trainer of our organization and covers the competencies of the state.",
      numbered
        ? `Our record of attendance has the number ${award.number}.`
        : "Please keep this letter for your records.",
      "Sincerely,",
    ];
    let y = 130;
    for (const paragraph of paragraphs) {
      for (const line of wrapText(paragraph, "serif", 11, 460)) {
        pen.text(72, y, line);
        y += 16;
      }
      y += 14;
    }
    drawSignature(pen, random, 84, y + 34, 110);
    pen.text(72, y + 60, award.instructor);
    pen.text(72, y + 75, "Director of Training");
    recordAward(book, award, { number: numbered });
    return drawn(book, award, writtenOn);
  },
};
