/** What every benchmark prints as its last line (one JSON object). `ratio` is our figure over the peer's. */
export type BenchResult = {
  bench: string;
  figure: number;
  unit: string;
  peer: string;
  peer_figure: number;
  ratio: number;
  better: "higher" | "lower";
  size: number;
  rss_mb: number;
};

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

export const round = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** @param more further figures of the same run. */
export function printResult(
  result: Omit<BenchResult, "ratio"> & { ratio?: number },
  more: Record<string, number> = {},
): void {
  const ratio = result.ratio ?? result.figure / result.peer_figure;
  console.log(
    JSON.stringify({
      ...result,
      figure: round(result.figure),
      peer_figure: round(result.peer_figure),
      ratio: round(ratio, 3),
      ...more,
    }),
  );
}

/** `--name value` from the command line, as a number. */
export function numberOption(name: string, fallback: number): number {
  const at = process.argv.indexOf(`--${name}`);
  const value =
    at < 0 ? Number.NaN : Number(process.argv[at + 1]?.replace(/k$/, "000").replace(/m$/, "000000"));
  return Number.isFinite(value) ? value : fallback;
}
