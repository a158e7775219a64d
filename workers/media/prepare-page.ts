import type { PageProblem } from "#db/enums.ts";
import type { Word } from "#db/reading.ts";
import type { Matrix } from "./homography.ts";
import { pageHash } from "./page-hash.ts";
import { encodePage, pageSide } from "./page-image.ts";
import { measure, problemsOf } from "./page-problems.ts";
import type { Grey, Pixels } from "./pixels.ts";
import { recognitionImage } from "./recognition-image.ts";
import { type Frame, frameOf, plainFrame, plainLook, sizeOf } from "./straighten.ts";
import { warpColour } from "./warp.ts";

/** A page of a file that was opened: its pixels at the size of the screen, and larger for character recognition. */
export type PageSource = {
  pixels: Pixels;
  /** How the photo was held, see `Photo`; null for a page that was drawn. */
  upright: Matrix | null;
  /** Longest side of the photo as it was sent, in pixels; 0 for a page that was drawn. */
  sentSide: number;
  /** The words of its text layer; such a page stands straight and is left as it is. */
  words: Word[] | null;
  /** The same page for recognition, and the longest side of the picture to be made of it, in pixels. */
  large(): Promise<{ pixels: Pixels; side: number }>;
};

export type PreparedPage = {
  page: Pixels;
  image: Buffer;
  thumbnail: Buffer;
  problems: PageProblem[];
  hash: string | null;
  /** Not one mark on it. */
  empty: boolean;
  /** The picture for character recognition, in the same frame as `image`. */
  recognition(): Promise<Grey>;
};

/** Straightens a page, makes its pictures, and looks at what is wrong with it. */
export async function preparePage(
  { pixels, upright, sentSide, words, large }: PageSource,
  asItIs = false,
): Promise<PreparedPage> {
  const { frame, look } =
    words || asItIs
      ? { frame: plainFrame(pixels, upright), look: plainLook(pixels, upright) }
      : frameOf(pixels, upright);
  const page = straightened(pixels, frame);
  const encoded = encodePage(page);
  const measures = measure(look.grey, look.atEdges, sentSide, frame.cut);
  return {
    page,
    ...(await encoded),
    problems: words ? [] : problemsOf(measures, sentSide),
    hash: pageHash(look.letters),
    empty: !words && measures.letters === 0 && measures.marks === 0,
    recognition: async () => {
      const { pixels: larger, side } = await large();
      return recognitionImage(larger, frame, side);
    },
  };
}

/** The page seen through its frame, at most as large as a page image may be and no larger than it was. */
function straightened(pixels: Pixels, frame: Frame): Pixels {
  if (!frame.matrix) return pixels;
  const side = Math.min(pageSide, Math.max(pixels.width, pixels.height));
  return warpColour(pixels, frame.matrix, ...sizeOf(frame.aspect, side));
}
