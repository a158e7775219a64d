/** Tables a viewer needs to draw glyphs by number. `cvt `, `fpgm` and `prep` carry the hinting and are taken whole. */
const whole = ["cvt ", "fpgm", "prep"] as const;

type Tables = Map<string, Buffer>;

function tablesOf(file: Buffer): Tables {
  const tables: Tables = new Map();
  for (let n = 0; n < file.readUInt16BE(4); n += 1) {
    const entry = 12 + n * 16;
    const offset = file.readUInt32BE(entry + 8);
    const length = file.readUInt32BE(entry + 12);
    tables.set(file.toString("latin1", entry, entry + 4), file.subarray(offset, offset + length));
  }
  return tables;
}

/** Where the parts of a composite glyph name their glyphs: byte positions of the numbers. OpenType, table glyf */
function partsOf(glyph: Buffer): number[] {
  if (glyph.length < 10 || glyph.readInt16BE(0) >= 0) return [];
  const positions: number[] = [];
  let at = 10;
  for (let more = true; more; ) {
    const flags = glyph.readUInt16BE(at);
    positions.push(at + 2);
    at += 4 + (flags & 0x0001 ? 4 : 2);
    if (flags & 0x0008) at += 2;
    else if (flags & 0x0040) at += 4;
    else if (flags & 0x0080) at += 8;
    more = (flags & 0x0020) !== 0;
  }
  return positions;
}

function checksum(table: Buffer): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 4) sum = (sum + table.readUInt32BE(at)) >>> 0;
  return sum;
}

const padded = (table: Buffer): Buffer =>
  table.length % 4 === 0 ? table : Buffer.concat([table, Buffer.alloc(4 - (table.length % 4))]);

function assembled(tables: Tables): Buffer {
  const names = [...tables.keys()].sort();
  const power = 2 ** Math.floor(Math.log2(names.length));
  const header = Buffer.alloc(12 + names.length * 16);
  header.writeUInt32BE(0x00010000, 0);
  header.writeUInt16BE(names.length, 4);
  header.writeUInt16BE(power * 16, 6);
  header.writeUInt16BE(Math.log2(power), 8);
  header.writeUInt16BE(names.length * 16 - power * 16, 10);
  const bodies: Buffer[] = [];
  let offset = header.length;
  for (const [n, name] of names.entries()) {
    const table = tables.get(name)!;
    const body = padded(table);
    header.write(name, 12 + n * 16, "latin1");
    header.writeUInt32BE(checksum(body), 16 + n * 16);
    header.writeUInt32BE(offset, 20 + n * 16);
    header.writeUInt32BE(table.length, 24 + n * 16);
    bodies.push(body);
    offset += body.length;
  }
  return Buffer.concat([header, ...bodies]);
}

/**
 * A TrueType font with some glyphs of another, to be embedded in a PDF. fontkit's own writer is not used: where a font does
 * not pad its glyphs, as Noto Sans SC does not, it halves odd offsets and most letters come out blank.
 * @param ids glyphs of `file`; the first must be 0, the glyph for what is missing. Glyph n of the result is `ids[n]`.
 */
export function subsetFont(file: Buffer, ids: readonly number[]): Buffer {
  const from = tablesOf(file);
  const [head, hhea, maxp, loca, glyf, hmtx] = ["head", "hhea", "maxp", "loca", "glyf", "hmtx"].map(
    (name) => from.get(name)!,
  ) as [Buffer, Buffer, Buffer, Buffer, Buffer, Buffer];
  const long = head.readInt16BE(50) === 1;
  const place = (id: number) => (long ? loca.readUInt32BE(id * 4) : loca.readUInt16BE(id * 2) * 2);
  const metrics = hhea.readUInt16BE(34);
  const kept = [...ids];
  const numbers = new Map(kept.map((id, n) => [id, n]));
  const glyphs: Buffer[] = [];
  for (let n = 0; n < kept.length; n += 1) {
    const glyph = Buffer.from(glyf.subarray(place(kept[n]!), place(kept[n]! + 1)));
    for (const at of partsOf(glyph)) {
      const part = glyph.readUInt16BE(at);
      if (!numbers.has(part)) numbers.set(part, kept.push(part) - 1);
      glyph.writeUInt16BE(numbers.get(part)!, at);
    }
    glyphs.push(padded(glyph));
  }
  const newLoca = Buffer.alloc((kept.length + 1) * 4);
  const newHmtx = Buffer.alloc(kept.length * 4);
  let offset = 0;
  for (const [n, id] of kept.entries()) {
    newLoca.writeUInt32BE(offset, n * 4);
    offset += glyphs[n]!.length;
    newHmtx.writeUInt16BE(hmtx.readUInt16BE(Math.min(id, metrics - 1) * 4), n * 4);
    const bearing = id < metrics ? id * 4 + 2 : metrics * 4 + (id - metrics) * 2;
    newHmtx.writeInt16BE(hmtx.readInt16BE(bearing), n * 4 + 2);
  }
  newLoca.writeUInt32BE(offset, kept.length * 4);
  const newHead = Buffer.from(head);
  newHead.writeInt16BE(1, 50);
  const newHhea = Buffer.from(hhea);
  newHhea.writeUInt16BE(kept.length, 34);
  const newMaxp = Buffer.from(maxp);
  newMaxp.writeUInt16BE(kept.length, 4);
  return assembled(
    new Map([
      ...whole.flatMap((name) => (from.has(name) ? [[name, from.get(name)!] as const] : [])),
      ["glyf", Buffer.concat(glyphs)],
      ["head", newHead],
      ["hhea", newHhea],
      ["hmtx", newHmtx],
      ["loca", newLoca],
      ["maxp", newMaxp],
    ]),
  );
}
