import { expect, test } from "vitest";
import { weeksOf } from "#api/public-site/pages/calendar-query.ts";
import { eventSessions, instructors } from "#db/schema/index.ts";
import { testDb } from "../setup/db.ts";
import { makeEvent, makeParticipant, makeSponsor, makeTraining } from "../support/factories.ts";
import { client } from "../support/http.ts";

const html = { accept: "text/html" };

test("the calendar is searched by words, county, topic, language and days, without signing in", async () => {
  const db = await testDb();
  const sponsorId = (await makeSponsor(db)).id;
  const training = await makeTraining(db, { sponsorId, competency: "leadership" });
  const dates = { startsOn: "2099-05-06", endsOn: "2099-05-06" };
  const wanted = await makeEvent(db, {
    sponsorId,
    trainingId: training.id,
    title: "Guiding a Team",
    county: "19",
    language: "Spanish",
    ...dates,
  });
  await makeEvent(db, { sponsorId, title: "Sand and Water", county: "37", ...dates });
  const draft = await makeEvent(db, { sponsorId, title: "Not announced", status: "draft", ...dates });
  const browser = await client();
  for (const query of [
    "q=guiding",
    "county=19",
    "competency=leadership",
    "language=Spanish",
    "from=2099-05-01&to=2099-05-31&county=19",
  ]) {
    const { text } = await browser.get(`/calendar?${query}`);
    expect(text, query).toContain("Guiding a Team");
    expect(text, query).not.toContain("Sand and Water");
    expect(text, query).not.toContain("Not announced");
  }
  const month = await browser.get("/calendar?view=month&month=2099-05");
  expect(month.text).toContain("May 2099");
  expect(month.text).toContain(`href="/calendar/${wanted.id}"`);
  const none = await browser.get("/calendar?q=zebra");
  expect(none.text).toContain("No training fits this search.");
  expect((await browser.request("GET", `/calendar/${draft.id}`, undefined, html)).status).toBe(404);
});

test("a training of several days tells its start beside the first day, and a city named like its county once", async () => {
  const db = await testDb();
  const event = await makeEvent(db, {
    sponsorId: (await makeSponsor(db)).id,
    title: "Two Days by the Sea",
    city: "Santa Barbara",
    county: "42",
    startsOn: "2099-05-06",
    endsOn: "2099-05-08",
  });
  await db.insert(eventSessions).values({
    eventId: event.id,
    startsAt: new Date("2099-05-06T16:30:00Z"),
    endsAt: new Date("2099-05-06T19:30:00Z"),
  });
  const { text } = await (await client()).get("/calendar?q=two+days+by+the+sea");
  expect(text.replaceAll(/<[^>]+>/g, "").replaceAll("\u202f", " ")).toMatch(
    /Wed, May 6, 2099, 9:30 AM – Fri, May 8, 2099 · Santa Barbara · /,
  );
});

test("an address somebody mistyped still answers with a calendar", async () => {
  const browser = await client();
  for (const query of [
    "page=-3",
    "page=x",
    "month=2026-13&view=month",
    "from=tomorrow",
    "q=%25_%5C'\"<b>",
    "view=week",
  ]) {
    const { status, text } = await browser.get(`/calendar?${query}`);
    expect(status, query).toBe(200);
    expect(text, query).not.toContain("<b>");
  }
});

test("approved organizations are listed with counties, contact and published instructors; links cannot be scripts", async () => {
  const db = await testDb();
  const approved = await makeSponsor(db, {
    name: "River Trainings",
    counties: ["19"],
    contactPhone: "(555) 010-0199",
    website: "javascript:alert(1)",
  });
  await makeSponsor(db, { name: "Still Applying", status: "applied" });
  const [listed, hidden] = [
    await makeParticipant(db, { givenName: "Imelda", familyName: "Okoye" }),
    await makeParticipant(db, { givenName: "Secret", familyName: "Person" }),
  ];
  await db.insert(instructors).values([
    { sponsorId: approved.id, participantId: listed.id, status: "approved", published: true },
    { sponsorId: approved.id, participantId: hidden.id, status: "approved", published: false },
  ]);
  const browser = await client();
  const { text } = await browser.get("/trainers?county=19");
  for (const seen of ["River Trainings", "Los Angeles", "(555) 010-0199", "Imelda Okoye"])
    expect(text).toContain(seen);
  for (const unseen of ["Still Applying", "Secret Person", listed.registryNumber, 'href="javascript:'])
    expect(text).not.toContain(unseen);
  expect((await browser.get("/trainers?q=nobody")).text).toContain("No approved organization fits");
});

test("what an organization writes is shown as text, never as markup", async () => {
  const db = await testDb();
  const sponsorId = (await makeSponsor(db)).id;
  const training = await makeTraining(db, { sponsorId, description: "<img src=x onerror=alert(1)>" });
  const title = "<script>alert(1)</script>";
  const dates = { startsOn: "2099-05-06", endsOn: "2099-05-06" };
  const event = await makeEvent(db, { sponsorId, trainingId: training.id, title, ...dates });
  const { text } = await (await client()).get(`/calendar/${event.id}`);
  expect(text).not.toContain("<script>");
  expect(text).not.toContain("<img");
  expect(text).toContain("&lt;script&gt;");
});

test("the weeks of a month start on Sunday and hold every day once", () => {
  const weeks = weeksOf("2026-02");
  expect(weeks).toHaveLength(4);
  expect(weeks[0]![0]).toBe("2026-02-01");
  expect(weeksOf("2024-02").flat().filter(Boolean)).toHaveLength(29);
  expect(weeksOf("2026-08")).toHaveLength(6);
});
