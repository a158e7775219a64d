import { distance, findSheet } from "./find-sheet.ts";
import { greyOf, inkOf } from "./grey.ts";
import { identity, type Matrix, type Quad, squareToQuad, times, turned } from "./homography.ts";
import { halfTurned, type Piece, piecesOf, quarterTurned } from "./pieces.ts";
import type { Grey, Pixels } from "./pixels.ts";
import { runsDown, skewOf, standing } from "./text-lines.ts";
import { warpGrey } from "./warp.ts";

/**
 * How a page lies in the picture it was sent as: `matrix` takes fractions of the straightened page to fractions of the
 * picture (null: as it is), `aspect` is its width over its height, `cut` the sides on which the sheet leaves the photo.
 * All pictures of one page are made through the same frame, so that a place on one is the same place on the other.
 */
export type Frame = { matrix: Matrix | null; aspect: number; sheet: boolean; cut: number };

/** The page as it is. */
export const plainFrame = ({ width, height }: Pixels): Frame => ({
  matrix: null,
  aspect: width / height,
  sheet: false,
  cut: 0,
});

/** Longest side of the picture in which letters are looked at, in pixels. */
const lettersSide = 1350;
/** Paper sizes that a sheet in perspective is taken for when its sides are about right: letter, A4. */
const papers = [8.5 / 11, 210 / 297];
/** Degrees of skew that are looked for in a scan, and on a sheet whose edges are straight already. */
const scanReach = 12;
const sheetReach = 3;
const smallestSkew = (0.12 * Math.PI) / 180;

/**
 * Finds the sheet in a photo, how far its text is turned, and which way is up: first the perspective of the sheet's
 * edges, then quarter turns by the direction of the lines, whether it stands on its head, and the skew that is left.
 */
export function frameOf(picture: Pixels): Frame {
  const sheet = findSheet(picture);
  let matrix: Matrix = identity;
  let aspect = picture.width / picture.height;
  if (sheet) {
    matrix = squareToQuad(
      sheet.quad.map(([x, y]) => [x / picture.width, y / picture.height]) as unknown as Quad,
    );
    aspect = paperLike(sheet.quad);
  }
  const turn = (angle: number) => {
    const to = turned(aspect, 1, angle);
    matrix = times(matrix, to.matrix);
    aspect = to.width / to.height;
  };
  let [width, height] = sizeOf(aspect, lettersSide);
  let pieces = lettersOf(picture, matrix, width, height);
  if (runsDown(pieces, height)) {
    // Which of the two quarter turns is told by the way the letters stand afterwards.
    turn(Math.PI / 2);
    pieces = quarterTurned(pieces, height);
    [width, height] = [height, width];
  }
  if (standing(pieces) < -0.25) {
    turn(Math.PI);
    pieces = halfTurned(pieces, width, height);
  }
  const skew = skewOf(pieces, sheet ? sheetReach : scanReach);
  if (Math.abs(skew) > smallestSkew) turn(-skew);
  return { matrix: matrix === identity ? null : matrix, aspect, sheet: sheet !== null, cut: sheet?.cut ?? 0 };
}

/** The letters of a page seen through `matrix`. */
function lettersOf(picture: Pixels, matrix: Matrix, width: number, height: number): Piece[] {
  const grey = greyOf(picture, Math.max(picture.width, picture.height));
  return piecesOf(inkOf(warpGrey(grey, matrix, width, height), 10));
}

/** A straightened page as its checks look at it: grey, {@link lettersSide} long, and its letters. */
export function lookedAt(page: Pixels): { grey: Grey; letters: Piece[] } {
  const [width, height] = sizeOf(page.width / page.height, lettersSide);
  const grey = warpGrey(greyOf(page, Math.max(page.width, page.height)), identity, width, height);
  return { grey, letters: piecesOf(inkOf(grey, 10)) };
}

/** Width and height of a page whose longest side is `side` pixels. */
export function sizeOf(aspect: number, side: number): [width: number, height: number] {
  return aspect > 1
    ? [side, Math.max(1, Math.round(side / aspect))]
    : [Math.max(1, Math.round(side * aspect)), side];
}

/** Width over height of the sheet: that of a paper size when it is near one, since perspective blurs it. */
function paperLike([a, b, c, d]: Quad): number {
  const seen = (distance(a, b) + distance(d, c)) / (distance(a, d) + distance(b, c));
  const sizes = papers.flatMap((paper) => [paper, 1 / paper]);
  const off = (size: number) => Math.abs(Math.log(size / seen));
  const nearest = sizes.reduce((best, size) => (off(size) < off(best) ? size : best));
  return off(nearest) < 0.09 ? nearest : seen;
}
