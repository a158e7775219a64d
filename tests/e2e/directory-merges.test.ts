import type { Page } from "playwright-core";
import { expect } from "vitest";
import { journey, look } from "#tests/support/journey.ts";

type Pair = { id: number; left: string; right: string };

/** Open pairs of institutions in the order of the list, as soon as the workers have looked. */
async function openPairs(page: Page): Promise<Pair[]> {
  const rows = page.locator("tbody tr").filter({ visible: true });
  const listed = async () => {
    await page.reload();
    await page.getByText("Last search").waitFor();
    return rows.count();
  };
  await expect.poll(listed, { timeout: 30_000 }).toBeGreaterThan(1);
  return (await look()`select d.id, l.name as left, r.name as right from directory_candidates d
    join institutions l on l.id = d.left_id join institutions r on r.id = d.right_id
    where d.kind = 'institutions' and d.status = 'open' order by d.score desc, d.id desc`) as unknown as Pair[];
}

/** A program of the demo with staff, and the same site once more as somebody typed it, with staff of its own. */
async function knownTwins(): Promise<{ id: number; name: string; twin: number }> {
  const [program] = await look()`select p.id, p.name, p.setting from programs p
    where p.status = 'active' and (select count(*) from employments e where e.program_id = p.id) > 1
      and not exists (select 1 from access_grants g where g.program_id = p.id and g.status = 'granted')
    order by p.id desc limit 1`;
  const [twin] = await look()`insert into programs (program_number, name, setting, license_number)
    values ('990017', ${`${program!.name} Site`}, ${program!.setting}, null) returning id`;
  await look()`insert into employments (participant_id, program_id, position, started_on)
    select participant_id, ${twin!.id}, 'director', '2031-01-01' from employments where program_id = ${program!.id} limit 2`;
  return { id: Number(program!.id), name: String(program!.name), twin: Number(twin!.id) };
}

journey(
  "two programs are compared, merged, found under both numbers, and parted again",
  async ({ visit }) => {
    const { id, name, twin } = await knownTwins();
    const page = await visit({
      as: "helpdesk",
      to: `/admin/directory_merges/create?kind=programs&left=${id}&right=${twin}`,
    });
    await page.getByRole("heading", { name: "Merge programs" }).waitFor();
    await page
      .getByRole("columnheader", { name: new RegExp(name) })
      .first()
      .waitFor();
    await page.getByText(/^employments: 2/).waitFor();

    const merge = page.getByRole("button", { name: "Merge", exact: true });
    expect(await merge.isDisabled(), "a merge takes a reason").toBe(true);
    await page.getByRole("textbox", { name: /one and the same/ }).fill("The site was entered twice");
    await merge.click();
    await page.waitForURL(/directory_merges\/\d+\/show/);
    await page.getByText("moved to").first().waitFor();

    await page.goto(`/admin/programs/${twin}/show`);
    await page.getByText(`This record was merged into ${name}`).waitFor();
    await page.getByRole("link", { name: `Open ${name}` }).click();
    await page.getByText("Merged from").waitFor();
    const found = await page.request.get(
      `/api/programs?filter=${encodeURIComponent(JSON.stringify({ q: "990017" }))}`,
    );
    expect(((await found.json()) as { id: number }[]).map((row) => row.id)).toEqual([id]);

    await page.getByRole("link", { name: "Directory merge" }).click();
    await page.getByRole("button", { name: "Undo this merge" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: /undone/ }).fill("Two sites after all");
    await dialog.getByRole("button", { name: "Undo this merge" }).click();
    await page.getByText("The merge is undone.").waitFor();
    await page.getByText(/^Undone by/).waitFor();
    const [parted] = await look()`select count(*)::int as rows from employments where program_id = ${twin}`;
    expect(parted!.rows).toBe(2);
  },
);

journey(
  "from the worklist of institutions to a pair, aside and back, to its merge, on to the next, and parted again",
  async ({ visit }) => {
    const page = await visit({ as: "helpdesk", to: "/admin/duplicates" });
    await page.getByRole("tab", { name: "Institutions" }).click();
    await page.waitForURL(/directory_duplicates/);
    const [first, second] = await openPairs(page);
    expect(
      await page.getByRole("menuitem", { name: "Duplicates" }).getAttribute("class"),
      "the menu says where one is",
    ).toContain("active");
    const line = page.getByRole("row").filter({ hasText: first!.left }).filter({ hasText: first!.right });
    await line.first().click();
    await page.waitForURL(new RegExp(`directory_duplicates/${first!.id}/show`));
    await page.getByText("Why these two").waitFor();

    await page.getByRole("button", { name: "Not a duplicate" }).click();
    await page.getByLabel("Why?").fill("Two campuses.");
    await page.getByRole("dialog").getByRole("button", { name: "Not a duplicate" }).click();
    await page.getByText("The pair is put aside.").waitFor();
    await page.getByRole("button", { name: "Open again" }).click();
    await page.getByText("The pair is on the list again.").waitFor();

    await page.getByRole("link", { name: "Merge these two" }).click();
    await page.getByRole("heading", { name: "Merge institutions" }).waitFor();
    for (const name of [first!.left, first!.right])
      await page.getByRole("columnheader").filter({ hasText: name }).first().waitFor();
    await page.getByRole("textbox", { name: /one and the same/ }).fill("The same campus, written short");
    await page.getByRole("button", { name: "Merge", exact: true }).click();
    await page.waitForURL(/directory_merges\/\d+\/show/);
    const merge = page.url();
    await page.getByText("The pair left the list of possible duplicates.").waitFor();
    const status = async () =>
      (await look()`select status from directory_candidates where id = ${first!.id}`)[0]?.status;
    expect(await status()).toBe("merged");

    await page.locator("button[aria-keyshortcuts=n]:enabled").waitFor();
    await page.keyboard.press("n");
    await page.waitForURL(/directory_duplicates\/\d+\/show/);
    expect(page.url()).not.toContain(`/${first!.id}/`);
    if (second!.right !== first!.right && second!.left !== first!.right)
      expect(page.url()).toContain(`/${second!.id}/`);

    await page.goto(merge);
    await page.getByRole("button", { name: "Undo this merge" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: /undone/ }).fill("Two campuses after all");
    await dialog.getByRole("button", { name: "Undo this merge" }).click();
    await page.getByText("The merge is undone.").waitFor();
    expect(await status(), "the pair is judged anew").toBe("open");
    const [parted] = await look()`select count(*)::int as merged from institutions
      where merged_into_id is not null and name in (${first!.left}, ${first!.right})`;
    expect(parted!.merged).toBe(0);
    await page.goto(`/admin/directory_duplicates/${first!.id}/show`);
    await page.getByRole("link", { name: "Merge these two" }).waitFor();
  },
);
