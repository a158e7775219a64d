import type { Model } from "./model/model.ts";
import { leastBytes, PackedReader } from "./packed.ts";
import { BELOW, prepare, type Scorer, weigh } from "./score.ts";
import { columnAt, type LinkRecord, type Spec } from "./spec.ts";
import { Packer, type View } from "./view.ts";

type Compared = Pick<Spec, "comparisons" | "columns" | "rules">;

/** Rows of a desk, of some 100 bytes: the first one is small, because a model may be of use once only. */
const FIRST_ROWS = 256;
const MOST_ROWS = 65_536;

/**
 * Where one probe after another is weighed against the few that an index found. Names and what they sound like stay between
 * probes, and so do the comparisons: making these ready for a handful of records costs more than comparing them. A row is
 * written once and never again; when all are taken, another desk takes its place.
 */
class Desk {
  readonly spec: Compared;
  readonly rows: number;
  readonly packer: Packer;
  readonly #model: Model;
  /** For each comparison, the columns it looks at. */
  readonly #reads: readonly number[][];
  #view: View | undefined;
  #scorer: Scorer | undefined;

  constructor(spec: Compared, model: Model, rows: number) {
    this.spec = spec;
    this.rows = rows;
    this.packer = new Packer({ columns: spec.columns, rules: [] }, rows);
    this.#model = model;
    this.#reads = spec.comparisons.map(({ reads }) => reads.map((name) => columnAt(spec, name)));
  }

  /** Which comparisons the probe says anything to. Of the others the answer is known: one of the two does not say. */
  saidBy({ values }: LinkRecord): boolean[] {
    return this.#reads.map((columns) =>
      columns.some((at) => values[at] !== 0 && (values[at] as { length?: number }).length !== 0),
    );
  }

  /** The columns of these comparisons. */
  columnsOf(said: readonly boolean[]): boolean[] {
    const wanted: boolean[] = new Array(this.spec.columns.length).fill(false);
    this.#reads.forEach((columns, at) => {
      if (said[at]) for (const column of columns) wanted[column] = true;
    });
    return wanted;
  }

  /** For the rows so far. */
  scorer(): Scorer {
    const view = this.packer.view();
    if (view !== this.#view || !this.#scorer) {
      this.#scorer = prepare(this.spec, this.#model, view);
      this.#view = view;
    }
    return this.#scorer;
  }
}

const desks = new WeakMap<Model, Desk>();

function deskFor(spec: Compared, model: Model, rows: number): Desk {
  const last = desks.get(model);
  if (last?.spec === spec && last.packer.room >= rows) return last;
  const desk = new Desk(spec, model, Math.max(rows, Math.min(MOST_ROWS, last ? 2 * last.rows : FIRST_ROWS)));
  desks.set(model, desk);
  return desk;
}

/** The weights of one record against some others, in their order. */
export function scoreAgainst(
  spec: Compared,
  model: Model,
  probe: LinkRecord,
  candidates: readonly LinkRecord[],
): number[] {
  const desk = deskFor(spec, model, candidates.length + 1);
  const row = desk.packer.add(withoutKeys(probe));
  const rows = candidates.map((candidate) => desk.packer.add(withoutKeys(candidate)));
  const scorer = desk.scorer();
  return rows.map((other) => weigh(scorer, row, other, BELOW));
}

/** As {@link scoreAgainst} for stored records, one behind the other; a record is not weighed against itself. */
export function scoreStored(
  spec: Compared,
  model: Model,
  probe: LinkRecord,
  stored: Uint8Array,
): { id: number; weight: number }[] {
  const desk = deskFor(spec, model, Math.floor(stored.length / leastBytes(spec)) + 1);
  const row = desk.packer.add(withoutKeys(probe));
  const said = desk.saidBy(probe);
  const wanted = desk.columnsOf(said);
  const found: { id: number; weight: number }[] = [];
  const rows: number[] = [];
  for (const reader = new PackedReader(spec, stored); reader.more; ) {
    found.push({ id: reader.id(), weight: 0 });
    rows.push(desk.packer.addSome(reader, wanted));
  }
  const whole = desk.scorer();
  // Without a cut, `most` of the comparisons that are left out plays no part.
  const scorer = { ...whole, weighings: whole.weighings.filter(({ at }) => said[at]) };
  for (let at = 0; at < rows.length; at++) found[at]!.weight = weigh(scorer, row, rows[at]!, BELOW);
  return found.filter(({ id }) => id !== probe.id);
}

/** Keys have done their work once two records meet. */
const withoutKeys = (record: LinkRecord): LinkRecord => ({ ...record, keys: [], moreKeys: [] });

/**
 * Weighs any two of some stored records, by their ids.
 * @returns the weight; undefined where one of the two is not among them.
 */
export function weigherOf(
  spec: Compared,
  model: Model,
  stored: Uint8Array,
): (a: number, b: number) => number | undefined {
  const packer = new Packer(spec, Math.floor(stored.length / leastBytes(spec)));
  const rows = new Map<number, number>();
  for (const reader = new PackedReader(spec, stored); reader.more; ) {
    const id = reader.id();
    rows.set(id, packer.addPacked(reader));
  }
  const scorer = prepare(spec, model, packer.view());
  return (a, b) => {
    const [x, y] = [rows.get(a), rows.get(b)];
    return x === undefined || y === undefined ? undefined : weigh(scorer, x, y, BELOW);
  };
}
