import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey, look } from "#tests/support/journey.ts";

type Pair = { left: string; right: string };

/** A pair that the demo knows to be one person, under two names and with nothing that needs a second person. */
async function knownPair(): Promise<Pair> {
  const [fact] =
    await look()`select value -> 'duplicates' as pairs from registry_facts where key = 'demo_truth'`;
  const pairs = fact!.pairs as (Pair & { kind: string })[];
  return pairs.find(({ kind }) => kind === "nickname") ?? pairs[0]!;
}

const numbers = (page: Page, { left, right }: Pair) =>
  page.getByRole("row").filter({ hasText: left }).filter({ hasText: right });

/** Types a number into the search box of every screen and opens what it finds. */
async function search(page: Page, text: string): Promise<void> {
  const box = page.getByRole("combobox", { name: "Find a participant" });
  await box.fill(text);
  await page.getByRole("option").first().click();
  await page.waitForURL(/participants\/\d+\/show/);
}

/** An event that is open and that neither of the two is enrolled in. */
async function eventAhead({ left, right }: Pair): Promise<number> {
  const [event] = await look()`
    select id from events e where status = 'published' and not exists (
      select 1 from enrollments n join participants p on p.id = n.participant_id
      where n.event_id = e.id and p.registry_number in ${look()([left, right])})
    order by starts_on desc limit 1`;
  return event!.id as number;
}

/** Scans a card into the same box: the scanner types the number at once, and Enter. */
async function scan(page: Page, number: string): Promise<void> {
  await page.getByRole("combobox", { name: "Find a participant" }).focus();
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
  await page.waitForURL(/participants\/\d+\/show/);
}

journey(
  "a known duplicate is compared, merged field by field, found under both numbers, and undone",
  async ({ visit }) => {
    const pair = await knownPair();
    const page = await visit({ as: "helpdesk", to: "/admin/duplicates" });
    await numbers(page, pair).click();
    await page.getByText("Why these two").waitFor();
    await page.getByText("What moves").waitFor();

    const survivor = (await page.getByRole("columnheader", { name: /Stays/ }).textContent())!;
    const stays = /\d{7}/.exec(survivor)![0];
    const retires = stays === pair.left ? pair.right : pair.left;
    // The name of the retiring record is the one the person goes by.
    const chosen = page.getByRole("row", { name: /^Name/ }).getByRole("radio").last();
    const value = (await chosen.getAttribute("aria-label"))!.split(": ")[1]!;
    await chosen.check();
    for (const row of await page.getByRole("row").filter({ hasText: "choose one" }).all())
      await row.getByRole("radio").first().check();
    const logins = page.getByRole("radiogroup", { name: "Which sign-in stays?" });
    if (await logins.count()) await logins.getByRole("radio").first().check();
    await page
      .getByLabel("Why is this one person?")
      .fill("Same birth date and address; she goes by both names.");
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await page.getByText("Merged. The old number opens the staying record.").waitFor();
    await page.getByRole("heading", { name: `${retires} into ${stays}` }).waitFor();
    await page.getByRole("button", { name: "Next pair" }).waitFor();
    expect(await page.evaluate("window.scrollY"), "the next screen starts at its top").toBe(0);
    const merge = page.url();

    await search(page, retires);
    await page.getByRole("heading", { level: 1, name: new RegExp(value) }).waitFor();
    await page.getByText(stays).first().waitFor();
    const opened = page.url();
    await page.goto("/admin/merges");
    await scan(page, retires);
    expect(page.url(), "an old card opens the record that stayed").toBe(opened);

    const [old] = await look()`select id from participants where registry_number = ${retires}`;
    await page.goto(`/admin/participants/${old!.id}/show`);
    await page.waitForURL(opened);
    await page.getByText(`${retires} was merged into this record.`).waitFor();
    await page.getByRole("link", { name: "See the record as it rests" }).click();
    await page.getByText(`This record was merged into ${stays}.`).waitFor();

    await page.goto(`/admin/events/${await eventAhead(pair)}/show`);
    await page.getByRole("button", { name: "Enroll someone" }).click();
    await page.getByRole("dialog").getByRole("textbox").waitFor();
    await page.keyboard.type(retires);
    await page.keyboard.press("Enter");
    await page.getByRole("row").filter({ hasText: stays }).waitFor();

    await page.goto(merge);
    await page.getByRole("button", { name: "Undo this merge" }).click();
    await page.getByLabel("Why is it undone?").fill("They are two people after all.");
    await page.getByRole("dialog").getByRole("button", { name: "Undo this merge" }).click();
    await page.getByText("The merge is undone.").waitFor();

    for (const number of [pair.left, pair.right]) {
      await search(page, number);
      await page.getByRole("heading", { level: 1, name: new RegExp(number) }).waitFor();
    }
    const rows = await look()`
    select registry_number, status from participants where registry_number in ${look()([pair.left, pair.right])}`;
    expect(rows.map(({ status }) => status)).not.toContain("merged");
  },
);

journey(
  "the next open pair of the list is one key away, also after a pair was put aside",
  async ({ visit }) => {
    const page = await visit({ as: "helpdesk", to: "/admin/duplicates" });
    const open = await look()`
    select d.id, l.registry_number as left, r.registry_number as right from duplicate_candidates d
      join participants l on l.id = d.left_id join participants r on r.id = d.right_id
    where d.status = 'open' and l.status <> 'merged' and r.status <> 'merged' and (d.group_key is null or d.id = (
      select o.id from duplicate_candidates o where o.group_key = d.group_key and o.status = 'open' order by o.score desc, o.id limit 1))
    order by d.score desc, d.id desc limit 4`;
    const [, second, third, fourth] = open as unknown as (Pair & { id: number })[];
    /** The page of that pair is up, and what comes after it is known. */
    const at = async (pair?: Pair & { id: number }) => {
      await page.waitForURL(new RegExp(`duplicates/${pair!.id}/show`));
      for (const number of [pair!.left, pair!.right])
        await page.getByRole("columnheader", { name: new RegExp(number) }).waitFor();
      await page.locator("button[aria-keyshortcuts=n]:enabled").waitFor();
    };
    await numbers(page, second!).click();
    await at(second);
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("The next open pair of the list").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("n");
    await at(third);
    await page.getByRole("button", { name: "Not a duplicate" }).click();
    await page.getByLabel("Why?").fill("Two cousins.");
    await page.getByRole("dialog").getByRole("button", { name: "Not a duplicate" }).click();
    await page.getByText("The pair is put aside.").waitFor();
    await page.getByRole("button", { name: "Open again" }).waitFor();
    await page.keyboard.press("n");
    await at(fourth);
    await page.goto(`/admin/duplicates/${third!.id}/show`);
    await page.getByRole("button", { name: "Open again" }).click();
    await page.getByText("The pair is on the list again.").waitFor();
  },
);

journey(
  "three records of one person are one line; one of them is set apart, and a pair is left",
  async ({ visit }) => {
    const page = await visit({ as: "helpdesk", to: "/admin/duplicates" });
    const typed = { givenName: "Quirina", familyName: "Ostrogorski-Vanterpool", birthDate: "1971-05-19" };
    const numbers = await page.evaluate(async (person) => {
      const made: string[] = [];
      for (const phone of ["559-555-0131", "559-555-0132", "559-555-0133"]) {
        const headers = { "content-type": "application/json", "x-requested-with": "fetch" };
        const body = JSON.stringify({ ...person, phone, confirmNew: true });
        const answer = await fetch("/api/participants", { method: "POST", headers, body });
        made.push(((await answer.json()) as { registryNumber: string }).registryNumber);
      }
      return made;
    }, typed);
    const line = page.getByRole("row").filter({ hasText: "3 records" }).filter({ hasText: numbers[0] });
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByRole("row").nth(1).waitFor();
          return line.count();
        },
        { timeout: 30_000, interval: 1000 },
      )
      .toBe(1);
    for (const number of numbers) expect(await line.textContent()).toContain(number);
    await line.click();
    await page.getByText("3 records that may be one person").waitFor();
    await page.getByRole("link", { name: `${numbers[0]} / ${numbers[2]}` }).click();
    for (const number of [numbers[0]!, numbers[2]!])
      await page.getByRole("columnheader", { name: new RegExp(number) }).waitFor();
    const third = page
      .getByRole("listitem")
      .filter({ hasText: `(${numbers[2]})` })
      .first();
    await third.getByRole("button", { name: "Somebody else" }).click();
    await page.getByLabel("Why?").fill("A cousin of the same name.");
    await page.getByRole("dialog").getByRole("button", { name: "Somebody else" }).click();
    await page.getByText("The record is set apart.").waitFor();
    await page.goto("/admin/duplicates");
    const pair = page.getByRole("row").filter({ hasText: numbers[0] }).filter({ hasText: numbers[1] });
    await pair.waitFor();
    expect(await page.getByRole("row").filter({ hasText: numbers[2] }).count()).toBe(0);
  },
);
