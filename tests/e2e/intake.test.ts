import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { expect } from "vitest";
import { journey, look, mailThat } from "#tests/support/journey.ts";
import { paperPdf, scanOf } from "../domains/intake/support.ts";
import { chooseAndSend } from "./harness/hands.ts";
import { transcriptPhoto } from "./harness/paper.ts";
import { type Newcomer, signUp } from "./harness/participant.ts";

type Person = { id: number; given_name: string; family_name: string; registry_number: string; email: string };

/** People with an address and no documents yet. */
const newFaces = async (count: number) =>
  (await look()`
    select p.id, p.given_name, p.family_name, p.registry_number, p.email from participants p
    where p.status <> 'merged' and p.email is not null
      and not exists (select 1 from documents d where d.participant_id = p.id)
      and not exists (select 1 from accounts a where a.participant_id = p.id)
    order by random() limit ${count}`) as unknown as Person[];

/** The sheet as a clerk prints it from the person's page. */
async function printSheet(clerk: Page, person: Person, type: string): Promise<Uint8Array> {
  await clerk.goto(`/admin/participants/${person.id}/show`);
  await clerk.getByRole("button", { name: "More" }).click();
  await clerk.getByRole("menuitem", { name: "Print a coversheet" }).click();
  const dialog = clerk.getByRole("dialog", { name: "Print a coversheet" });
  await dialog.getByLabel("Document type").click();
  await clerk.getByRole("option", { name: type, exact: true }).click();
  const [download] = await Promise.all([
    clerk.waitForEvent("download"),
    dialog.getByRole("button", { name: "Print", exact: true }).click(),
  ]);
  return readFile(await download.path());
}

async function takeIn(clerk: Page, name: string, bytes: Buffer): Promise<void> {
  await clerk.goto("/admin/intake-scans");
  await clerk.getByRole("link", { name: "Take in a scan" }).click();
  await clerk
    .getByLabel(/One PDF or picture/)
    .setInputFiles({ name, mimeType: "application/pdf", buffer: bytes });
  await clerk.getByRole("button", { name: "Take in", exact: true }).click();
  await clerk.waitForURL(/intake-scans\/\d+\/show/);
}

/** The person's document of this type stands in the clerks' queue. */
async function inQueue(clerk: Page, person: Person, type: RegExp): Promise<void> {
  await expect
    .poll(
      async () => {
        await clerk.goto(
          `/admin/documents?filter=${encodeURIComponent(JSON.stringify({ q: person.registry_number }))}`,
        );
        const row = clerk.getByRole("row", { name: new RegExp(person.registry_number) });
        await row
          .first()
          .waitFor({ timeout: 5000 })
          .catch(() => undefined);
        return row.filter({ hasText: type }).filter({ hasText: "Unverified" }).count();
      },
      { timeout: 60_000 },
    )
    .toBe(1);
}

journey(
  "papers under coversheets file themselves; what comes without one is split by hand, and nothing is lost on the way",
  async ({ visit }) => {
    const [ana, ben, cleo] = (await newFaces(3)) as [Person, Person, Person];
    const clerk = await visit({ as: "clerk" });
    const anas = await printSheet(clerk, ana, "Transcript");
    const bens = await printSheet(clerk, ben, "Transcript");
    const [one, two, three, four] = await Promise.all(
      ["ana", "ben", "cleo", "ben again"].map((who) => paperPdf(`${who} ${Date.now()}`)),
    );

    await takeIn(clerk, "monday.pdf", await scanOf([anas, one!, null, bens, two!]));
    const filed = clerk.getByRole("region", { name: "Filed from this scan" });
    await filed.waitFor({ timeout: 60_000 });
    for (const person of [ana, ben])
      await filed.getByRole("link", { name: new RegExp(person.registry_number) }).waitFor();
    await mailThat(ana.email, /Transcript|transcript/);

    await takeIn(clerk, "tuesday.pdf", await scanOf([three!, bens, four!, null]));
    const strip = clerk.getByRole("navigation", { name: "Pages of the scan" });
    await strip.waitFor({ timeout: 60_000 });
    await clerk.getByRole("button", { name: "Page 2, coversheet" }).waitFor();
    await clerk.getByRole("button", { name: "Page 4, dropped" }).waitFor();
    const first = clerk.getByRole("region", { name: /^Document 1/ });
    const second = clerk.getByRole("region", { name: /^Document 2/ });
    await expect
      .poll(() => second.getByRole("combobox", { name: /Whose is it/ }).inputValue())
      .toContain(ben.registry_number);

    // By key: the page is dropped and kept again; filing says what is missing and goes there.
    await clerk.keyboard.press("x");
    await clerk.getByRole("button", { name: "Page 1, dropped" }).waitFor();
    await clerk.keyboard.press("x");
    await clerk.getByRole("button", { name: /Page 1, document 1/ }).waitFor();
    await clerk.keyboard.press("Control+Enter");
    await first.getByText("Choose whose document it is.").waitFor();
    await clerk.keyboard.type(cleo.registry_number);
    await clerk.getByRole("option", { name: new RegExp(cleo.registry_number) }).click();
    await clerk.reload();
    await clerk.getByText("What you had begun is here again.").waitFor();
    await expect
      .poll(() => first.getByRole("combobox", { name: /Whose is it/ }).inputValue())
      .toContain(cleo.registry_number);
    await first.getByRole("combobox", { name: "Type" }).click();
    await clerk.getByRole("option", { name: "Transcript", exact: true }).click();
    await clerk.getByRole("button", { name: "File 2 documents" }).click();
    await filed.waitFor();
    await filed.getByRole("link", { name: new RegExp(cleo.registry_number) }).waitFor();
    for (const person of [ana, cleo]) await inQueue(clerk, person, /Transcript/);
    await mailThat(cleo.email, /transcript/i);
  },
);

const lin: Newcomer = {
  givenName: "Lin",
  familyName: "Okonkwo Vega",
  birth: { month: "May", day: "3", year: "1991" },
};

journey(
  "a blurred photo is flagged while a better one can be taken, and the better one takes its place",
  async ({ visit }) => {
    const phone = await visit({ phone: true });
    await signUp(phone, lin);
    const sharp_ = await transcriptPhoto("Lin Okonkwo Vega");
    const blurred = await sharp(sharp_).keepExif().blur(5).jpeg({ quality: 80 }).toBuffer();
    await chooseAndSend(phone, "Transcript", { name: "IMG_1.jpg", mimeType: "image/jpeg", bytes: blurred });
    // The page looks again by itself while the pictures are made.
    await phone.getByRole("heading", { name: "Some pages are hard to read" }).waitFor({ timeout: 60_000 });
    await phone.getByText(/It is blurred\. Hold the phone still/).waitFor();
    const number = await phone.getByText(/Number \d+ in line/).textContent();
    await phone.getByRole("link", { name: "Send a better picture" }).click();
    await phone
      .getByLabel("File or photo")
      .setInputFiles({ name: "IMG_2.jpg", mimeType: "image/jpeg", buffer: Buffer.from(sharp_) });
    await phone.getByRole("button", { name: "Send the better picture" }).click();
    await phone.getByText("We have your new picture. The old one is deleted.").waitFor();
    await phone.getByText("In line to be checked").waitFor({ timeout: 60_000 });
    expect(await phone.getByText("Some pages are hard to read").count()).toBe(0);
    expect(await phone.getByText(/Number \d+ in line/).textContent(), "the place in line stays").toBe(number);
    await phone.goto("/my/documents");
    expect(await phone.getByRole("link", { name: "Transcript" }).count(), "one document, not two").toBe(1);
  },
);

journey(
  "an educator sees the place a decision means, asks for a review, takes it back, and prints a coversheet",
  async ({ visit }) => {
    const phone = await visit({ phone: true, expects: /422/ });
    const { registryNumber } = await signUp(phone, {
      ...lin,
      givenName: "Mirela",
      familyName: "Farkas Ruiz",
    });
    const photo = await transcriptPhoto("Mirela Farkas Ruiz");
    await chooseAndSend(phone, "Transcript", { name: "IMG_3.jpg", mimeType: "image/jpeg", bytes: photo });
    await phone.getByText("In line to be checked").waitFor({ timeout: 60_000 });
    const own = phone.url();
    const id = Number(/documents\/(\d+)/.exec(own)![1]);

    const clerk = await visit({ as: "clerk" });
    const asked = { "sec-fetch-site": "same-origin" };
    const claim = await clerk.request.post(`/api/documents/${id}/claim`, { data: {}, headers: asked });
    const { version } = (await claim.json()) as { version: number };
    const decided = await clerk.request.post(`/api/documents/${id}/decide`, {
      headers: asked,
      data: {
        version,
        outcome: "action_required",
        reasonCode: "page_cut_off",
        pointedAt: { page: 1, x: 0.1, y: 0.7, width: 0.6, height: 0.1 },
      },
    });
    expect(decided.status(), await decided.text()).toBe(200);

    await phone.goto(own);
    const marked = phone.getByRole("img", { name: "Page 1, with the place we mean in a box" });
    await marked.waitFor();
    const [picture, mark] = [await marked.boundingBox(), await phone.locator(".page-mark").boundingBox()];
    expect(mark!.width / picture!.width).toBeCloseTo(0.6, 1);

    await phone.getByRole("link", { name: "Ask for a review" }).click();
    await phone.getByRole("button", { name: "Ask for the review" }).click();
    await phone.getByRole("heading", { name: "Please check these answers" }).waitFor();
    await phone.getByLabel("What should we look at again?").fill("All four edges are in the picture.");
    await phone.getByLabel("Or send one now").setInputFiles({
      name: "again.jpg",
      mimeType: "image/jpeg",
      buffer: await sharp(photo).rotate(1).jpeg().toBuffer(),
    });
    await phone.getByRole("button", { name: "Ask for the review" }).click();
    await phone.getByText("Another person is looking at it").waitFor();
    await phone.getByText("We answer by").waitFor();
    await phone.getByRole("button", { name: "Withdraw the request" }).click();
    await phone.getByText("Your request is withdrawn.").waitFor();

    await phone.goto("/my/documents");
    await phone.getByRole("link", { name: "Send it by mail, e-mail or fax instead" }).click();
    await phone.getByLabel("What kind of document is it?").selectOption({ label: "Transcript" });
    await phone.getByRole("button", { name: "Make the coversheet" }).click();
    const [download] = await Promise.all([
      phone.waitForEvent("download"),
      phone.getByRole("link", { name: "Open the coversheet (PDF)" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`coversheet-${registryNumber}-transcript.pdf`);
  },
);
