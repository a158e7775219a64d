import { SaxesParser } from "saxes";

/** One tag or the text between two, in order. Prefixes of namespaces are left out. */
export type Piece =
  | { kind: "open"; name: string; attributes: Readonly<Record<string, string>> }
  | { kind: "close"; name: string }
  | { kind: "text"; text: string };

const atOnce = 65_536;
const bare = (name: string): string => name.slice(name.indexOf(":") + 1);

/**
 * Walks through XML a piece at a time; a part that is not there has none. Entities that a document type declares are unknown, so nothing can unfold.
 * @throws Error for what is no XML.
 */
export function* piecesOf(xml: string): Generator<Piece> {
  if (xml === "") return;
  const parser = new SaxesParser();
  let found: Piece[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const named = Object.entries(attributes).map(([key, value]) => [bare(key), value]);
    found.push({ kind: "open", name: bare(name), attributes: Object.fromEntries(named) });
  });
  parser.on("closetag", ({ name }) => found.push({ kind: "close", name: bare(name) }));
  for (const kind of ["text", "cdata"] as const) {
    parser.on(kind, (text) => found.push({ kind: "text", text }));
  }
  for (let at = 0; at < xml.length; at += atOnce) {
    parser.write(xml.slice(at, at + atOnce));
    yield* found;
    found = [];
  }
  parser.close();
  yield* found;
}
