import { and, desc, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import type { DirectoryKind } from "#db/enums.ts";
import { linkageModels } from "#db/schema/index.ts";
import { assumedFor, type Bands, type Model, pack, type Spec } from "../../linkage/index.ts";
import { careful } from "../duplicates/index.ts";
import { specs } from "./kinds.ts";
import type { Held } from "./records.ts";

/** Bands begin no lower than this: a merge of the directory moves other people's records, but it can be undone. */
const least: Bands = { strong: 9, likely: 4, possible: 0 };
export const bandsFrom = (bands: Bands): Bands => careful(bands, least);

export type InUse = { id: number | null; model: Model };
const learned = new Map<DirectoryKind, { id: number; at: number; model: Model }>();
const assumed = new WeakMap<ReadonlyMap<number, Held>, Model>();

/** The newest model learned from this registry's records of the kind; before that the assumed one, for as many as there are. */
export async function modelInUse(
  tx: Tx,
  kind: DirectoryKind,
  all: ReadonlyMap<number, Held>,
): Promise<InUse> {
  const [newest] = await tx
    .select({ id: linkageModels.id, at: linkageModels.createdAt })
    .from(linkageModels)
    .where(and(eq(linkageModels.kind, kind)))
    .orderBy(desc(linkageModels.id))
    .limit(1);
  if (!newest) return { id: null, model: assumedOf(kind, all) };
  const held = learned.get(kind);
  if (held?.id === newest.id && held.at === newest.at.getTime()) return held;
  const [row] = await tx.select().from(linkageModels).where(eq(linkageModels.id, newest.id));
  const model = row!.model as unknown as Model;
  // A model learned for other comparisons than this version makes is of no use to it.
  if (shapeOf(model.comparisons.map(({ key, weights }) => [key, weights.length])) !== shapes[kind])
    return { id: null, model: assumedOf(kind, all) };
  const found = { id: newest.id, at: newest.at.getTime(), model };
  learned.set(kind, found);
  return found;
}

export function assumedOf(kind: DirectoryKind, all: ReadonlyMap<number, Held>): Model {
  const known = assumed.get(all);
  if (known) return known;
  const view = pack(
    specs[kind],
    [...all.values()].map(({ record }) => record),
  );
  const first = assumedFor(specs[kind] as unknown as Spec, view);
  const model = { ...first, bands: bandsFrom(first.bands) };
  assumed.set(all, model);
  return model;
}

const shapeOf = (levels: readonly (readonly [string, number])[]) => JSON.stringify(levels);
const shapes = Object.fromEntries(
  Object.entries(specs).map(([kind, { comparisons }]) => [
    kind,
    shapeOf(comparisons.map(({ key, levels }) => [key, levels.length])),
  ]),
);
