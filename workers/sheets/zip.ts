import { Readable } from "node:stream";
import JSZip from "jszip";
import { Unreadable } from "../media/pixels.ts";

/** Of all parts that are looked at, in bytes. */
const most = 60_000_000;

const tooMuch = () =>
  new Unreadable("The Excel file holds far more than a list. Copy the list into a new file and send that.");

/**
 * The parts of a ZIP file by name, unpacked only when they are asked for and never past a limit, whatever sizes the file
 * claims. @throws Unreadable
 */
export async function openZip(bytes: Buffer): Promise<(name: string) => Promise<Buffer | undefined>> {
  const zip = await JSZip.loadAsync(bytes).catch((error) => {
    if (/encrypted/i.test(String(error)))
      throw new Unreadable("The file has a password. Save it without one and send that.");
    throw error;
  });
  let together = 0;
  return async (name) => {
    const part = zip.file(name);
    if (!part) return undefined;
    const chunks: Buffer[] = [];
    for await (const chunk of new Readable().wrap(part.nodeStream())) {
      together += chunk.length;
      if (together > most) throw tooMuch();
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  };
}
