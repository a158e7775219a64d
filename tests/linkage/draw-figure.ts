/**
 * `node --import tsx tests/linkage/draw-figure.ts`: draws docs/matching.svg from what the engine says of invented registry
 * records: where one pair's weight comes from, and predicted against actual probabilities.
 */
import { writeFileSync } from "node:fs";
import {
  type Explanation,
  evaluate,
  explain,
  type Model,
  parseMapping,
  peopleSpec,
  personOf,
  truthFromColumn,
} from "#api/linkage/index.ts";
import { inventedMap, inventedRows } from "./invented.ts";

const SIZE = 8000;
const rows = inventedRows("registry", SIZE);
const mapping = parseMapping(inventedMap.registry);
const people = rows.map((row) => personOf(row.id, row, mapping));
const truth = truthFromColumn(rows.map(({ cluster }) => cluster));
const { model, calibration } = await evaluate(peopleSpec(), people, { truth, split: null });

/** A pair that is one person and needs most of its fields to show it: near the middle, with many of them said. */
function tellingPair(): Explanation {
  const places = new Map<number, number[]>();
  truth.forEach((who, at) => {
    places.set(who, [...(places.get(who) ?? []), at]);
  });
  const pairs = [...places.values()].filter((records) => records.length === 2);
  const said = (explanation: Explanation) => explanation.evidence.filter(({ weight }) => weight !== 0);
  const against = (explanation: Explanation) => said(explanation).filter(({ weight }) => weight < 0).length;
  return pairs
    .map(([a, b]) => explain(peopleSpec(), model as Model, people[a!]!, people[b!]!))
    .filter(({ weight }) => weight > 2 && weight < 20)
    .sort((x, y) => said(y).length + against(y) - said(x).length - against(x))[0]!;
}

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const label = (x: number, y: number, text: string, anchor = "start", size = 12) =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" font-size="${size}">${escaped(text)}</text>`;

function waterfall({ prior, evidence, weight }: Explanation): string[] {
  const steps = [
    { name: "two records at random", weight: prior },
    ...evidence
      .filter((each) => each.weight !== 0)
      .map(({ key, level, left, right, weight: bits }) => ({
        name: `${key.replaceAll("_", " ")}: ${level.replaceAll("_", " ")}${left && right ? ` (${left} | ${right})` : ""}`,
        weight: bits,
      })),
  ];
  let sum = 0;
  const reached = steps.map((step) => {
    sum += step.weight;
    return sum;
  });
  const [low, high] = [Math.min(0, ...reached), Math.max(0, ...reached)];
  const at = (bits: number) => 450 + ((bits - low) / (high - low)) * 350;
  const bars = steps.flatMap(({ name, weight: bits }, i) => {
    const [from, to] = [at(reached[i]! - bits), at(reached[i]!)];
    const y = 46 + i * 26;
    const color = bits >= 0 ? "#1f7a4d" : "#b3432b";
    return [
      label(440, y + 13, name.length > 68 ? `${name.slice(0, 67)}…` : name, "end", 11),
      `<rect x="${Math.min(from, to).toFixed(1)}" y="${y}" width="${Math.max(1, Math.abs(to - from)).toFixed(1)}" height="18" fill="${color}"/>`,
      label(Math.max(from, to) + 4, y + 13, `${bits > 0 ? "+" : ""}${bits.toFixed(1)}`, "start", 11),
    ];
  });
  const end = 46 + steps.length * 26;
  const chance = 100 / (1 + 2 ** -weight);
  return [
    label(10, 24, "Where one pair's weight comes from, in bits", "start", 14),
    ...bars,
    `<line x1="${at(0).toFixed(1)}" y1="40" x2="${at(0).toFixed(1)}" y2="${end}" stroke="#555" stroke-dasharray="3 3"/>`,
    label(
      400,
      end + 16,
      `together ${weight.toFixed(1)} bits: ${chance.toFixed(3)} % the same person`,
      "end",
      12,
    ),
  ];
}

function calibrated(top: number): string[] {
  const known = calibration.filter(({ pairs }) => pairs >= 5);
  const x = (share: number) => 450 + share * 220;
  const y = (share: number) => top + 250 - share * 220;
  return [
    label(10, top + 4, "Predicted against actual, by band of probability", "start", 14),
    `<rect x="${x(0)}" y="${y(1)}" width="220" height="220" fill="none" stroke="#555"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#555" stroke-dasharray="3 3"/>`,
    ...known.flatMap(({ expected, observed, pairs }, i) => [
      `<circle cx="${x(expected).toFixed(1)}" cy="${y(observed).toFixed(1)}" r="5" fill="#20548f"/>`,
      label(
        400,
        top + 46 + i * 22,
        `${pairs} pairs: predicted ${expected.toFixed(2)}, actual ${observed.toFixed(2)}`,
        "end",
        11,
      ),
    ]),
    label(x(0.5), top + 270, "predicted", "middle"),
    label(x(1) + 8, y(0.5), "actual"),
  ];
}

const pair = tellingPair();
const first = waterfall(pair);
const top = 46 + (pair.evidence.filter(({ weight }) => weight !== 0).length + 1) * 26 + 60;
writeFileSync(
  new URL("../../docs/matching.svg", import.meta.url),
  `<svg xmlns="http://www.w3.org/2000/svg" width="860" height="${top + 290}" font-family="sans-serif" fill="#222">
<title>The weight of one pair, field by field, and how often pairs of a predicted probability were one person</title>
<rect width="100%" height="100%" fill="#fff"/>
${[...first, ...calibrated(top)].join("\n")}
</svg>
`,
);
