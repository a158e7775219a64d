import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import type { Pixels } from "./pixels.ts";

const mostCodes = 8;
const longestCode = 500;
let ready: Promise<unknown> | undefined;

/** The library would fetch its WebAssembly from the network: it is given the installed one. */
async function prepare(): Promise<void> {
  const wasm = await readFile(fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm")));
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(wasm).buffer },
    fireImmediately: true,
  });
}

/** What the QR codes on a page say, top to bottom; at most {@link mostCodes} of at most {@link longestCode} characters. */
export async function codesOn({ data, width, height, channels }: Pixels): Promise<string[]> {
  ready ??= prepare();
  await ready;
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let from = 0, to = 0; to < rgba.length; from += channels, to += 4) {
    rgba[to] = data[from]!;
    rgba[to + 1] = data[from + 1]!;
    rgba[to + 2] = data[from + 2]!;
  }
  const picture = { data: rgba, width, height } as Parameters<typeof readBarcodes>[0];
  const found = await readBarcodes(picture, {
    formats: ["QRCode"],
    tryHarder: true,
    maxNumberOfSymbols: mostCodes,
  });
  return found
    .filter(({ isValid, text }) => isValid && text.length > 0 && text.length <= longestCode)
    .sort((one, other) => one.position.topLeft.y - other.position.topLeft.y)
    .map(({ text }) => text);
}
