import { readTable, personOf, parseMapping, peopleSpec, explain, evaluatePeople, truthFromColumn } from "./api/linkage/index.ts";
import { pack } from "./api/linkage/view.ts";
import { scan } from "./api/linkage/scan/scan.ts";
import { inventedMap } from "./tests/linkage/invented.ts";
const kind = process.argv[2]!; const want = process.argv[3] ?? "fp";
const t = await readTable(`/tmp/lk/${kind}.csv`); const m = parseMapping((inventedMap as any)[kind]);
const people = t.rows.map(({row}) => personOf(row.id!, row, m));
const truth = truthFromColumn(t.rows.map(({row}) => row.cluster!));
const ev = await evaluatePeople({ people, truth, split: null, identifierKinds: m.identifiers, extras: m.extras });
const spec = peopleSpec({ identifierKinds: m.identifiers, extras: m.extras });
const f = (x: number) => x.toFixed(1);
console.log("prior", f(ev.model.prior), "rel", ev.model.relatives && f(ev.model.relatives.prior), JSON.stringify(ev.bCubed), "default", JSON.stringify(ev.atDefault), "links", JSON.stringify(ev.pairsAtDefault), ev.blockingRecall, "exp", ev.model.training);
ev.model.comparisons.forEach((c, i) => { const l = spec.comparisons[i]!.levels; if (c.m.length) console.log(c.key.padEnd(20), l.map((x, k) => `${x.key} ${c.m[k]!.toFixed(3)}/${c.u[k]!.toPrecision(2)}=${f(c.weights[k]!)}(${ev.model.relatives ? f(ev.model.relatives.weights[i]![k]!) : ""})`).slice(1).join("  ")); });
const view = pack(spec as any, people.map(spec.encode), people.length);
const s = await scan(view, ev.model, { threshold: want === "fp" ? 3 : -6 });
let n = 0;
for (let k = 0; k < s.weights.length && n < 14; k++) {
  const [a, b] = [s.pairs[2*k]!, s.pairs[2*k+1]!];
  const same = truth[a] === truth[b];
  if (want === "fp" ? same : !(same && s.weights[k]! < 0)) continue;
  n++;
  const e = explain(spec, ev.model, people[a]!, people[b]!);
  console.log(f(e.weight), e.evidence.filter(x => x.weight !== 0).map(x => `${x.key}:${x.level}[${x.left}|${x.right}]${f(x.weight)}`).join("  "));
}
