import { randomBytes } from "node:crypto";

/** Crockford's letters: none that is taken for another, all of them in a QR code's short alphabet. */
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 26;
const written = new RegExp(`^RB1:[${letters}]{${length}}$`);

/** A new code: 130 random bits and nothing about anybody. */
export const newCode = (): string =>
  `RB1:${[...randomBytes(length)].map((byte) => letters[byte % 32]).join("")}`;

/** Whether a text read from a page can be the code of a coversheet. */
export const isCode = (text: string): boolean => written.test(text);
