import type { Word } from "#db/reading.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import type { PageWords } from "#workers/reading/page-words.ts";

const SLIPS: Readonly<Record<string, readonly string[]>> = {
  I: ["|", "l", "1"],
  O: ["0", "Q"],
  "0": ["O", "Q"],
  "1": ["l", "I"],
  S: ["5"],
  "5": ["S"],
  B: ["8"],
  "8": ["B"],
  ñ: ["fi", "n"],
  í: ["i"],
  é: ["e"],
  m: ["rn"],
};

/**
 * The same pages as character recognition would hand them over: every box a little off, the page turned by `slope`, one
 * letter in `oneIn` of those that are easily confused misread and the word's confidence low. The same seed, the same slips.
 */
export function scanned(pages: readonly PageWords[], seed: string, oneIn = 40, slope = 0.006): PageWords[] {
  return pages.map((page) => {
    const random = makeRandom(`${seed}/${page.page}`);
    const words = page.words.map((word): Word => {
      let slipped = false;
      const text = [...word.text]
        .map((letter) => {
          const slips = SLIPS[letter];
          if (!slips || !random.chance(1 / oneIn)) return letter;
          slipped = true;
          return random.pick(slips);
        })
        .join("");
      const off = () => (random.int(0, 100) - 50) / 60_000;
      const confidence = slipped ? 0.45 : 0.88 + random.int(0, 10) / 100;
      return { ...word, text, x: word.x + off(), y: word.y + off() + slope * word.x, confidence };
    });
    return { ...page, source: "ocr", words };
  });
}
