import type { Word } from "#db/reading.ts";
import { unknownCharacter } from "../media/pdf-words.ts";

const everyUnknown = new RegExp(unknownCharacter, "gu");
/** How sure a word is whose missing letters nothing could tell. */
const unsure = 0.3;

/**
 * Completes the words of a text layer that lack letters (fonts whose table of meanings has holes) with what recognition
 * read at the same place: only where it agrees on every letter that is known.
 */
export function fillGaps(words: readonly Word[], recognised: readonly Word[]): Word[] {
  return words.flatMap((word) => {
    if (!word.text.includes(unknownCharacter)) return [word];
    const there = recognised.filter((other) => coversCentre(word, other));
    const read = there
      .sort((a, b) => a.x - b.x)
      .map(({ text }) => text)
      .join("");
    const known = word.text
      .split(unknownCharacter)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const [found] = new RegExp(known.join(".{1,2}"), "u").exec(read) ?? [];
    if (found)
      return [{ ...word, text: found, confidence: Math.min(...there.map(({ confidence }) => confidence)) }];
    const rest = word.text.replace(everyUnknown, "");
    return rest === "" ? [] : [{ ...word, text: rest, confidence: unsure }];
  });
}

/** The other's centre lies in the word's box. */
function coversCentre(word: Word, other: Word): boolean {
  const [x, y] = [other.x + other.width / 2, other.y + other.height / 2];
  return x >= word.x && x <= word.x + word.width && y >= word.y && y <= word.y + word.height;
}
