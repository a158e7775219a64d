import type { PlannedField } from "./plan-fields.ts";
import type { TogetherPreview } from "./schemas.ts";

/** One row of the comparison: each record's own value, and whose stands. */
export function noteField(
  fields: Map<string, TogetherPreview["fields"][number]>,
  { key, survivor, retired, same, mustChoose, takes }: PlannedField,
  survivorId: number,
  retiredId: number,
): void {
  const field = fields.get(key) ?? {
    key,
    values: { [survivorId]: survivor },
    takes: survivorId,
    same: true,
    mustChoose: false,
  };
  field.values[retiredId] = retired;
  field.same &&= same;
  field.mustChoose ||= mustChoose;
  if (takes === "retired" && !same) field.takes = retiredId;
  fields.set(key, field);
}
