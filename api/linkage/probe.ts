import type { Model } from "./model/model.ts";
import { leastBytes, PackedReader } from "./packed.ts";
import { BELOW, prepare, type Scorer, weigh } from "./score.ts";
import type { LinkRecord, Spec } from "./spec.ts";
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
  #view: View | undefined;
  #scorer: Scorer | undefined;

  constructor(spec: Compared, model: Model, rows: number) {
    this.spec = spec;
    this.rows = rows;
    this.packer = new Packer({ columns: spec.columns, rules: [] }, rows);
    this.#model = model;
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
  const { packer, ...desk } = prepared(spec, model, probe, candidates.length);
  const rows = candidates.map((candidate) => packer.add(withoutKeys(candidate)));
  const scorer = desk.scorer();
  return rows.map((row) => weigh(scorer, desk.row, row, BELOW));
}

/** As {@link scoreAgainst} for stored records, one behind the other; a record is not weighed against itself. */
export function scoreStored(
  spec: Compared,
  model: Model,
  probe: LinkRecord,
  stored: Uint8Array,
): { id: number; weight: number }[] {
  const { packer, ...desk } = prepared(spec, model, probe, Math.floor(stored.length / leastBytes(spec)));
  const found: { id: number; row: number }[] = [];
  for (const reader = new PackedReader(spec, stored); reader.more; ) {
    const id = reader.id();
    found.push({ id, row: packer.addPacked(reader) });
  }
  const scorer = desk.scorer();
  return found.flatMap(({ id, row }) =>
    id === probe.id ? [] : [{ id, weight: weigh(scorer, desk.row, row, BELOW) }],
  );
}

/** Keys have done their work once two records meet. */
const withoutKeys = (record: LinkRecord): LinkRecord => ({ ...record, keys: [], moreKeys: [] });

/** A desk on which the probe lies, with room for so many more. */
function prepared(spec: Compared, model: Model, probe: LinkRecord, others: number) {
  const desk = deskFor(spec, model, others + 1);
  return { packer: desk.packer, row: desk.packer.add(withoutKeys(probe)), scorer: () => desk.scorer() };
}

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
