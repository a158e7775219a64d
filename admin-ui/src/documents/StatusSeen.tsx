import type { DocumentRow } from "../providers/wire.ts";
import { StatusChip, ToneChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";

/** How a document stands; that one reads it blind, while one does: how it was decided is told after one's look. M8 */
export function StatusSeen({ value }: { value: DocumentRow["status"] }) {
  const t = useText("documents");
  if (value) return <StatusChip of="documentStatus" value={value} />;
  return (
    <ToneChip tone="info" title={t("queue.blindWhy")}>
      {t("queue.blind")}
    </ToneChip>
  );
}
