import type { Line } from "./layout/lines.ts";
import type { Token } from "./layout/tokens.ts";

/** The document as running text, lines apart by `\n`, with the way back from a place in it to its words. */
export type Passage = { text: string; words(from: number, to: number): Token[] };

export function passageOf(lines: readonly Line[]): Passage {
  const spans: { from: number; to: number; token: Token }[] = [];
  let text = "";
  for (const line of lines) {
    line.tokens.forEach((token, at) => {
      if (at > 0) text += " ";
      spans.push({ from: text.length, to: text.length + token.text.length, token });
      text += token.text;
    });
    text += "\n";
  }
  return {
    text,
    words: (from, to) => spans.filter((span) => span.from < to && span.to > from).map((span) => span.token),
  };
}
