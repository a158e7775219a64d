import { distance, findSheet } from "./find-sheet.ts";
import { inkOf } from "./grey.ts";
import { identity, type Matrix, type Quad, squareToQuad, times, turned } from "./homography.ts";
import { halfTurned, type Piece, piecesOf, quarterTurned, slightlyTurned } from "./pieces.ts";
import type { Grey, Pixels } from "./pixels.ts";
import { runsDown, skewOf, standing } from "./text-lines.ts";
import { warpGreen } from "./warp.ts";

/**
 * How a page lies in the picture it was sent as: `matrix` takes fractions of the straightened page to fractions of the
 * picture (null: as it is), `aspect` is its width over its height, `cut` the sides on which the sheet leaves the photo.
 * All pictures of one page are made through the same frame, so that a place on one is the same place on the other.
 */
export type Frame = { matrix: Matrix | null; aspect: number; sheet: boolean; cut: number };

/** The page as it is, or as it was held where `upright` says so. */
export const plainFrame = (picture: Pixels, upright: Matrix | null = null): Frame => ({
  matrix: upright,
  aspect: aspectOf(picture, upright),
  sheet: false,
  cut: 0,
});

/** Width over height of a picture, as it was held. */
const aspectOf = ({ width, height }: Pixels, upright: Matrix | null): number =>
  upright?.[0] === 0 ? height / width : width / height;

/** Longest side of the picture in which letters are looked at, in pixels. */
const lettersSide = 1200;
/** Paper sizes that a sheet in perspective is taken for when its sides are about right: letter, A4. */
const papers = [8.5 / 11, 210 / 297];
/** Degrees of skew that are looked for in a scan, and on a sheet whose edges are straight already. */
const scanReach = 12;
const sheetReach = 3;
const smallestSkew = (0.12 * Math.PI) / 180;

/** A page as its checks look at it: grey, about {@link lettersSide} long, with its letters as they stand upright. */
export type Look = {
  grey: Grey;
  letters: Piece[] /** The letters where they stand in `grey`. */;
  atEdges: Piece[];
};

/**
 * Finds the sheet in a photo, how far its text is turned, and which way is up: first the perspective of the sheet's
 * edges, then quarter turns by the direction of the lines, whether it stands on its head, and the skew that is left.
 * @param upright see `Photo`: how the picture was held, which is where looking begins.
 */
export function frameOf(picture: Pixels, upright: Matrix | null = null): { frame: Frame; look: Look } {
  const sheet = findSheet(picture);
  let matrix: Matrix = upright ?? identity;
  let aspect = aspectOf(picture, upright);
  if (sheet) {
    const { quad } = sheet;
    matrix = squareToQuad(quad.map(([x, y]) => [x / picture.width, y / picture.height]) as unknown as Quad);
    if (upright) matrix = times(matrix, upright);
    aspect = paperLike(quad, upright?.[0] === 0);
  }
  const turn = (angle: number) => {
    const to = turned(aspect, 1, angle);
    matrix = times(matrix, to.matrix);
    aspect = to.width / to.height;
  };
  let [width, height] = sizeOf(aspect, lettersSide);
  const grey = warpGreen(picture, matrix, width, height);
  let letters = piecesOf(inkOf(grey, 9));
  const atEdges = letters;
  if (runsDown(letters, height)) {
    // Which of the two quarter turns is told by the way the letters stand afterwards.
    turn(Math.PI / 2);
    letters = quarterTurned(letters, height);
    [width, height] = [height, width];
  }
  if (standing(letters) < -0.25) {
    turn(Math.PI);
    letters = halfTurned(letters, width, height);
  }
  const skew = skewOf(letters, sheet ? sheetReach : scanReach);
  if (Math.abs(skew) > smallestSkew) {
    turn(-skew);
    letters = slightlyTurned(letters, -skew, width, height);
  }
  return {
    frame: {
      matrix: matrix === identity ? null : matrix,
      aspect,
      sheet: sheet !== null,
      cut: sheet?.cut ?? 0,
    },
    look: { grey, letters, atEdges },
  };
}

/** A page that stands straight already, looked at. */
export function plainLook(page: Pixels, upright: Matrix | null = null): Look {
  const grey = warpGreen(page, upright ?? identity, ...sizeOf(aspectOf(page, upright), lettersSide));
  const letters = piecesOf(inkOf(grey, 9));
  return { grey, letters, atEdges: letters };
}

/** Width and height of a page whose longest side is `side` pixels. */
export function sizeOf(aspect: number, side: number): [width: number, height: number] {
  return aspect > 1
    ? [side, Math.max(1, Math.round(side / aspect))]
    : [Math.max(1, Math.round(side * aspect)), side];
}

/** Width over height of the sheet: that of a paper size when it is near one, since perspective blurs it. */
function paperLike([a, b, c, d]: Quad, sideways: boolean): number {
  const [across, down] = [distance(a, b) + distance(d, c), distance(a, d) + distance(b, c)];
  const seen = sideways ? down / across : across / down;
  const sizes = papers.flatMap((paper) => [paper, 1 / paper]);
  const off = (size: number) => Math.abs(Math.log(size / seen));
  const nearest = sizes.reduce((best, size) => (off(size) < off(best) ? size : best));
  return off(nearest) < 0.09 ? nearest : seen;
}
