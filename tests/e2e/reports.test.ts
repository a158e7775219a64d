import ExcelJS from "exceljs";
import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey, look } from "#tests/support/journey.ts";

const from = "2025-01-01";
const to = "2027-12-31";

/** Runs one report as its reader does: fills in the period, waits while it is made, opens the file. */
async function run(page: Page, title: string): Promise<ExcelJS.Worksheet> {
  await page.goto("/admin/report_runs");
  await page.getByRole("link", { name: "Run a report" }).click();
  await page.getByRole("navigation", { name: "Which report?" }).getByText(title, { exact: true }).click();
  await page.getByLabel("First day").fill(from);
  await page.getByLabel("Last day").fill(to);
  await page.getByRole("button", { name: "Check first" }).click();
  await page.getByText("Before you send the figures on").waitFor();
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.waitForURL(/report_runs\/\d+\/show/);
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 45_000 }),
    page.getByRole("link", { name: "Download" }).click({ timeout: 45_000 }),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.xlsx$/);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await download.path());
  expect(workbook.worksheets.map(({ name }) => name)).toContain("Read me");
  return workbook.worksheets[0]!;
}

/** The rows below the head as `{label: cell}`. */
function rowsOf(sheet: ExcelJS.Worksheet): Record<string, ExcelJS.Cell>[] {
  const labels = (sheet.getRow(1).values as unknown[]).slice(1).map(String);
  const rows: Record<string, ExcelJS.Cell>[] = [];
  sheet.eachRow((row, number) => {
    if (number > 1)
      rows.push(Object.fromEntries(labels.map((label, index) => [label, row.getCell(index + 1)])));
  });
  return rows;
}

journey(
  "a training organization runs both Excel reports and opens them: its own rows, codes kept as text",
  async ({ visit }) => {
    const held = await look()`
    select e.id::text as event, coalesce(r.n, 0)::int as attended from events e
    left join (select event_id, count(*) as n from enrollments where status = 'attended' group by 1) r on r.event_id = e.id
    where e.status in ('published', 'invite_only', 'closed') and e.ends_on between ${from} and ${to}
      and e.sponsor_id = (select m.sponsor_id from sponsor_managers m
        join accounts a on a.participant_id = m.participant_id where a.email = 'sponsor@example.org' limit 1)`;
    const expected = Object.fromEntries(
      held.map(({ event, attended }) => [event as string, attended as number]),
    );

    const page = await visit({ as: "sponsor" });
    const trainings = rowsOf(await run(page, "Sponsor Training Report"));
    const counted = trainings.map((row) => [row["Training ID"]!.value, row.Attended!.value]);
    expect(Object.fromEntries(counted)).toEqual(expected);
    for (const row of trainings) {
      expect(row["Vendor number"]!.type, "a code with leading zeros stays text").toBe(
        ExcelJS.ValueType.String,
      );
      expect(row["First day"]!.value, "a day is a day").toBeInstanceOf(Date);
    }

    const profile = rowsOf(await run(page, "Direct Service Profile"));
    const perEvent: Record<string, number> = {};
    for (const row of profile) {
      const event = String(row["Training ID"]!.value);
      perEvent[event] = (perEvent[event] ?? 0) + 1;
      expect(row["Registry number"]!.value).toMatch(/^\d{7}$/);
      expect(row["Registry number"]!.numFmt).toBe("@");
    }
    expect(perEvent).toEqual(Object.fromEntries(Object.entries(expected).filter(([, people]) => people > 0)));
  },
);
