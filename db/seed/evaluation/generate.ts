import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { plusDays } from "../demo/dates.ts";
import { makeRandom } from "../demo/random.ts";
import type { Drawn, Layout } from "./book.ts";
import { layouts } from "./layouts.ts";
import type { Kind, Section, Split, Truth, Variant } from "./truth.ts";
import { asPdf, asPhoto, asScan } from "./variants.ts";

/** `count` documents of each look and variant; splits, kinds and variants left out mean all. */
export type GenerateWish = {
  split?: Split;
  kind?: Kind;
  variant?: Variant;
  seed: number;
  count: number;
};

const VARIANTS: readonly Variant[] = ["pdf", "scan", "photo"];

/** One document with its truth; the same look, variant, seed and number give the same bytes. */
export async function makeDocument(
  layout: Layout,
  variant: Variant,
  seed: number,
  at: number,
): Promise<{ name: string; bytes: Uint8Array; truth: Truth; drawn: Drawn }> {
  const random = makeRandom(`evaluation/${seed}/${layout.name}/${variant}/${at}`);
  const drawn = layout.draw(random.fork("draw"));
  const camera = random.fork("camera");
  const [first] = drawn.sheets;
  if (!first) throw new RangeError(`The look ${layout.name} drew no page.`);
  const bytes =
    variant === "pdf"
      ? await asPdf(drawn.sheets, drawn.writtenOn)
      : variant === "scan"
        ? await asScan(drawn.sheets, drawn.writtenOn, camera)
        : await asPhoto(first, camera);
  const extension = variant === "photo" ? "jpg" : "pdf";
  const number = String(at + 1).padStart(3, "0");
  return {
    name: `${layout.name}-${variant}-${number}.${extension}`,
    bytes,
    truth: truthOf(layout, variant, drawn),
    drawn,
  };
}

function truthOf(layout: Layout, variant: Variant, drawn: Drawn): Truth {
  const { sheets: _sheets, rows, writtenOn, ...facts } = drawn;
  // A photo shows one page, hence the rows of that page alone.
  const shown = rows.filter(({ page }) => variant !== "photo" || page === 1);
  const of = (section: Section) => shown.flatMap((row) => (row.section === section ? [row.cells] : []));
  return {
    ...{ kind: layout.kind, variant, layout: layout.name, split: layout.split },
    ...{ today: plusDays(writtenOn, 12), ...facts },
    rows: {
      degrees: of("degrees"),
      courses: of("courses"),
      credentials: of("credentials"),
      trainingHours: of("trainingHours"),
    },
  };
}

/** Writes documents and truths into a folder and answers how many; `NAME.truth.json` stands beside each. */
export async function generateDocuments(folder: string, wish: GenerateWish): Promise<number> {
  const wanted = layouts.filter(
    ({ split, kind }) => (!wish.split || wish.split === split) && (!wish.kind || wish.kind === kind),
  );
  await mkdir(folder, { recursive: true });
  let written = 0;
  for (const layout of wanted) {
    for (const variant of VARIANTS.filter((each) => !wish.variant || wish.variant === each)) {
      for (let at = 0; at < wish.count; at++) {
        const { name, bytes, truth } = await makeDocument(layout, variant, wish.seed, at);
        const stem = name.replace(/\.\w+$/, "");
        await writeFile(join(folder, name), bytes);
        await writeFile(join(folder, `${stem}.truth.json`), `${JSON.stringify(truth, null, 2)}\n`);
        written += 1;
      }
    }
  }
  return written;
}
