import { Invalid } from "../../kernel/errors.ts";
import {
  type Block,
  Changes,
  type Choices,
  isRowChoice,
  type PlannedCollapse,
  type PlannedField,
  planRows,
} from "../merges/index.ts";
import { fieldKeysOf, planDirectoryFields, recordChanges } from "./fields.ts";
import { inWords } from "./kinds.ts";
import type { Pair } from "./load.ts";
import { columnOf, directoryRules } from "./rules.ts";

export type Plan = {
  fields: PlannedField[];
  changes: Changes;
  moves: Record<string, number>;
  collapses: PlannedCollapse[];
  blocks: Block[];
  warnings: string[];
};

/**
 * What merging `retired` into `survivor` does, row by row, and what stands in its way. Pure: the preview and the merge use
 * the same plan, so that what is shown is what happens.
 * @throws Invalid for a choice that is not to be made here.
 */
export function planDirectoryMerge(pair: Pair, choices: Choices): Plan {
  const { kind, survivor, retired } = pair;
  const known = new Set(fieldKeysOf(kind));
  const unknown = Object.keys(choices).find((key) => !known.has(key) && !isRowChoice(pair, key));
  if (unknown)
    throw new Invalid(`There is nothing to choose about "${unknown.slice(0, 60)}".`, {
      fields: { choices: "Compare the records again: something changed." },
    });
  const fields = planDirectoryFields(kind, survivor, retired, choices);
  const changes = new Changes({ survivorId: survivor.id, retiredId: retired.id, columnOf: columnOf(kind) });
  const { collapses, conflicts } = planRows(pair, directoryRules[kind], choices, changes);
  const unmade = fields
    .filter(({ mustChoose, key }) => mustChoose && !choices[key])
    .map(({ key, survivor: mine, retired: theirs }) => ({
      code: key,
      message: `${words[key] ?? "The values"} differ: ${mine ?? "nothing"} and ${theirs ?? "nothing"}. Choose one.`,
      needs: "choice" as const,
      choiceKey: key,
    }));
  // Rows first, then the retired record, then the survivor: a row finds its record living, and a number moves to a free place.
  const patch = recordChanges(kind, survivor, retired, fields);
  changes.update(kind, retired, { merged_into_id: survivor.id, ...patch.retired }, "updated");
  changes.update(kind, survivor, patch.survivor, "updated");
  return {
    fields,
    changes,
    moves: changes.moved(),
    collapses,
    blocks: [...conflicts, ...unmade, ...grave(pair)],
    warnings: warningsOf(pair),
  };
}

const words: Readonly<Record<string, string>> = {
  accredited: "Whether the degrees are accredited, and so whether they print,",
  hours: "The hours",
  status: "The standings with the registry",
  stateFunded: "Whether the state pays",
};

/** What one person may not decide alone, and what nobody may. */
function grave({ kind, survivor, retired, gains, bothReported }: Pair): Block[] {
  const blocks: Block[] = [];
  const second = (code: string, message: string) =>
    blocks.push({ code, message: `${message} A second person has to agree.`, needs: "second_person" });
  const both = (column: string) => [survivor[column], retired[column]].filter((value) => value !== null);
  const differs = (column: string) =>
    new Set(both(column).map((value) => String(value).toUpperCase())).size > 1;
  if (
    kind === "programs" &&
    both("status").every((status) => status === "active") &&
    differs("license_number")
  )
    second(
      "license_numbers",
      `Both programs are open under different licenses: ${both("license_number").join(" and ")}.`,
    );
  if (kind === "institutions" && differs("ipeds_unit_id"))
    second("ipeds_unit_ids", `The federal numbers differ: ${both("ipeds_unit_id").join(" and ")}.`);
  if (kind === "sponsors" && bothReported)
    second(
      "vendor_codes",
      `Both have sent Direct Service Profiles, as ${both("vendor_code").join(" and ")}.`,
    );
  if (gains.length > 0) {
    const named = gains.slice(0, 10).map(({ name, gains: what }) => `${name} would reach ${what}`);
    const more = gains.length > 10 ? `; and ${gains.length - 10} more people` : "";
    second("access_widens", `The merge gives people more than they have now: ${named.join("; ")}${more}.`);
  }
  if (kind === "trainings" && survivor.sponsor_id !== retired.sponsor_id)
    blocks.push({
      code: "two_sponsors",
      message:
        "These trainings belong to two organizations. If those are one, merge the organizations first.",
      needs: "nothing_helps",
    });
  return blocks;
}

function warningsOf({ kind, survivor, retired, rows }: Pair): string[] {
  const warnings: string[] = [];
  if (kind === "sponsors" && survivor.vendor_code !== retired.vendor_code)
    warnings.push(
      `From now on everything is reported as ${String(survivor.vendor_code)}. ${String(retired.vendor_code)} still finds the organization.`,
    );
  if (kind === "trainings") {
    const [mine, theirs] = [String(survivor.competency), String(retired.competency)];
    const events = rows.get("events")!.retired.length;
    if (mine !== theirs && events > 0)
      warnings.push(
        `${events} ${events === 1 ? "event is" : "events are"} counted under the competency that stays from now on.`,
      );
  }
  if (kind === "institutions" && survivor.state !== retired.state)
    warnings.push(
      `The two are in different states: ${inWords(kind, survivor)} in ${String(survivor.state ?? "none")},
      ${inWords(kind, retired)} in ${String(retired.state ?? "none")}.`.replace(/\s+/g, " "),
    );
  return warnings;
}
