import { en } from "./messages.en.ts";

/** The shape every language fills: the same keys, words of its own. */
type Wording<T> = T extends string
  ? string
  : T extends (...given: infer Given) => string
    ? (...given: Given) => string
    : T extends readonly (infer Item)[]
      ? readonly Wording<Item>[]
      : { readonly [Key in keyof T]: Wording<T[Key]> };
export type Messages = Wording<typeof en>;

const catalogues: Record<string, Messages> = { en };

/** The catalogue of a language; English where there is none yet. */
export const messagesFor = (locale: string): Messages => catalogues[locale] ?? en;
