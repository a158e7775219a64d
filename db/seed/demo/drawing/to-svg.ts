import { loadFace, PLAIN } from "./fonts.ts";
import type { Mark, Paint, Sheet } from "./sheet.ts";

const glyphPaths = new Map<string, string>();
const number = (value: number) => String(Math.round(value * 1000) / 1000);

function paintOf(paint: Paint): string {
  const stroke = paint.stroke
    ? ` stroke="${paint.stroke}" stroke-width="${number(paint.strokeWidth ?? 1)}" stroke-linecap="round"`
    : "";
  return `fill="${paint.fill ?? "none"}"${stroke}`;
}

/** Letters as outlines: what is drawn never depends on the fonts a machine has. */
function textPaths(mark: Extract<Mark, { kind: "text" }>, used: Map<string, string>): string {
  const { font } = loadFace(mark.face);
  const run = font.layout(mark.text, PLAIN);
  let pen = 0;
  let out = "";
  run.glyphs.forEach((glyph, at) => {
    const id = `${mark.face}-${glyph.id}`;
    let d = glyphPaths.get(id);
    if (d === undefined) {
      d = glyph.path.toSVG();
      glyphPaths.set(id, d);
    }
    if (d) {
      used.set(id, d);
      out += `<use href="#${id}" x="${pen + (run.positions[at]?.xOffset ?? 0)}"/>`;
    }
    pen += run.positions[at]?.xAdvance ?? glyph.advanceWidth;
  });
  const scale = mark.size / font.unitsPerEm;
  const turn = mark.turn ? ` rotate(${-mark.turn})` : "";
  return `<g fill="${mark.color}" transform="translate(${number(mark.x)} ${number(mark.y)})${turn} scale(${scale} ${-scale})">${out}</g>`;
}

function markToSvg(mark: Mark, used: Map<string, string>): string {
  switch (mark.kind) {
    case "text":
      return textPaths(mark, used);
    case "line":
      return `<path d="M${number(mark.x1)},${number(mark.y1)}L${number(mark.x2)},${number(mark.y2)}" stroke="${mark.color}" stroke-width="${mark.width}"/>`;
    case "box":
      return `<rect x="${number(mark.x)}" y="${number(mark.y)}" width="${number(mark.width)}" height="${number(mark.height)}" ${paintOf(mark.paint)}/>`;
    case "oval":
      return `<ellipse cx="${number(mark.x)}" cy="${number(mark.y)}" rx="${number(mark.rx)}" ry="${number(mark.ry)}" ${paintOf(mark.paint)}/>`;
    case "path":
      return `<path transform="translate(${number(mark.x)} ${number(mark.y)})" d="${mark.d}" ${paintOf(mark.paint)}/>`;
  }
}

/** The sheet as an SVG of `pixelsHigh` rows: no text elements, no fonts, no outside references. */
export function sheetToSvg(sheet: Sheet, pixelsHigh: number): string {
  const used = new Map<string, string>();
  const body = sheet.marks.map((mark) => markToSvg(mark, used)).join("");
  const defs = [...used].map(([id, d]) => `<path id="${id}" d="${d}"/>`).join("");
  const pixelsWide = Math.round((pixelsHigh * sheet.width) / sheet.height);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pixelsWide}" height="${pixelsHigh}" viewBox="0 0 ${sheet.width} ${sheet.height}"><defs>${defs}</defs><rect width="${sheet.width}" height="${sheet.height}" fill="${sheet.paper}"/>${body}</svg>`;
}
