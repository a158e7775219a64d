import { expect } from "vitest";
import { journey, look, mailThat } from "#tests/support/journey.ts";
import { signIn } from "#tests/support/visitor.ts";
import { marriagePhoto } from "./harness/paper.ts";
import { newcomerPassword, signUp } from "./harness/participant.ts";

const birth = { month: "August", day: "21", year: "1984" };

journey(
  "a name change is asked for with proof, approved, and the former name still finds the person",
  async ({ visit }) => {
    const phone = await visit({ phone: true });
    const before = { givenName: "Marisol", familyName: "Quintanar", birth };
    const { email, registryNumber } = await signUp(phone, before);
    await phone.goto("/my/name-change");
    await phone.getByLabel("New last name").fill("Abernathy");
    await phone.getByLabel("What proves the new name?").selectOption("Marriage certificate");
    await phone.getByLabel("Why it changed").fill("Marriage");
    await phone.getByLabel("Photo or scan of the proof").setInputFiles({
      name: "certificate.jpg",
      mimeType: "image/jpeg",
      buffer: Buffer.from(await marriagePhoto("Marisol Quintanar", "Marisol Abernathy")),
    });
    await phone.getByRole("button", { name: "Send the request" }).click();
    await phone.getByText("Your request is being looked at.").first().waitFor();

    const desk = await visit({ as: "helpdesk", to: "/admin/name_changes" });
    await desk.getByRole("row").filter({ hasText: registryNumber }).click();
    await desk.getByRole("heading", { name: /Quintanar, Marisol/ }).waitFor();
    await desk.getByRole("button", { name: "Approve" }).click();
    const dialog = desk.getByRole("dialog", { name: "Change the name to Marisol Abernathy?" });
    await dialog.getByText("Marriage certificate").waitFor();
    await dialog.getByRole("button", { name: "Approve" }).click();
    await desk.getByText("The name is changed; the former one stays searchable.").waitFor();

    await desk.getByRole("combobox", { name: "Find a participant" }).fill("Quintanar");
    await desk.getByRole("option", { name: new RegExp(`Abernathy, Marisol .*${registryNumber}`) }).click();
    await desk.getByRole("heading", { level: 1, name: /Abernathy/ }).waitFor();
    await desk
      .getByText(/Quintanar/)
      .first()
      .waitFor();

    await mailThat(email, /Abernathy/);
    await phone.goto("/my");
    await phone.getByText("Marisol Abernathy").first().waitFor();
  },
);

journey(
  "access is asked for with a program's number, granted, and shows that program's staff alone",
  async ({ visit }) => {
    const [program] = await look()`
    select p.id, p.program_number, p.name, count(*)::int as staff from programs p
    join employments e on e.program_id = p.id and e.ended_on is null
    where p.status = 'active' group by p.id order by staff desc, p.id limit 1`;
    const phone = await visit({ phone: true });
    const { email } = await signUp(phone, {
      givenName: "Delphine",
      familyName: "Okoro",
      birth,
    });
    await phone.goto("/my/access");
    await phone.getByLabel("Program number").fill(program!.program_number);
    await phone.getByLabel("Your role there").fill("Site supervisor since this month");
    await phone.getByRole("button", { name: "Ask for access" }).click();
    await phone.getByText("Your request is here. We write to you when it is decided.").waitFor();

    const desk = await visit({ as: "helpdesk", to: "/admin/access_grants" });
    await desk.getByRole("row").filter({ hasText: "Okoro, Delphine" }).click();
    await desk.getByText("No employment at this program is on record.").waitFor();
    await desk.getByRole("button", { name: "Grant", exact: true }).click();
    await desk.getByRole("dialog").getByRole("button", { name: "Grant", exact: true }).click();
    await desk.getByText("Access is granted.").waitFor();
    await mailThat(email, /access/i);

    const console_ = await visit();
    await signIn(console_, email, { password: newcomerPassword, educator: false });
    const role = console_.getByRole("combobox", { name: "Switch role" });
    if (!/program/i.test((await role.textContent()) ?? "")) {
      await role.click();
      await console_.getByRole("option", { name: /program/i }).click();
    }
    await console_.getByRole("menuitem", { name: /Programs/ }).click();
    await console_.getByRole("cell", { name: program!.name }).first().waitFor();
    expect(await console_.getByRole("row").count(), "the head and the one program").toBe(2);
    await console_.getByRole("menuitem", { name: /Employments|Staff/ }).click();
    await console_.waitForURL(/employments/);
    const rows = console_.locator("tbody").getByRole("row");
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(program!.staff);
    const shown = await rows.allTextContents();
    expect(
      shown.filter((row) => !row.includes(program!.name)),
      "nobody of another program",
    ).toEqual([]);
  },
);
