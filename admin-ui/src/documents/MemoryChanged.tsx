import { Link as MuiLink } from "@mui/material";
import { Link } from "react-router";
import type { MemoryChange } from "../providers/wire.ts";
import { useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";

/** Told after a decision that taught course memory otherwise: what changed, and where to see who is affected. */
export function MemoryChanged({ changes }: { changes: readonly MemoryChange[] }) {
  const t = useText("documents");
  const vocabulary = useVocabulary();
  const [first] = changes;
  if (!first) return null;
  const label = (code: MemoryChange["after"]["classification"]) =>
    vocabulary?.classificationLabels[code] ?? code;
  const others = changes.reduce((sum, { otherWay }) => sum + otherWay.length, 0);
  const filter = encodeURIComponent(JSON.stringify({ institutionId: first.institutionId }));
  return (
    <span>
      {t("memory.changed", {
        course: first.courseNumber,
        before: label(first.before.classification),
        after: label(first.after.classification),
      })}{" "}
      {changes.length > 1 ? `${t("memory.more", { smart_count: changes.length - 1 })} ` : ""}
      {others > 0 ? `${t("memory.others", { smart_count: others })} ` : ""}
      <MuiLink component={Link} to={`/course-memory?filter=${filter}`} color="inherit">
        {t("memory.open")}
      </MuiLink>
    </span>
  );
}
