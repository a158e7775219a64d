/** Letters that Unicode does not take apart into a plain letter and a mark. */
const LIGATURES: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
  ħ: "h",
  ŋ: "n",
};
const PLAIN = /^[a-z0-9 ]*$/;

/** Lower case, no marks, no punctuation, single spaces: "O’Brien-Muñoz " → "obrien munoz". */
export function fold(text: string): string {
  let folded = text.toLowerCase();
  if (!PLAIN.test(folded)) {
    folded = folded
      .normalize("NFD")
      .replace(/\p{M}+/gu, "")
      .replace(/[ßæœøđðþłıħŋ]/g, (letter) => LIGATURES[letter]!)
      .replace(/['’‘`´ʼʻ]/g, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ");
  }
  return folded.replace(/ +/g, " ").trim();
}

/** Parts of a name that come and go with the form it was written on. */
const PARTICLES = new Set(
  "a al bin bint da das de del della den der di do dos du e el ibn la las le los of ten ter the van vom von y zu".split(
    " ",
  ),
);
/** Titles and generational suffixes: said of a person, not part of the name. */
const TITLES = new Set(
  "jr sr ii iii iv jnr snr junior senior mr mrs ms mx miss dr prof rev sir dame lord lady hon esq phd md".split(
    " ",
  ),
);

/** Words of a name that carry it, in their order; particles and titles are left out unless nothing else is there. */
export function nameWords(text: string): string[] {
  const words = fold(text).split(" ").filter(Boolean);
  if (words.length < 2) return words;
  const named = words.filter((word) => !TITLES.has(word));
  const carrying = named.filter((word) => !PARTICLES.has(word));
  return carrying.length > 0 ? carrying : named.length > 0 ? named : words;
}
