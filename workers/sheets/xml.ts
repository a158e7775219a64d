/** One tag or the text between two, in order. Prefixes of namespaces are left out. */
export type Piece =
  | { kind: "open"; name: string; attributes: string; closed: boolean }
  | { kind: "close"; name: string }
  | { kind: "text"; text: string };

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** The five entities of XML and numbers; a document type of the file's own is never looked at, so nothing can unfold. */
export const unescapeXml = (text: string): string =>
  text.includes("&")
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, name) => {
        if (name) return entities[name] ?? whole;
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
      })
    : text;

const tags =
  /<(?:!\[CDATA\[([\s\S]*?)\]\]>|!--[\s\S]*?-->|[?!][^>]*>|(\/?)(?:[\w.-]+:)?([\w.-]+)([^>]*?)(\/?)>)/g;

/** Walks through XML a piece at a time; what is no XML gives no pieces. */
export function* piecesOf(xml: string): Generator<Piece> {
  let from = 0;
  for (const found of xml.matchAll(tags)) {
    const [whole, cdata, slash, name, attributes, closed] = found;
    if (found.index > from) yield { kind: "text", text: unescapeXml(xml.slice(from, found.index)) };
    from = found.index + whole.length;
    if (cdata !== undefined) yield { kind: "text", text: cdata };
    else if (name && slash) yield { kind: "close", name };
    else if (name) yield { kind: "open", name, attributes: attributes ?? "", closed: closed === "/" };
  }
}

/** The value of an attribute, its prefix left out. */
export function attributeOf(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}
