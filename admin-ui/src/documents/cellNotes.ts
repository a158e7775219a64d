import { formatDay } from "../shared/dates.ts";
import type { useText } from "../shared/useText.ts";
import type { CellMark } from "./proposals.ts";

type Words = ReturnType<typeof useText<"documents">>;

/** Quarter units as semester units, two thirds, rounded to hundredths as the report does; empty for no number. S70 */
export function asSemester(units: string): string {
  const given = Number(units);
  return units.trim() && Number.isFinite(given) ? (Math.round((given * 2 * 100) / 3) / 100).toFixed(2) : "";
}

/** What is known of a cell beside its value: how sure, as printed, from memory, a guess. */
export function cellNote(mark: CellMark | undefined, value: string, t: Words): string {
  if (!mark) return "";
  const percent = Math.round(mark.confidence * 100);
  if (mark.by === "memory" && mark.memory) {
    const { decidedByName: name, decidedAt, documentId } = mark.memory;
    const when = formatDay(decidedAt);
    const by = name ? t("cell.decidedBy", { name, when }) : t("cell.decidedOn", { when });
    const said = documentId ? `${by} ${t("cell.onDocument", { id: documentId })}` : by;
    return mark.raw ? `${said} ${t("cell.printed", { raw: mark.raw })}` : said;
  }
  if (mark.by === "guess") return t("cell.guess");
  if (mark.by === "estimate") return t("cell.estimate", { raw: mark.raw });
  if (mark.by === "match") return t("cell.match", { percent, raw: mark.raw });
  const sure = t("cell.sure", { percent });
  return mark.raw && mark.raw !== value ? `${sure} ${t("cell.printed", { raw: mark.raw })}` : sure;
}
