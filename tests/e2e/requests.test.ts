import { expect } from "vitest";
import { journey, look, mailThat } from "#tests/support/journey.ts";
import { transcriptPdf } from "./harness/paper.ts";

type Pair = { left: string; right: string; kind: string };

journey(
  "a visitor reports two records; the help desk takes it, merges from it and answers; the visitor reads the answer",
  async ({ visit }) => {
    const [fact] = await look()`
      select value -> 'duplicates' as pairs from registry_facts where key = 'demo_truth'`;
    const pairs = fact!.pairs as Pair[];
    const pair = pairs.filter(({ kind }) => kind === "nickname")[1] ?? pairs[1]!;
    const email = "two.records@example.org";

    const phone = await visit({ phone: true, to: "/help" });
    await phone.getByRole("link", { name: "Write to the help desk" }).click();
    await phone.getByRole("link", { name: /I think I have two records/ }).click();
    await phone.getByLabel("One registry number").fill(pair.left);
    await phone.getByLabel("The other registry number").fill(pair.right);
    await phone.getByLabel("What do you know about it?").fill("I signed up twice, with two names.");
    await phone.getByRole("button", { name: "Continue" }).click();
    await phone.getByText(`${pair.left}, ${pair.right}`).waitFor();
    await phone.getByLabel("Your name").fill("Somebody Twice");
    await phone.getByLabel("Your e-mail address").fill(email);
    await phone.getByRole("button", { name: "Send", exact: true }).click();
    await phone.getByRole("heading", { name: "Almost done: open the link we sent you" }).waitFor();

    const confirm = await mailThat(email, /help\/request\?token=/);
    const link = new URL(/\S+\/help\/request\?token=[\w-]+/.exec(confirm.text ?? "")![0]);
    await phone.goto(link.pathname + link.search);
    expect(new URL(phone.url()).search, "the token leaves the address").toBe("");
    await phone.getByRole("button", { name: "Yes, it is mine" }).click();
    await phone.getByText("Your request waits for an answer now.").waitFor();

    const desk = await visit({ as: "helpdesk", to: "/admin/requests" });
    await desk.getByRole("row").filter({ hasText: "Somebody Twice" }).click();
    await desk.getByRole("heading", { level: 1, name: /R\d{6}: Two records/ }).waitFor();
    await desk.getByText("I signed up twice, with two names.").waitFor();
    await desk.keyboard.press("?");
    await desk.getByRole("dialog").getByText("Write an answer").waitFor();
    await desk.keyboard.press("Escape");
    await desk.getByRole("dialog").waitFor({ state: "hidden" });
    await desk.keyboard.press("t");
    await desk.getByText("It is yours.").waitFor();
    const request = desk.url();
    await desk.getByRole("link", { name: "Compare the two records" }).click();
    await desk.getByText("What moves").waitFor();
    for (const row of await desk.getByRole("row").filter({ hasText: "choose one" }).all())
      await row.getByRole("radio").first().check();
    const logins = desk.getByRole("radiogroup", { name: "Which sign-in stays?" });
    if (await logins.count()) await logins.getByRole("radio").first().check();
    await desk.getByLabel("Why is this one person?").fill("She reported both numbers herself.");
    await desk.getByRole("button", { name: "Merge", exact: true }).click();
    await desk.getByText("Merged. The old number opens the staying record.").waitFor();

    // Both its records are one: the merge has answered the report by itself.
    const told = "The records you wrote to us about are one now.";
    const answer = await mailThat(email, /is done/);
    expect(answer.text).toContain(told);
    await desk.goto(request);
    await desk.getByText("The two records are one now, and whoever asked was told.").waitFor();
    await phone.goto("/help/request");
    await phone.getByText(told).waitFor();
    await phone.getByText("Done", { exact: true }).first().waitFor();
    await phone.getByLabel("Your message").fill("Thank you!");
    await phone.getByRole("button", { name: "Send", exact: true }).click();
    await phone.getByText("We received what you wrote.").waitFor();
  },
);

journey(
  "a call is written down with its proof, for the person whose number was typed, and answered by a call",
  async ({ visit }) => {
    const [person] = await look()`
      select id, registry_number as number, phone from participants
      where phone is not null and status = 'active' order by id limit 1`;
    const page = await visit({ as: "helpdesk", to: "/admin/requests" });
    await page.getByRole("link", { name: "Create" }).click();
    await page.getByRole("heading", { name: "Write down a request" }).waitFor();
    await page.getByRole("button", { name: "Keep this request" }).click();
    await page.getByText("Required").first().waitFor();
    await page.getByLabel("What about").fill("A lost certificate");
    await page.getByLabel("In their words, or yours").fill("She asks where her certificate is.");
    await page.getByRole("combobox", { name: "Participant", exact: true }).focus();
    await page.keyboard.type(person!.number as string);
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.getByRole("combobox", { name: "Participant", exact: true }).inputValue())
      .toContain(person!.number);
    await page.getByRole("combobox", { name: "Answered by" }).click();
    await page.getByRole("option", { name: "Telephone" }).click();
    await page.getByLabel("Proof (PDF or picture)").setInputFiles({
      ...{ name: "letter.pdf", mimeType: "application/pdf" },
      buffer: Buffer.from(await transcriptPdf("Rosa Ortiz")),
    });
    await page.getByRole("button", { name: "Keep this request" }).click();
    await page.getByRole("heading", { level: 1, name: /R\d{6}: Question/ }).waitFor();
    await page.getByText("letter.pdf").waitFor();
    await page
      .getByText(person!.phone as string)
      .first()
      .waitFor();
    await page.getByText(/Nothing is e-mailed. Call/).waitFor();
    await page.getByLabel("Answer", { exact: true }).fill("Called her: it was in the other envelope.");
    await page.getByRole("button", { name: "Keep as answered" }).click();
    await page.getByText("Kept as answered.").waitFor();
    const [mail] = await look()`
      select count(*)::int as n from notifications n join requests r on r.id = n.request_id where r.participant_id = ${person!.id as number}
        and r.subject = 'A lost certificate'`;
    expect(mail!.n).toBe(0);
  },
);
