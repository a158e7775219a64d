/** The list that stands behind the one at `at`. */
export const after = (lists: Int32Array, at: number): number => at + lists[at]! + 1;

/** True where two lists have a member in common. */
export function share(lists: Int32Array, a: number, b: number): boolean {
  const [endA, endB] = [a + lists[a]!, b + lists[b]!];
  for (let i = a + 1; i <= endA; i++)
    for (let j = b + 1; j <= endB; j++) if (lists[i] === lists[j]) return true;
  return false;
}

/** True where every member of the first list is one of the second. */
export function within(lists: Int32Array, a: number, b: number): boolean {
  const [endA, endB] = [a + lists[a]!, b + lists[b]!];
  for (let i = a + 1; i <= endA; i++) {
    let found = false;
    for (let j = b + 1; j <= endB && !found; j++) found = lists[i] === lists[j];
    if (!found) return false;
  }
  return true;
}

/** True where two lists have the same members in the same order. */
export function equal(lists: Int32Array, a: number, b: number): boolean {
  if (a === b) return true;
  if (lists[a] !== lists[b]) return false;
  for (let i = 1; i <= lists[a]!; i++) if (lists[a + i] !== lists[b + i]) return false;
  return true;
}
