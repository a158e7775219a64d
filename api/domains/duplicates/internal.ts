import { bands } from "./signals.ts";

/** The band of a score; undefined below the lowest. */
export function bandOf(score: number): keyof typeof bands | undefined {
  if (score >= bands.strong) return "strong";
  if (score >= bands.likely) return "likely";
  return score >= bands.possible ? "possible" : undefined;
}
