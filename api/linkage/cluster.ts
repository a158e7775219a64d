/** A pair of records by their numbers, with its weight in bits. */
export type Link = { a: number; b: number; weight: number };

/** One pair says at most so much when two groups are weighed: a single strong link does not outvote all others. */
const MOST_SAY = 12;
/** So many records of each group are asked. */
const ASKED = 8;

/**
 * Groups of records that are one thing. Links are taken from the strongest; two groups join only where their members, taken
 * together, speak for it: every pair across is weighed, linked or not, so that A–B and B–C do not make A and C the same
 * when they contradict each other (correlation clustering, Bansal, Blum and Chawla 2004, by the greedy rule).
 * @param weigh the weight of any pair, above or below the threshold.
 * @returns for each record the smallest record of its group.
 */
export function cluster(
  count: number,
  links: readonly Link[],
  weigh: (a: number, b: number) => number,
): Int32Array {
  const groupOf = Int32Array.from({ length: count }, (_, record) => record);
  const members = new Map<number, number[]>();
  const membersOf = (group: number) => members.get(group) ?? [group];
  const known = new Map<number, number>();
  for (const { a, b, weight } of links) known.set(a * count + b, weight);
  const say = (x: number, y: number): number => {
    const [a, b] = x < y ? [x, y] : [y, x];
    let weight = known.get(a * count + b);
    if (weight === undefined) {
      weight = weigh(a, b);
      known.set(a * count + b, weight);
    }
    return Math.max(-MOST_SAY, Math.min(MOST_SAY, weight));
  };
  const strongestFirst = [...links].sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
  for (const { a, b } of strongestFirst) {
    const [groupA, groupB] = [groupOf[a]!, groupOf[b]!];
    if (groupA === groupB) continue;
    const [left, right] = [membersOf(groupA), membersOf(groupB)];
    if (left.length + right.length > 2 && !agree(left, right, say)) continue;
    const [into, from] = groupA < groupB ? [groupA, groupB] : [groupB, groupA];
    const joined = [...membersOf(into), ...membersOf(from)].sort((x, y) => x - y);
    for (const member of membersOf(from)) groupOf[member] = into;
    members.set(into, joined);
    members.delete(from);
  }
  return groupOf;
}

function agree(left: number[], right: number[], say: (x: number, y: number) => number): boolean {
  let sum = 0;
  for (const x of left.slice(0, ASKED)) for (const y of right.slice(0, ASKED)) sum += say(x, y);
  return sum > 0;
}
