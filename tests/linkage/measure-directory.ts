/**
 * Prints the figures of docs/matching.md for directory records: invented files with the slips the engine was made on and with
 * slips it has not seen, and, where `--ipeds FILE` names the federal directory's header file, its real names with both.
 */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parse } from "csv-parse/sync";
import {
  directoryRecordOf,
  directorySpecs,
  evaluate,
  parseMapping,
  type Spec,
  truthFromColumn,
} from "#api/linkage/index.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { officeSlips } from "./directory-slips.ts";
import { elsewhereSlips } from "./directory-slips-elsewhere.ts";
import type { InventedRow } from "./invented.ts";
import {
  directoryMap,
  type InventedDirectoryKind,
  inventedDirectory,
  type Slips,
} from "./invented-directory.ts";

const { values } = parseArgs({
  options: { ipeds: { type: "string" }, size: { type: "string", default: "3000" } },
});
const slipsOf: Record<string, Slips> = { office: officeSlips, elsewhere: elsewhereSlips };

async function measure(
  name: string,
  kind: InventedDirectoryKind,
  rows: readonly InventedRow[],
): Promise<void> {
  const mapping = parseMapping(directoryMap[kind], kind);
  const spec = directorySpecs[kind]([]) as unknown as Spec<unknown>;
  const inputs = rows.map((row) => directoryRecordOf[kind](row.id, row, mapping));
  const truth = truthFromColumn(rows.map(({ cluster }) => cluster));
  const { records, blockingRecall, atDefault, best } = await evaluate(spec, inputs, { truth, split: null });
  const figures = [blockingRecall, atDefault.precision, atDefault.recall, atDefault.f1, best.f1];
  console.log([name, records, atDefault.truePairs, ...figures.map((figure) => figure.toFixed(4))].join("\t"));
}

/** The federal directory with every tenth institution standing twice. */
async function ipedsRows(path: string, slips: Slips, seed: string): Promise<InventedRow[]> {
  const random = makeRandom(seed);
  const rows: Record<string, string>[] = parse(await readFile(path), {
    columns: true,
    bom: true,
    relax_quotes: true,
  });
  return rows.flatMap((row, at) => {
    const said = (column: string) => row[column]?.trim() ?? "";
    const first = {
      ...{ name: said("INSTNM"), aliases: said("IALIAS").replaceAll("|", ";"), unit: said("UNITID") },
      ...{ city: said("CITY"), zip: said("ZIP"), state: said("STABBR"), website: said("WEBADDR") },
    };
    const one = { id: `r${at}`, cluster: `c${at}`, ...first };
    const again = () => ({
      ...one,
      ...slips(random, { ...first, aliases: "" }, "institutions"),
      id: `s${at}`,
    });
    return random.chance(0.1) ? [one, again()] : [one];
  });
}

console.log("file\trecords\ttrue pairs\tblocking recall\tprecision\trecall\tF1\tbest F1");
for (const [slips, change] of Object.entries(slipsOf)) {
  const seed = slips === "office" ? "tune" : "unseen";
  for (const kind of Object.keys(directoryMap) as InventedDirectoryKind[]) {
    await measure(`${kind}, ${slips}`, kind, inventedDirectory(kind, Number(values.size), change, seed));
  }
  if (values.ipeds)
    await measure(`IPEDS, ${slips}`, "institutions", await ipedsRows(values.ipeds, change, seed));
}
