import { expect } from "vitest";
import { journey, look } from "#tests/support/journey.ts";

/** A program of the demo with staff, and the same site once more as somebody typed it, with staff of its own. */
async function knownTwins(): Promise<{ id: number; name: string; twin: number }> {
  const [program] = await look()`select p.id, p.name, p.setting from programs p
    where p.status = 'active' and exists (select 1 from employments e where e.program_id = p.id)
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
