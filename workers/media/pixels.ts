/** Decoded colour pixels, row by row from the top left; four channels are red, green, blue and opacity. */
export type Pixels = { data: Uint8Array; width: number; height: number; channels: 3 | 4 };

/** One byte a pixel, 0 black to 255 white. */
export type Grey = { data: Uint8Array; width: number; height: number };

/** What a person is told about a file that cannot be shown; the message is the whole reason. */
export class Unreadable extends Error {}
