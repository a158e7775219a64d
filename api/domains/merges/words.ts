/** `training_hours` → `Training hours`. */
export const labelOf = (table: string): string => {
  if (table === "participants") return "Record";
  const words = table.replace("private.", "").replaceAll("_", " ");
  return words[0]!.toUpperCase() + words.slice(1);
};

/** A stored value as a clerk reads it; codes lose their underscores. */
export const show = (value: unknown): string => {
  if (value === null || value === undefined || value === "") return "blank";
  if (Array.isArray(value)) return value.map(show).join(", ");
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /^[a-z_]+$/.test(text) ? text.replaceAll("_", " ") : text;
};

/** Columns about a person that only some roles may read. */
export const sensitive = /^(gender|ethnicity|race|primary_language|other_languages|highest_education)$/;
