import { mkdirSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PDFiumLibrary } from "@hyzyla/pdfium";
import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { rawClient } from "#db/client.ts";
import { withDatabase } from "#db/embedded.ts";
import { launchChromium } from "#tests/support/chromium.ts";
import { openWindow, signIn, type Visit } from "#tests/support/visitor.ts";
import { startCluster, TEMPLATE } from "../setup/cluster.ts";
import { acceptAll, chooseAndSend } from "./harness/hands.ts";
import { transcriptPhoto } from "./harness/paper.ts";
import { startRegistry } from "./harness/registry.ts";

// Makes docs/screenshots from a registry of its own: node --import tsx tests/e2e/take-screenshots.ts [name …]
const OUT = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));
const PARTICIPANTS = 240;
const MOST_BYTES = 150_000;
const wanted = new Set(process.argv.slice(2));

async function save(name: string, png: Buffer): Promise<void> {
  if (wanted.size > 0 && !wanted.has(name)) return;
  let size = Number.POSITIVE_INFINITY;
  // Fewer colours, then fewer pixels, until it is small enough for a README.
  for (const [colours, width] of [[128], [48], [32, 1200]] as const) {
    const image = sharp(png).resize({ width, withoutEnlargement: true });
    const options = {
      palette: true,
      colours,
      effort: 10,
      compressionLevel: 9,
      dither: colours > 64 ? 1 : 0.2,
    };
    ({ size } = await image.png(options).toFile(join(OUT, `${name}.png`)));
    if (size < MOST_BYTES) break;
  }
  console.log(`${name}.png ${Math.round(size / 1000)} kB`);
}

type Camera = {
  open(visit: Visit): Promise<Page>;
  shoot(page: Page, name: string, shows: string | RegExp): Promise<void>;
  one(query: string): Promise<string>;
};

async function staff({ open, shoot, one }: Camera): Promise<void> {
  const admin = await open({ as: "admin" });
  await shoot(admin, "dashboard", "Documents to verify");
  await admin.emulateMedia({ colorScheme: "dark" });
  await admin.reload();
  await shoot(admin, "dashboard-dark", "Documents to verify");
  const desk = await open({ as: "helpdesk" });
  await desk.goto("/admin/duplicates");
  await shoot(desk, "duplicates", "Likeness");
  const pair = await one(
    `select c.id from duplicate_candidates c join registry_facts f on f.key = 'demo_truth'
      join participants l on l.id = c.left_id join participants r on r.id = c.right_id
      cross join lateral jsonb_array_elements(f.value -> 'duplicates') as pair
      where pair ->> 'kind' = 'nickname' and c.status = 'open'
        and array[l.registry_number, r.registry_number] <@ array[pair ->> 'left', pair ->> 'right'] limit 1`,
  );
  await desk.goto(`/admin/duplicates/${pair}/show`);
  await shoot(desk, "comparison", "What moves");
  for (const row of await desk.getByRole("row").filter({ hasText: "choose one" }).all())
    await row.getByRole("radio").first().check();
  const logins = desk.getByRole("radiogroup", { name: "Which sign-in stays?" });
  if (await logins.count()) await logins.getByRole("radio").first().check();
  await desk
    .getByLabel("Why is this one person?")
    .fill("Same birth date and address; she goes by both names.");
  await desk.getByRole("button", { name: "Merge", exact: true }).click();
  await shoot(desk, "merge", "Undo this merge");
  const site = await one(
    "select id from directory_candidates where kind = 'programs' order by score desc limit 1",
  );
  await desk.goto(`/admin/directory_duplicates/${site}/show`);
  await shoot(desk, "directory-pair", "Why these two");
  await rosterList({ open, shoot, one });
  await desk.goto("/admin/requests");
  await shoot(desk, "requests", "Take next");
  const asked = await one("select id from requests where type = 'correction' order by id limit 1");
  await desk.goto(`/admin/requests/${asked}/show`);
  await shoot(desk, "request", "Conversation");
  const change = await one("select id from name_changes where status = 'requested' order by id desc limit 1");
  await desk.goto(`/admin/name_changes/${change}/show`);
  await shoot(desk, "name-change", "Evidence");
  const grant = await one(
    "select g.id from access_grants g where status = 'requested' and program_id is not null order by id desc limit 1",
  );
  await desk.goto(`/admin/access_grants/${grant}/show`);
  await shoot(desk, "access-grant", "To weigh");
  const person = await one("select participant_id as id from accounts where email = 'educator@example.org'");
  await desk.goto(`/admin/participants/${person}/show`);
  await shoot(desk, "participant", "Carmen");
  await desk.getByRole("button", { name: "More" }).click();
  const [card] = await Promise.all([
    desk.waitForEvent("download", { timeout: 60_000 }),
    desk.getByRole("menuitem", { name: "Print the membership card" }).click(),
  ]);
  const paper = await firstPage(await readFile(await card.path()));
  // The card alone, without the rest of its sheet.
  const frame = { top: 24, bottom: 24, left: 24, right: 24, background: "#ffffff" };
  await save(
    "membership-card",
    await sharp(await sharp(paper).trim().toBuffer())
      .extend(frame)
      .png()
      .toBuffer(),
  );
}

/** A sign-in sheet as an agency's manager brings it in: somebody found, hours that cannot be, somebody to invite. */
async function rosterList({ open, shoot, one }: Camera): Promise<void> {
  const event = await one(`select e.id from events e join sponsor_managers m on m.sponsor_id = e.sponsor_id
    join accounts a on a.participant_id = m.participant_id and a.email = 'sponsor@example.org'
    where e.status in ('published', 'closed') and e.ends_on < current_date order by e.id desc limit 1`);
  const people =
    await one(`select string_agg(p.registry_number || e'\\t' || p.given_name || ' ' || p.family_name, e'\\n') as id
    from (select * from participants p where p.status = 'active' and not exists
      (select 1 from enrollments r where r.event_id = ${event} and r.participant_id = p.id) order by p.id limit 3) p`);
  const sponsor = await open({ as: "sponsor", to: `/admin/events/${event}/show` });
  await sponsor.getByRole("link", { name: "Bring in a list" }).click();
  const rows = [
    "Registry ID\tName\tE-mail\tHours",
    people,
    "\tNew Colleague\tnew.colleague@example.org\t99",
    "\tSomebody Nowhere",
  ];
  await sponsor.getByLabel("Rows, as copied: one person a line").fill(rows.join("\n"));
  await sponsor.keyboard.press("Control+Enter");
  await sponsor.getByRole("table", { name: "Rows of the list" }).waitFor({ timeout: 60_000 });
  await shoot(sponsor, "roster-list", "Will be marked attended");
}

async function clerk({ open, shoot, one }: Camera): Promise<void> {
  const phone = await open({ as: "educator", phone: true });
  const bytes = await transcriptPhoto("Carmen Hernández García");
  await chooseAndSend(phone, "Transcript", { name: "IMG_2041.jpg", mimeType: "image/jpeg", bytes });
  const id = /documents\/(\d+)/.exec(phone.url())![1];
  await ready(phone, `/my/documents/${id}`, "In line to be checked");
  await phone.goto("/my/documents");
  await shoot(phone, "portal-documents", "My documents");

  const page = await open({ as: "clerk", to: "/admin/documents" });
  await shoot(page, "verification-queue", "Take next");
  await page.goto(`/admin/documents/${id}/show`);
  await page.getByRole("button", { name: "Take it", exact: true }).click();
  await page.getByRole("img", { name: "Page 1 of the document" }).waitFor();
  await page.getByRole("table", { name: "Courses" }).getByLabel("Course 2").focus();
  await shoot(page, "proposals", "What prints");
  await acceptAll(page);
  await page.getByRole("button", { name: "Save rows" }).click();
  await page.getByText("The rows are saved.").waitFor();
  await page.getByText("The rows are saved.").waitFor({ state: "hidden" });
  await page.getByRole("table", { name: "Courses" }).getByLabel("Course 2").focus();
  await shoot(page, "work-screen", "Does not print");
  await page.getByRole("button", { name: "Verified", exact: true }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("Decided: Verified.").waitFor();
  await one(`select id from documents where id = ${id} and status = 'verified'`);

  const second = await open({ as: "clerk2", to: "/admin/second-looks" });
  await second.getByRole("button", { name: "Take next", exact: true }).first().click();
  await second.getByRole("img", { name: "Page 1 of the document" }).waitFor();
  await shoot(second, "second-look", "Where the two differ");

  await phone.goto("/my/report");
  await phone.getByRole("button", { name: "Make my report (PDF)" }).click();
  const link = phone.getByRole("link", { name: "Download the PDF" });
  const [download] = await Promise.all([
    phone.waitForEvent("download", { timeout: 60_000 }),
    link.click({ timeout: 60_000 }),
  ]);
  await save("education-and-training-report", await firstPage(await readFile(await download.path())));
  const code = await one("select code as id from report_versions order by id desc limit 1");
  await phone.goto(`/check/${code}`);
  await shoot(phone, "check-report", "Current");
}

async function office({ open, shoot, one }: Camera): Promise<void> {
  const sponsor = await open({ as: "sponsor" });
  for (const title of ["Sponsor Training Report", "Direct Service Profile"]) {
    await sponsor.goto("/admin/report_runs/create");
    await sponsor.getByLabel("Which report?").getByText(title, { exact: true }).click();
    await sponsor.getByLabel("First day").fill("2025-07-01");
    await sponsor.getByRole("button", { name: "Run", exact: true }).click();
    await sponsor.getByRole("link", { name: "Download" }).waitFor({ timeout: 60_000 });
  }
  await shoot(sponsor, "report-run", "Unduplicated people");
  await sponsor.goto("/admin/report_runs");
  await shoot(sponsor, "report-runs", "Run a report");
  const admin = await open({ as: "admin", to: "/admin/notifications" });
  await shoot(admin, "e-mails", "Subject");
  const mail = await one(
    "select id from notifications where template like '%verified%' order by id desc limit 1",
  );
  await admin.goto(`/admin/notifications/${mail}/show`);
  await shoot(admin, "e-mail", "As it looks");
  await admin.goto("/admin/audit");
  await shoot(admin, "audit", /Verified|Document|document/);
}

async function publicSite({ open, shoot }: Camera): Promise<void> {
  const visitor = await open({ to: "/" });
  await shoot(visitor, "home", "Announcements");
  await visitor.goto("/calendar");
  await shoot(visitor, "calendar", "Training calendar");
  const phone = await open({ phone: true, to: "/calendar" });
  await shoot(phone, "calendar-phone", "Training calendar");
}

/** Asks again, as a person would, until the page says so. */
async function ready(page: Page, path: string, says: string): Promise<void> {
  for (let tries = 0; tries < 60; tries++) {
    await page.goto(path);
    const seen = page.getByText(says).first();
    if (
      await seen.waitFor({ timeout: 1000 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error(`${path} never said ${says}.`);
}

async function firstPage(pdf: Buffer): Promise<Buffer> {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(pdf);
  const { data, width, height } = await document.getPage(0).render({ scale: 1.5, render: "bitmap" });
  const png = await sharp(data, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  document.destroy();
  library.destroy();
  return png;
}

const camera = (browser: Browser, origin: string, sql: ReturnType<typeof rawClient>): Camera => ({
  async open(visit) {
    const context = await openWindow(browser, origin, visit, []);
    const page = await context.newPage();
    if (visit.as) await signIn(page, `${visit.as}@example.org`);
    if (visit.to) await page.goto(visit.to);
    return page;
  },
  async shoot(page, name, shows) {
    await page
      .getByText(shows)
      .locator("visible=true")
      .first()
      .waitFor()
      .catch(async (error: Error) => {
        const seen = await page.locator("body").ariaSnapshot();
        throw new Error(`${page.url()} never showed ${shows}, but:\n${seen}\n${error.message}`);
      });
    await page
      .getByRole("alert")
      .filter({ hasText: /being made/ })
      .waitFor({ state: "hidden" });
    await page.mouse.move(0, 0);
    await page.waitForLoadState("networkidle");
    await save(name, await page.screenshot());
  },
  async one(query) {
    const [row] = await sql.unsafe(query);
    if (!row) throw new Error(`Nothing fits: ${query}`);
    return String(row.id);
  },
});

async function main(): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  const cluster = await startCluster();
  const varDir = join(tmpdir(), `rollbook-screenshots-${process.pid}`);
  const registry = await startRegistry({
    databaseUrl: withDatabase(cluster.url, TEMPLATE),
    varDir,
    participants: PARTICIPANTS,
  }).catch(async (error) => {
    await cluster.stop();
    throw error;
  });
  const browser = await launchChromium();
  const sql = rawClient(registry.databaseUrl, { max: 1 });
  try {
    const eye = camera(browser, registry.origin, sql);
    for (const part of [publicSite, clerk, staff, office]) await part(eye);
  } finally {
    await sql.end();
    await browser.close();
    await registry.stop();
    await cluster.stop();
    await rm(varDir, { recursive: true, force: true });
  }
}

await main();
