import type { ReportDefinitionView } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { humanKey, inWords } from "../shared/diff.ts";
import { isEmpty, type Params } from "./params.ts";

export type Asked = { name: string; label: string; kind: "text" | "sponsor" | "participant"; value: unknown };

/**
 * What a run was asked, in the order and with the labels of the report's form; empty ones are left out. What the
 * form does not ask for in this role (or a report it may not run) comes last, under a name of its own.
 */
export function askedFor(definition: ReportDefinitionView | undefined, params: Params): Asked[] {
  const fields = definition?.params ?? [];
  const others = Object.keys(params).filter((name) => !fields.some((field) => field.name === name));
  const known = fields.map(({ name, label, type, options }): Asked => {
    const labelOf = (each: unknown) => options?.find(({ value }) => value === each)?.label ?? inWords(each);
    const raw = params[name];
    if (type === "sponsor" || type === "participant") return { name, label, kind: type, value: raw };
    const value =
      type === "date"
        ? formatDay(raw as string | null)
        : Array.isArray(raw)
          ? raw.map(labelOf).join(", ")
          : labelOf(raw);
    return { name, label, kind: "text", value };
  });
  const unknown = others.map((name): Asked => {
    const kind = name === "sponsorId" ? "sponsor" : name === "participantId" ? "participant" : "text";
    const label = humanKey(name.replace(/Id$/, ""));
    return { name, label, kind, value: kind === "text" ? inWords(params[name]) : params[name] };
  });
  return [...known, ...unknown].filter(({ name }) => !isEmpty(params[name]));
}
