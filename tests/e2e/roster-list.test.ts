import { expect } from "vitest";
import { DEMO_PASSWORD } from "#db/seed/demo/sign-ins.ts";
import { journey, look, mailThat } from "#tests/support/journey.ts";
import { xlsxOf } from "#tests/support/sheets.ts";

const held = () => look()`
  select e.id, e.title, e.hours::float8 as hours from events e
  where e.status in ('published', 'closed') and e.ends_on < current_date and e.capacity > (select count(*) from enrollments r where r.event_id = e.id) + 5
    and e.sponsor_id = (select m.sponsor_id from sponsor_managers m
      join accounts a on a.participant_id = m.participant_id where a.email = 'sponsor@example.org' limit 1)
  order by e.id desc limit 1`;

/** Somebody of the demo who is not on an event's roster and whose name nobody shares. */
const somebody = (eventId: number, skip: number) => look()`
  select p.id, p.registry_number as number, p.given_name as given, p.family_name as family from participants p
  where p.status = 'active' and not exists (select 1 from enrollments r where r.event_id = ${eventId} and r.participant_id = p.id)
    and not exists (select 1 from participants o where o.id <> p.id and o.family_name = p.family_name and o.given_name = p.given_name)
  order by p.id offset ${skip} limit 1`;

journey(
  "an agency's manager pastes a sign-in sheet, corrects a row, sees what comes of it and applies it by key",
  async ({ visit }) => {
    const [event] = await held();
    const eventId = Number(event!.id);
    const [one] = await somebody(eventId, 20);
    const [two] = await somebody(eventId, 21);
    const address = `walked.in.${eventId}@example.org`;
    const page = await visit({ as: "sponsor", to: `/admin/events/${eventId}/show` });
    await page.getByRole("link", { name: "Bring in a list" }).click();
    const rows = [
      "Registry ID\tName\tE-mail\tHours",
      `${one!.number}\t${one!.family}, ${one!.given}`,
      `${two!.number}\t${two!.given} ${two!.family}\t\t99`,
      `\tWilhelmina Unregistered\t${address}\t1`,
      "\tSomebody Nowhere",
    ];
    await page.getByLabel("Rows, as copied: one person a line").fill(rows.join("\n"));
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/roster-imports\/\d+\/show/);
    const table = page.getByRole("table", { name: "Rows of the list" });
    await table.waitFor({ timeout: 60_000 });
    expect(await table.locator("tbody tr").allInnerTexts()).toEqual([
      expect.stringContaining("Will be marked attended"),
      expect.stringContaining("nobody can have more"),
      expect.stringContaining("Will be invited"),
      expect.stringContaining("nobody found, no e-mail address"),
    ]);
    await table.locator("tr[data-line='3']").getByRole("button", { name: "Correct" }).click();
    await page.getByRole("dialog").getByLabel("Hours").fill("1");
    await page.getByRole("dialog").getByRole("button", { name: "Compare again" }).click();
    await page.getByText("2 rows change the roster").waitFor();
    await page.getByText("1 invitation is sent.").waitFor();
    await page.keyboard.press("Control+Enter");
    await page.getByText("The list is applied.").waitFor();
    const roster =
      await look()`select participant_id as id, status, hours_granted::float8 as hours from enrollments
    where event_id = ${eventId} and participant_id in (${one!.id}, ${two!.id}) order by hours_granted desc`;
    expect(roster.map(({ id, status, hours }) => [id, status, hours])).toEqual([
      [one!.id, "attended", event!.hours],
      [two!.id, "attended", 1],
    ]);
    const mail = await mailThat(address, /Your hours for/);
    const link = /(\/invitation\?token=[\w-]+)/.exec(mail.text!)![1]!;

    const guest = await visit({ phone: true, to: link });
    await guest.getByRole("heading", { name: String(event!.title) }).waitFor();
    expect(new URL(guest.url()).search, "the token is out of the address").toBe("");
    await guest.getByRole("link", { name: "Sign in" }).last().click();
    await guest.getByLabel("E-mail address").fill("educator@example.org");
    await guest.getByLabel(/^Password/).fill(DEMO_PASSWORD);
    await guest.getByRole("button", { name: "Sign in" }).click();
    await guest.getByRole("button", { name: "Put the hours on my record" }).click();
    await guest.getByText("The hours are on your record.").waitFor();
    await page.reload();
    await table.locator("tr[data-line='4']").getByText("Attended").waitFor();
  },
);

journey(
  "an Excel list with columns nobody knows waits for the manager to say what they hold",
  async ({ visit }) => {
    const [event] = await held();
    const eventId = Number(event!.id);
    const [one] = await somebody(eventId, 30);
    const page = await visit({ as: "sponsor", to: `/admin/roster-imports/create?eventId=${eventId}` });
    const buffer = await xlsxOf([
      ["a", "b", "c"],
      [Number(one!.number), String(one!.given), String(one!.family)],
    ]);
    const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    await page.getByLabel("CSV or Excel (.xlsx)").setInputFiles({ name: "sheet.xlsx", mimeType, buffer });
    await page.getByRole("button", { name: "Compare with the registry" }).click();
    await page.getByText("What the columns hold").waitFor({ timeout: 60_000 });
    for (const [n, column] of ["Registry number", "Given name", "Family name"].entries()) {
      await page.getByLabel(`Column ${n + 1}`).click();
      await page.getByRole("option", { name: column, exact: true }).click();
    }
    await page.getByLabel("The first row names the columns").check();
    await page.getByRole("button", { name: "Compare again" }).click();
    await page.getByText("1 row changes the roster").waitFor({ timeout: 60_000 });
    await page.getByRole("button", { name: "Put aside" }).click();
    await page.getByText("What was typed on this list was removed").waitFor();
  },
);

journey("nothing to send, and a picture that calls itself Excel, are told in words", async ({ visit }) => {
  const [event] = await held();
  const to = `/admin/roster-imports/create?eventId=${event!.id}`;
  const page = await visit({ as: "sponsor", to, expects: /status of 422 .*roster-imports/ });
  await page.getByRole("button", { name: "Compare with the registry" }).click();
  await page.getByText("paste the rows, or choose a file below").waitFor();
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
  const mimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  await page.getByLabel("CSV or Excel (.xlsx)").setInputFiles({ name: "sheet.xlsx", mimeType, buffer: png });
  await page.getByRole("button", { name: "Compare with the registry" }).click();
  await page.getByText("This is a picture. Send the list as CSV or Excel").waitFor();
});
