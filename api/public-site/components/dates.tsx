import type { Messages } from "../messages.ts";
import { type FormState, fieldId } from "./forms.tsx";

const monthNames = (locale: string) =>
  Array.from({ length: 12 }, (_, index) =>
    new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" }).format(
      new Date(Date.UTC(2024, index, 1)),
    ),
  );

type DateFieldProps = {
  m: Messages;
  form: FormState;
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** `bday` for a birth date, so that a phone can fill it in. */
  autoComplete?: "bday";
};

/** Month, day and year in three fields: quicker on a phone than paging a calendar back to 1988. */
export function DateField({ m, form, name, label, hint, optional, autoComplete }: DateFieldProps) {
  const error = form.errors[name];
  const hintId = hint ? `${fieldId(name)}-hint` : undefined;
  const errorId = error ? `${fieldId(name)}-error` : undefined;
  const inputClass = `usa-input${error ? " usa-input--error" : ""}`;
  const part = (suffix: "day" | "year") => ({
    id: `${fieldId(name)}-${suffix}`,
    name: `${name}-${suffix}`,
    defaultValue: form.values[`${name}-${suffix}`],
    inputMode: "numeric" as const,
    autoComplete: autoComplete && `${autoComplete}-${suffix}`,
    className: inputClass,
  });
  return (
    <fieldset
      className={`usa-fieldset usa-form-group${error ? " usa-form-group--error" : ""}`}
      aria-describedby={[hintId, errorId].filter(Boolean).join(" ") || undefined}
    >
      <legend className="usa-legend">
        {label}
        {optional && <span className="usa-hint"> ({m.common.optional})</span>}
      </legend>
      {hint && (
        <span className="usa-hint" id={hintId}>
          {hint}
        </span>
      )}
      {error && (
        <span className="usa-error-message" id={errorId}>
          <span className="usa-sr-only">{m.common.errorPrefix}</span>
          {error}
        </span>
      )}
      <div className="usa-memorable-date">
        <div className="usa-form-group usa-form-group--month usa-form-group--select">
          <label className="usa-label" htmlFor={fieldId(name)}>
            {m.common.month}
          </label>
          <select
            className={`usa-select${error ? " usa-input--error" : ""}`}
            id={fieldId(name)}
            name={`${name}-month`}
            autoComplete={autoComplete && `${autoComplete}-month`}
            defaultValue={form.values[`${name}-month`] ?? ""}
          >
            <option value="">{m.common.choose}</option>
            {monthNames("en").map((month, index) => (
              <option key={month} value={String(index + 1)}>
                {month}
              </option>
            ))}
          </select>
        </div>
        <div className="usa-form-group usa-form-group--day">
          <label className="usa-label" htmlFor={`${fieldId(name)}-day`}>
            {m.common.day}
          </label>
          <input {...part("day")} maxLength={2} />
        </div>
        <div className="usa-form-group usa-form-group--year">
          <label className="usa-label" htmlFor={`${fieldId(name)}-year`}>
            {m.common.year}
          </label>
          <input {...part("year")} maxLength={4} />
        </div>
      </div>
    </fieldset>
  );
}

/** A stored `YYYY-MM-DD` as the values of the three fields. */
export function dateParts(name: string, date: string | null | undefined): Record<string, string> {
  if (!date) return {};
  const [year, month, day] = date.split("-");
  return {
    [`${name}-year`]: year!,
    [`${name}-month`]: String(Number(month)),
    [`${name}-day`]: String(Number(day)),
  };
}

/**
 * The three fields as `YYYY-MM-DD`.
 * @returns undefined where all three are empty; `{problem}` where they make no date.
 */
export function readDate(
  m: Messages,
  values: Record<string, string>,
  name: string,
): { date?: string; problem?: string } {
  const [year, month, day] = ["year", "month", "day"].map((part) => (values[`${name}-${part}`] ?? "").trim());
  if (!year && !month && !day) return {};
  if (
    !year ||
    !month ||
    !day ||
    ![year, month, day].every((part) => /^[0-9]+$/.test(part)) ||
    year.length !== 4
  )
    return { problem: m.common.dateIncomplete };
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real ? { date: date.toISOString().slice(0, 10) } : { problem: m.common.dateImpossible };
}
