import { type PDFContext, PDFHexString, type PDFRef } from "pdf-lib";

/** What a part of the document is, in the words of ISO 32000. */
export type TagType =
  | "Document"
  | "Sect"
  | "H1"
  | "H2"
  | "P"
  | "Table"
  | "TR"
  | "TH"
  | "TD"
  | "Figure"
  | "Link";
type Kid = Tag | { page: PDFRef; mark: number } | { page: PDFRef; annotation: PDFRef };
type About = {
  /** Of a head cell: what it heads. */
  scope?: "Column" | "Row";
  /** Of a figure: what it shows, in words, and where it stands. */
  alt?: string;
  box?: readonly [number, number, number, number];
};

/** One part of the document's logical structure, in reading order; a screen reader walks it. */
export class Tag {
  readonly type: TagType;
  private readonly about: About;
  private readonly kids: Kid[] = [];

  constructor(type: TagType, about: About = {}) {
    this.type = type;
    this.about = about;
  }

  child(type: TagType, about?: About): Tag {
    const tag = new Tag(type, about);
    this.kids.push(tag);
    return tag;
  }

  hold(kid: Kid): void {
    this.kids.push(kid);
  }

  /**
   * Writes this part and all below it.
   * @param owners is told which part owns each mark and each annotation.
   */
  write(
    context: PDFContext,
    parent: PDFRef,
    owners: (kid: Exclude<Kid, Tag>, owner: PDFRef) => void,
  ): PDFRef {
    const ref = context.nextRef();
    const { scope, alt, box } = this.about;
    const kids = this.kids.map((kid) => {
      if (kid instanceof Tag) return kid.write(context, ref, owners);
      owners(kid, ref);
      return "mark" in kid
        ? context.obj({ Type: "MCR", Pg: kid.page, MCID: kid.mark })
        : context.obj({ Type: "OBJR", Pg: kid.page, Obj: kid.annotation });
    });
    context.assign(
      ref,
      context.obj({
        Type: "StructElem",
        S: this.type,
        P: parent,
        K: kids,
        ...(alt ? { Alt: PDFHexString.fromText(alt) } : {}),
        ...(scope ? { A: { O: "Table", Scope: scope } } : {}),
        ...(box ? { A: { O: "Layout", Placement: "Block", BBox: [...box] } } : {}),
      }),
    );
    return ref;
  }
}
