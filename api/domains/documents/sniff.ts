export type AcceptedType = "application/pdf" | "image/jpeg" | "image/png" | "image/webp";
export type Sniffed = { mimeType: AcceptedType } | { refused: string };

const asks = "Send a PDF, or a photo as JPEG or PNG.";
const bytes = (...values: number[]) => Buffer.from(values);
const starts = (head: Buffer, signature: Buffer | string, offset = 0) => {
  const wanted = Buffer.from(signature);
  return head.subarray(offset, offset + wanted.length).equals(wanted);
};

const images: readonly [AcceptedType, (head: Buffer) => boolean][] = [
  ["image/jpeg", (head) => starts(head, bytes(0xff, 0xd8, 0xff))],
  ["image/png", (head) => starts(head, bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))],
  ["image/webp", (head) => starts(head, "RIFF") && starts(head, "WEBP", 8)],
];

const heifBrands = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"];
const isText = (head: Buffer, ...openings: string[]) => {
  const text = head
    .toString("latin1")
    .replace(/^\xef\xbb\xbf/, "")
    .trimStart()
    .toLowerCase();
  return openings.some((opening) => text.startsWith(opening));
};
const isSvg = (head: Buffer) =>
  isText(head, "<svg") ||
  (isText(head, "<?xml", "<!doctype svg", "<!--") && /<svg[\s>]/i.test(head.toString("latin1")));

/** Kinds people do send, each with what to send instead; the order matters (SVG before XML and HTML). */
const refusals: readonly [(head: Buffer) => boolean, string][] = [
  [
    (head) => starts(head, "ftyp", 4) && heifBrands.some((brand) => starts(head, brand, 8)),
    "This is an iPhone photo in HEIC format, which cannot be opened here. On the phone choose Settings, Camera, Formats, Most Compatible, take the photo again and send it; or send a PDF.",
  ],
  [isSvg, `This is a drawing (SVG), not a photo or scan. ${asks}`],
  [
    (head) => isText(head, "<!doctype", "<html", "<head", "<body", "<script", "<?xml", "<!--"),
    `This is a web page. Print it to a PDF and send that. ${asks}`,
  ],
  [
    (head) => starts(head, "PK") || starts(head, bytes(0xd0, 0xcf, 0x11, 0xe0)) || starts(head, "{\\rtf"),
    "This is a Word, Excel or zip file. Save it as a PDF and send that.",
  ],
  [
    (head) =>
      starts(head, "MZ") ||
      starts(head, bytes(0x7f, 0x45, 0x4c, 0x46)) ||
      starts(head, "#!") ||
      [0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe].includes(
        head.length > 3 ? head.readUInt32BE(0) : 0,
      ),
    `This is a program, not a document. ${asks}`,
  ],
  [
    (head) => starts(head, "GIF8") || starts(head, "BM") || starts(head, "II*\0") || starts(head, "MM\0*"),
    "This kind of picture cannot be opened here. Save it as JPEG or PNG, or send a PDF.",
  ],
];

/**
 * What a file is by its first bytes; its name and the type the browser claims play no part.
 * Some producers write a few bytes before `%PDF-`, as ISO 32000 readers allow.
 */
export function sniffFile(head: Buffer): Sniffed {
  const image = images.find(([, matches]) => matches(head));
  if (image) return { mimeType: image[0] };
  const refusal = refusals.find(([matches]) => matches(head));
  if (refusal) return { refused: refusal[1] };
  if (head.subarray(0, 1024).includes("%PDF-")) return { mimeType: "application/pdf" };
  return { refused: `This kind of file cannot be opened here. ${asks}` };
}
