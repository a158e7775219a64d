import type { ReactNode } from "react";

export type Tone = "good" | "wait" | "act" | "off";

/** A status: always a word, its colour only repeats it. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={`status status--${tone}`}>{children}</span>;
}

/** A calm box: information, success or a warning. */
export function Notice({
  kind,
  title,
  children,
}: {
  kind: "info" | "success" | "warning" | "error";
  title?: string;
  children: ReactNode;
}) {
  return (
    <div className={`usa-alert usa-alert--${kind}${title ? "" : " usa-alert--slim"}`}>
      <div className="usa-alert__body">
        {title && <h2 className="usa-alert__heading">{title}</h2>}
        <div className="usa-alert__text">{children}</div>
      </div>
    </div>
  );
}

/** Label and value pairs, e.g. of a profile section. Empty values are left out. */
export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

/** An honest empty state: what is not here, and what one can do. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>;
}

/** A big target with a title and a line of explanation. */
export function Tile({ href, title, text }: { href: string; title: string; text: string }) {
  return (
    <li className="tile">
      <a href={href}>
        <strong>{title}</strong>
        <span>{text}</span>
      </a>
    </li>
  );
}

/** One button that changes something: a form of its own, so that it works without JavaScript. */
export function ActionButton({
  action,
  label,
  hidden,
  quiet,
  describe,
}: {
  action: string;
  label: string;
  hidden?: Record<string, string | number>;
  quiet?: boolean;
  /** Said by screen readers after the label, where several buttons read alike. */
  describe?: string;
}) {
  return (
    <form method="post" action={action} className="inline-form">
      {Object.entries(hidden ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className={`usa-button${quiet ? " usa-button--outline" : ""}`}>
        {label}
        {describe && <span className="usa-sr-only"> {describe}</span>}
      </button>
    </form>
  );
}
