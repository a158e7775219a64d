/** The API's longest page: where one works is read in windows of so many pairs. */
export const windowSize = 100;

/** Open pairs of one window of the list, in its order, and how many the whole list has. */
export type PairWindow = { ids: readonly number[]; total: number };
/** Where somebody worked: the window, what stood in it when the pair was opened, and that pair. */
export type Place = { window: number; ids: readonly number[]; current: number };

/** The window that holds a page of the list. */
export const windowOf = ({ page, perPage }: { page: number; perPage: number }): number =>
  Math.floor(((page - 1) * perPage) / windowSize);

/**
 * The open pair after the current one, in the order of the list as it stood when that pair was opened: a decision takes
 * pairs off the list, and nobody should start over. After the last it begins again; null where no other is open. U-M10
 */
export async function nextPair(
  { window, ids, current }: Place,
  read: (window: number) => Promise<PairWindow>,
): Promise<{ id: number; window: number } | null> {
  const at = ids.indexOf(current);
  const seen = new Set(at < 0 ? [current] : [...ids, current]);
  const now = await read(window);
  const open = new Set(now.ids);
  const here =
    (at < 0 ? undefined : ids.slice(at + 1).find((id) => open.has(id))) ??
    now.ids.find((id) => !seen.has(id));
  if (here !== undefined) return { id: here, window };
  if (now.total > (window + 1) * windowSize) {
    const there = (await read(window + 1)).ids.find((id) => !seen.has(id));
    if (there !== undefined) return { id: there, window: window + 1 };
  }
  const first = (window === 0 ? now : await read(0)).ids.find((id) => id !== current);
  return first === undefined ? null : { id: first, window: 0 };
}
