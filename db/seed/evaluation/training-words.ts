import { longDate } from "../demo/dates.ts";
import type { Random } from "../demo/random.ts";
import { type Award, makeAward } from "./awards.ts";
import { type Book, type Drawn, makeBook } from "./book.ts";
import { plainNumber } from "./transcript-words.ts";

/** Names without the usual words for an organization among them, and public ones. */
const PROVIDERS = [
  "Quality Start San Diego",
  "Tiny Steps Seminars",
  "Merced County Office of Education",
  "WestBay Educators",
  "Teach & Grow Online",
  "Northern Plains Child Care Aware",
  "Sierra College Extension",
  "Little Lanterns Consulting",
  "Hampden Early Childhood Coalition",
  "State Department of Early Learning",
];
const TITLES = [
  "Circle Time That Works: Songs, Stories and Movement",
  "Anti-Bias Education in Mixed-Age Groups",
  "De-escalation Strategies for Young Children",
  "Business Basics for Family Child Care",
  "Understanding the ECERS-3",
  "Outdoor Play and Healthy Risk",
  "Communicating with Families about Development",
  "Using Observation to Plan for Toddlers",
  "ADHD in the Preschool Years",
  "Responsive Routines: Diapering, Feeding and Sleep",
];

/** One training with a wider choice of titles and sponsors than {@link makeAward} has. */
export function makeTraining(random: Random): Award {
  const award = makeAward(random);
  return {
    ...award,
    title: random.chance(0.6) ? random.pick(TITLES) : award.title,
    sponsor: random.chance(0.6) ? random.pick(PROVIDERS) : award.sponsor,
  };
}

/** The hours of a training in one of the ways certificates state them. */
export function hoursInWords(random: Random, hours: number): string {
  const plain = plainNumber(hours);
  const whole = Math.floor(hours);
  return random.pick([
    `${plain} clock ${hours === 1 ? "hour" : "hours"}`,
    `${plain} hours of professional development`,
    `${plainNumber(hours / 10)} CEU`,
    hours > whole && whole > 0 ? `${whole} hrs 30 min` : `${plain} training hours`,
    `${plain} contact hours`,
  ]);
}

const ordinal = (day: number): string => {
  const last = day % 10;
  if (day > 10 && day < 14) return `${day}th`;
  return `${day}${last === 1 ? "st" : last === 2 ? "nd" : last === 3 ? "rd" : "th"}`;
};

/** `this 4th day of March, 2021`. */
export function dayInWords(date: string): string {
  const [month] = longDate(date).split(" ");
  return `this ${ordinal(Number(date.slice(8)))} day of ${month}, ${date.slice(0, 4)}`;
}

export type Paper = { width: number; height: number; paper?: string };

/** A book of one page whose lines are set where the look says. */
export const onePage = (
  page: Paper,
  base: Parameters<typeof makeBook>[0]["base"],
  dress: Parameters<typeof makeBook>[0]["dress"] = () => {},
): Book =>
  makeBook({
    page,
    base,
    dress,
    area: () => ({ columns: [{ x: 40, width: page.width - 80 }], top: 60, bottom: page.height - 60 }),
  });

/** Remembers the training as true. */
export function recordTraining(book: Book, award: Award, printed: { number?: boolean } = {}) {
  book.record("trainingHours", {
    title: award.title,
    sponsorName: award.sponsor,
    hours: plainNumber(award.hours),
    completedOn: award.completedOn,
    certificateNumber: printed.number ? award.number : "",
  });
}

export const drawnTraining = (book: Book, award: Award): Drawn => ({
  ...book.done(),
  ...{ documentType: "training_certificate", jurisdiction: "california" },
  ...{ person: award.holder, institution: award.sponsor, writtenOn: award.completedOn },
});
