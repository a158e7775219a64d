import { desc, eq } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { linkageModels } from "#db/schema/index.ts";
import { assumedModel, type Bands, type Model } from "../../linkage/index.ts";
import { spec } from "./people.ts";

/**
 * Bands begin no lower than this, whatever the figures promise: fields agree together more often than a model of
 * independent fields believes, and a merge is about a person. 10 bits are a thousand to one.
 */
const floor: Bands = { strong: 10, likely: 6, possible: 0 };
export const careful = ({ strong, likely, possible }: Bands, least: Bands = floor): Bands => ({
  strong: Math.max(strong, least.strong),
  likely: Math.max(likely, least.likely),
  possible: Math.max(possible, least.possible),
});

/** What people of one household share against strangers, before data say: family name, address, phone; birthdays of twins. */
const householdBits: Record<string, Record<string, number>> = {
  family_name: { exact: 9.5, part: 8, different: -2 },
  address: { same: 16, similar: 13, zip_and_city: 5 },
  phone: { same: 18 },
  email: { same: 13 },
  birth_date: { exact: 9.5, different: 0 },
  given_name: { exact: -3, nickname: -3 },
};

const first = assumedModel(spec);
/** Before the first look at everybody, and in a registry too small to learn from. */
const assumed: Model = {
  ...first,
  bands: careful(first.bands),
  relatives: {
    prior: first.prior + 1,
    weights: spec.comparisons.map(({ key, levels }) =>
      levels.map((level) => householdBits[key]?.[level.key] ?? 0),
    ),
  },
};
let known: { id: number; at: number; model: Model } | undefined;

/** The model in use: the newest learned from this registry, or the assumed one before the first look at everybody. */
export async function modelInUse(tx: Tx): Promise<{ id: number | null; model: Model }> {
  const [newest] = await tx
    .select({ id: linkageModels.id, at: linkageModels.createdAt })
    .from(linkageModels)
    .where(eq(linkageModels.kind, "people"))
    .orderBy(desc(linkageModels.id))
    .limit(1);
  if (!newest) return { id: null, model: assumed };
  if (known?.id !== newest.id || known.at !== newest.at.getTime()) {
    const [row] = await tx.select().from(linkageModels).where(eq(linkageModels.id, newest.id));
    known = { id: newest.id, at: newest.at.getTime(), model: row!.model as unknown as Model };
  }
  // A model learned for other comparisons than this version makes is of no use to it.
  return sameComparisons(known.model) ? known : { id: null, model: assumed };
}

const shape = JSON.stringify(spec.comparisons.map(({ key, levels }) => [key, levels.length]));
const sameComparisons = (model: Model) =>
  JSON.stringify(model.comparisons.map(({ key, weights }) => [key, weights.length])) === shape;
