import { expect, test } from "vitest";
import { decideReview, requestReview } from "#api/domains/reviews/index.ts";
import { type CorrespondenceLanguage, correspondenceLanguages, jurisdictionKeys } from "#db/enums.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";
import { enqueue } from "#db/queue/enqueue.ts";
import { documentDecisions, queuePace } from "#db/schema/index.ts";
import { en, footerEn } from "#workers/email/messages.en.ts";
import { es, footerEs } from "#workers/email/messages.es.ts";
import { footerZh, zh } from "#workers/email/messages.zh.ts";
import { longDate, promiseIn } from "#workers/email/words.ts";
import { testDb } from "../setup/db.ts";
import { ctxFor } from "../support/ctx.ts";
import { makeAccount, makeDocument, makeParticipant, makeStaff } from "../support/factories.ts";
import { drainQueue, mailbox } from "../support/queue.ts";

async function mailTo(email: string) {
  await drainQueue();
  return (await mailbox()).filter((mail) => mail.to?.[0]?.address === email);
}

const person = async (correspondenceLanguage: CorrespondenceLanguage = "en") =>
  makeParticipant(await testDb(), { correspondenceLanguage });

/** A review asked for by the person about a document that a clerk refused. */
async function review(language: CorrespondenceLanguage) {
  const db = await testDb();
  const asks = await person(language);
  const account = await makeAccount(db, { participantId: asks.id });
  const document = await makeDocument(db, { participantId: asks.id, status: "not_accepted" });
  await db.insert(documentDecisions).values({
    documentId: document.id,
    outcome: "not_accepted",
    reasonCode: "in_progress",
    decidedById: (await makeStaff(db, "data_entry")).id,
  });
  const ctx = ctxFor(db, "participant", {
    accountId: account.id,
    participantId: asks.id,
    now: new Date("2026-03-18T19:00:00Z"),
  });
  const made = await requestReview(ctx, { documentId: document.id, reason: "The grade is on page 2." });
  return { db, asks, document, made };
}

test.each([
  ["en", "We received your request for a review", "We answer you by April 15, 2026."],
  ["es", "Recibimos su solicitud de revisión", "a más tardar el 15 de abril de 2026."],
  ["zh", "我们已收到您的复核申请", "我们会在2026年4月15日之前答复您。"],
] as const)("a review asked for is confirmed with its day (%s)", async (language, subject, day) => {
  const { asks, document } = await review(language);
  const [mail, ...more] = await mailTo(asks.email!);
  expect(more).toEqual([]);
  expect(mail!.subject).toContain(subject);
  expect(mail!.subject).toContain(String(document.id));
  expect(mail!.text).toContain(day);
  expect(mail!.html).toContain(`<html lang="${language}">`);
});

test.each([
  ["en", "upheld", "The decision stands.", "Our answer: No final grade is shown."],
  ["es", "changed", "retiramos la decisión", "Nuestra respuesta: No final grade is shown."],
  ["zh", "changed", "原决定已撤回", "我们的答复：No final grade is shown."],
] as const)(
  "the answer of a review is mailed once, without the internal note (%s, %s)",
  async (language, status, ...said) => {
    const { db, asks, made } = await review(language);
    await mailTo(asks.email!);
    const clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
    await decideReview(clerk, {
      id: made.id,
      version: made.version,
      status,
      answer: "No final grade is shown.",
      internalNote: "Second call this week.",
    });
    await enqueue(db, "notify_review_answered", { reviewId: made.id });
    const mails = (await mailTo(asks.email!)).slice(1);
    expect(mails).toHaveLength(1);
    for (const words of said) expect(mails[0]!.text).toContain(words);
    expect(mails[0]!.text).not.toContain("Second call");
  },
);

test("a review that is gone, or withdrawn meanwhile, is quiet", async () => {
  const db = await testDb();
  await enqueue(db, "notify_review_received", { reviewId: 2_000_000_000 });
  await enqueue(db, "notify_review_answered", { reviewId: 2_000_000_000 });
  const { asks, made } = await review("en");
  await enqueue(db, "notify_review_answered", { reviewId: made.id });
  expect((await mailTo(asks.email!)).map(({ subject }) => subject)).toHaveLength(1);
});

test("what arrived is confirmed with its place and, once the desk has a pace, the day it should be read", async () => {
  const db = await testDb();
  const early = await person();
  const first = await makeDocument(db, { participantId: early.id });
  await enqueue(db, "notify_document_received", { documentId: first.id });
  const [promised] = await mailTo(early.email!);
  expect(promised!.text).toContain("It is number 1 in line.");
  expect(promised!.text).toContain("Verification takes up to 8 weeks.");
  expect(promised!.text).not.toContain("We expect");

  await db.insert(queuePace).values({ type: "transcript", lane: "standard", decidedPerDay: 1, waiting: 2 });
  for (const [language, place, day] of [
    ["en", "It is number 2 in line.", /We expect to read it by [A-Z][a-z]+ \d{1,2}, 20\d\d\./],
    ["es", "Ocupa el lugar número 3 en la fila.", /a más tardar el \d{1,2} de [a-z]+ de 20\d\d\./],
    ["zh", "它目前排在第 4 位。", /我们预计在20\d\d年\d{1,2}月\d{1,2}日之前审阅。/],
  ] as const) {
    const somebody = await person(language);
    const document = await makeDocument(db, { participantId: somebody.id });
    await enqueue(db, "notify_document_received", { documentId: document.id });
    const [mail] = await mailTo(somebody.email!);
    expect(mail!.text).toContain(place);
    expect(mail!.text).toMatch(day);
    expect(mail!.text).not.toMatch(/8 (weeks|semanas|周)/);
  }
});

test("every language says every e-mail with the same values as English", () => {
  const valuesOf = (message: { subject: string; paragraphs: readonly string[] }) =>
    [...new Set([message.subject, ...message.paragraphs].join(" ").match(/\{\w+\}/g))].sort();
  for (const catalogue of [es, zh]) {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
    for (const [template, message] of Object.entries(en))
      expect(valuesOf(catalogue[template as keyof typeof en]), template).toEqual(valuesOf(message));
  }
  for (const footer of [footerEs, footerZh])
    expect(footer.map((line) => line.match(/\{\w+\}/g))).toEqual(
      footerEn.map((line) => line.match(/\{\w+\}/g)),
    );
});

test("each state's promise on verification time is said in every language", () => {
  for (const key of jurisdictionKeys) {
    const { verificationPromise } = jurisdictionFor(key);
    const said = correspondenceLanguages.map((language) => promiseIn(verificationPromise, language));
    expect(new Set(said).size).toBe(correspondenceLanguages.length);
  }
  expect(longDate("2026-12-12", "es")).toBe("12 de diciembre de 2026");
});
