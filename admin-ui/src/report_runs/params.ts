import type { ReportField } from "../providers/wire.ts";

export type Params = Record<string, unknown>;

export const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** What a report's form starts with. */
export function initialParams(fields: readonly ReportField[]): Params {
  return Object.fromEntries(
    fields.filter(({ initial }) => initial !== undefined).map(({ name, initial }) => [name, initial]),
  );
}

/** Names of required fields that are still empty. */
export function missingParams(fields: readonly ReportField[], values: Params): string[] {
  return fields.filter(({ name, required }) => required && isEmpty(values[name])).map(({ name }) => name);
}

/** The params to send: empty ones are left out. */
export function toParams(fields: readonly ReportField[], values: Params): Params {
  return Object.fromEntries(
    fields.filter(({ name }) => !isEmpty(values[name])).map(({ name }) => [name, values[name]]),
  );
}
