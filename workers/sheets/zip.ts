import { inflateRawSync } from "node:zlib";
import { Unreadable } from "../media/pixels.ts";

const mostEntries = 2000;
/** Of one part, and of all parts that are looked at. */
const mostPart = 60_000_000;
const mostTogether = 100_000_000;

const broken = () => new Unreadable("The Excel file is broken. Save it anew and send that.");

/**
 * The parts of a ZIP file by name, unpacked only when they are asked for and never past a limit, whatever sizes the file
 * claims (APPNOTE.TXT 6.3.10, 4.3). @throws Unreadable
 */
export function openZip(bytes: Buffer): { read(name: string): Buffer | undefined; names: string[] } {
  const end = bytes.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0 || end + 22 > bytes.length) throw broken();
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > mostEntries) throw broken();
  const entries = new Map<string, { method: number; size: number; start: number }>();
  for (let n = 0; n < count; n++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) throw broken();
    if ((bytes.readUInt16LE(at + 8) & 1) === 1)
      throw new Unreadable("The file has a password. Save it without one and send that.");
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    entries.set(bytes.toString("utf8", at + 46, at + 46 + name).replace(/^\/+/, ""), {
      method: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 20),
      start: bytes.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  let together = 0;
  const read = (wanted: string) => {
    const entry = entries.get(wanted);
    if (!entry) return undefined;
    const { start, size, method } = entry;
    if (start + 30 > bytes.length || bytes.readUInt32LE(start) !== 0x04034b50) throw broken();
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const packed = bytes.subarray(from, from + size);
    if (packed.length !== size || (method !== 0 && method !== 8)) throw broken();
    const part = method === 0 ? packed : inflate(packed);
    together += part.length;
    if (together > mostTogether) throw tooMuch();
    return part;
  };
  return { read, names: [...entries.keys()] };
}

const tooMuch = () =>
  new Unreadable("The Excel file holds far more than a list. Copy the list into a new file and send that.");

function inflate(packed: Buffer): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: mostPart });
  } catch (error) {
    throw (error as { code?: string }).code === "ERR_BUFFER_TOO_LARGE" ? tooMuch() : broken();
  }
}
