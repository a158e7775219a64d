import { expect, test } from "vitest";
import { grouped } from "../../admin-ui/src/merges/grouped.ts";
import type { MergeView, ReportDefinitionView } from "../../admin-ui/src/providers/wire.ts";
import { askedFor } from "../../admin-ui/src/report_runs/askedFor.ts";

const definition: ReportDefinitionView = {
  key: "sponsor_training",
  title: "Sponsor Training Report",
  description: "",
  version: "1",
  format: "xlsx",
  columns: [],
  params: [
    { name: "from", label: "First day", type: "date", required: true },
    { name: "to", label: "Last day", type: "date", required: true },
    {
      name: "programCodes",
      label: "Programs",
      type: "multi",
      required: false,
      options: [{ value: "C", label: "Child Care Initiative" }],
    },
    { name: "counties", label: "Counties", type: "multi", required: false },
    { name: "sponsorId", label: "Training organization", type: "sponsor", required: false },
  ],
};
const params = { sponsorId: 1, to: "2027-06-30", from: "2026-07-01", counties: [], programCodes: ["C", "X"] };

test("a run says what was asked with the form's labels and order; empty ones are left out", () =>
  expect(askedFor(definition, params).map(({ label, kind, value }) => [label, kind, value])).toEqual([
    ["First day", "text", "Jul 1, 2026"],
    ["Last day", "text", "Jun 30, 2027"],
    ["Programs", "text", "Child Care Initiative, X"],
    ["Training organization", "sponsor", 1],
  ]));

test("a run of a report that the role may not run still says what was asked", () =>
  expect(askedFor(undefined, { sponsorId: 1, counties: [] })).toEqual([
    { name: "sponsorId", label: "Sponsor", kind: "sponsor", value: 1 },
  ]));

test("four or more ledger lines of one table and action fold into one group, fewer stay single", () => {
  const line = (position: number, table: string, action: "moved" | "kept"): MergeView["ledger"][number] => ({
    position,
    table,
    action,
    rowId: position,
    text: `line ${position}`,
  });
  const ledger = [
    line(1, "documents", "moved"),
    ...[2, 3, 4, 5].map((position) => line(position, "courses", "moved")),
    line(6, "courses", "kept"),
    line(7, "documents", "moved"),
  ];
  expect(grouped(ledger).map(({ lines }) => lines.map(({ position }) => position))).toEqual([
    [1],
    [7],
    [2, 3, 4, 5],
    [6],
  ]);
});
