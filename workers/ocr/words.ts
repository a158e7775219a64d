import type { Block } from "tesseract.js";
import type { Word } from "#db/reading.ts";

const mostWords = 20_000;
const longestWord = 200;
/** What rules and specks are taken for. */
const noise = /^[|_~`'"‘’“”.,:;¦\\/=<>«»°•-]{0,2}$/u;
const surelyNoise = 0.3;

/** Recognised blocks → words with boxes as fractions of the picture and confidences from 0 to 1. */
export function wordsOfBlocks(
  blocks: readonly Block[],
  { width, height }: { width: number; height: number },
): Word[] {
  const words: Word[] = [];
  for (const { paragraphs } of blocks)
    for (const { lines } of paragraphs)
      for (const line of lines)
        for (const { text, bbox, confidence } of line.words) {
          const plain = text
            .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
            .trim()
            .slice(0, longestWord);
          const sure = within(confidence / 100);
          if (plain === "" || (noise.test(plain) && (plain !== "-" || sure < surelyNoise))) continue;
          const [left, top] = [within(bbox.x0 / width), within(bbox.y0 / height)];
          words.push({
            text: plain,
            x: left,
            y: top,
            width: within(bbox.x1 / width) - left,
            height: within(bbox.y1 / height) - top,
            confidence: sure,
          });
        }
  return words.slice(0, mostWords);
}

const within = (share: number): number => (share >= 0 ? Math.min(1, share) : 0);
