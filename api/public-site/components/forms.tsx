import type { ReactNode } from "react";
import type { FieldErrors } from "../../kernel/errors.ts";
import type { Messages } from "../messages.ts";

/** What the visitor typed and what was wrong with it; a form is drawn from this alone. */
export type FormState = {
  values: Record<string, string>;
  errors: FieldErrors;
  message?: string;
  /** What the refusal carried besides, e.g. the document that is here already. */
  details?: unknown;
};
export const emptyForm: FormState = { values: {}, errors: {} };

type Field = {
  m: Messages;
  form: FormState;
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  /** A filter: may be left empty without a word about it. */
  notRequired?: boolean;
};

/** Element that an error of `name` is about; the summary links there. */
export const fieldId = (name: string): string => `field-${name.replace(/[^a-zA-Z0-9]+/g, "-")}`;
const hintId = (name: string) => `${fieldId(name)}-hint`;
const errorId = (name: string) => `${fieldId(name)}-error`;

function described(name: string, hint: unknown, error: unknown): string | undefined {
  return [hint && hintId(name), error && errorId(name)].filter(Boolean).join(" ") || undefined;
}

/** On top of a form that was refused: every message, each a link to its field. */
export function ErrorSummary({ m, form, labels }: { m: Messages; form: FormState; labels?: FieldErrors }) {
  const entries = Object.entries(form.errors);
  if (entries.length === 0 && !form.message) return null;
  return (
    <div className="usa-alert usa-alert--error" role="alert" id="error-summary" tabIndex={-1}>
      <div className="usa-alert__body">
        <h2 className="usa-alert__heading">{m.common.errorTitle}</h2>
        {form.message && <p className="usa-alert__text">{form.message}</p>}
        {entries.length > 0 && (
          <ul className="usa-list error-list">
            {entries.map(([name, text]) => (
              <li key={name}>
                <a href={`#${fieldId(name)}`}>{labels?.[name] ? `${labels[name]}: ${text}` : text}</a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}

function Label({ m, name, label, optional }: Pick<Field, "m" | "name" | "label" | "optional">) {
  return (
    <label className="usa-label" htmlFor={fieldId(name)}>
      {label}
      {optional && <span className="usa-hint"> ({m.common.optional})</span>}
    </label>
  );
}

function Hint({ name, hint }: { name: string; hint?: string }) {
  if (!hint) return null;
  return (
    <span className="usa-hint" id={hintId(name)}>
      {hint}
    </span>
  );
}

function FieldError({ m, name, error }: { m: Messages; name: string; error?: string }) {
  if (!error) return null;
  return (
    <span className="usa-error-message" id={errorId(name)}>
      <span className="usa-sr-only">{m.common.errorPrefix}</span>
      {error}
    </span>
  );
}

function Group({ field, children }: { field: Field; children: ReactNode }) {
  const error = field.form.errors[field.name];
  return (
    <div className={`usa-form-group${error ? " usa-form-group--error" : ""}`}>
      <Label {...field} />
      <Hint {...field} />
      <FieldError m={field.m} name={field.name} error={error} />
      {children}
    </div>
  );
}

function common(field: Field) {
  const error = field.form.errors[field.name];
  return {
    id: fieldId(field.name),
    name: field.name,
    "aria-describedby": described(field.name, field.hint, error),
    "aria-invalid": error ? (true as const) : undefined,
    required: !(field.optional || field.notRequired) || undefined,
  };
}

type TextFieldProps = Field & {
  type?: "text" | "email" | "password" | "tel" | "search" | "date" | "number";
  autoComplete?: string;
  inputMode?: "numeric" | "decimal" | "email" | "tel";
  maxLength?: number;
  small?: boolean;
};

/** One line of text. A password is never written back into the page. */
export function TextField(props: TextFieldProps) {
  const { type = "text", form, name } = props;
  return (
    <Group field={props}>
      <input
        {...common(props)}
        className={`usa-input${props.small ? " usa-input--small" : ""}${form.errors[name] ? " usa-input--error" : ""}`}
        type={type}
        defaultValue={type === "password" ? undefined : form.values[name]}
        autoComplete={props.autoComplete}
        autoCapitalize={type === "email" || type === "password" ? "none" : undefined}
        inputMode={props.inputMode}
        maxLength={props.maxLength}
        spellCheck={type === "email" || type === "password" ? false : undefined}
      />
    </Group>
  );
}

export function TextArea(props: Field & { rows?: number; maxLength?: number }) {
  return (
    <Group field={props}>
      <textarea
        {...common(props)}
        className={`usa-textarea${props.form.errors[props.name] ? " usa-input--error" : ""}`}
        rows={props.rows ?? 4}
        maxLength={props.maxLength}
        defaultValue={props.form.values[props.name]}
      />
    </Group>
  );
}

export type Option = { readonly code: string; readonly label: string };

/** A choice from a list; `empty` is the line shown before one is made. */
export function SelectField(props: Field & { options: readonly Option[]; empty?: string }) {
  return (
    <Group field={props}>
      <select
        {...common(props)}
        className={`usa-select${props.form.errors[props.name] ? " usa-input--error" : ""}`}
        defaultValue={props.form.values[props.name] ?? ""}
      >
        <option value="">{props.empty ?? props.m.common.choose}</option>
        {props.options.map(({ code, label }) => (
          <option key={code} value={code}>
            {label}
          </option>
        ))}
      </select>
    </Group>
  );
}

export function CheckboxField({ children, ...props }: Omit<Field, "label"> & { children: ReactNode }) {
  const error = props.form.errors[props.name];
  return (
    <div className={`usa-form-group${error ? " usa-form-group--error" : ""}`}>
      <FieldError m={props.m} name={props.name} error={error} />
      <div className="usa-checkbox">
        <input
          {...common({ ...props, label: "", optional: true })}
          className="usa-checkbox__input"
          type="checkbox"
          value="yes"
          defaultChecked={props.form.values[props.name] === "yes"}
        />
        <label className="usa-checkbox__label" htmlFor={fieldId(props.name)}>
          {children}
        </label>
      </div>
      <Hint {...props} />
    </div>
  );
}

export function FileField(props: Field & { accept: string }) {
  return (
    <Group field={props}>
      <input {...common(props)} className="usa-file-plain" type="file" accept={props.accept} />
    </Group>
  );
}

export function Button({
  children,
  quiet,
  danger,
}: {
  children: ReactNode;
  quiet?: boolean;
  danger?: boolean;
}) {
  const kind = danger ? " usa-button--secondary" : quiet ? " usa-button--outline" : "";
  return (
    <button className={`usa-button${kind}`} type="submit">
      {children}
    </button>
  );
}
