/** Milliseconds as `12:05`. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A lease about to end is renewed for somebody who worked in the last five minutes, not for an empty chair. */
export function shouldRenew(leftMs: number, idleMs: number): boolean {
  return leftMs > 0 && leftMs < 3 * 60_000 && idleMs < 5 * 60_000;
}
