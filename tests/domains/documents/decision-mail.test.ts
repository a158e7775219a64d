import { expect, test } from "vitest";
import { claimDocument, decideDocument, getDocument } from "#api/domains/documents/index.ts";
import { testDb } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeParticipant, makeStaff } from "#tests/support/factories.ts";
import { drainQueue, mailbox } from "#tests/support/queue.ts";
import { waiting } from "./support.ts";

const english =
  "Take a new photo or scan in good light, with the page flat and every word sharp, and upload it.";

async function told(
  correspondenceLanguage: "en" | "es" | "zh",
  given: { toFix?: string; verified?: boolean } = {},
) {
  const db = await testDb();
  const clerk = ctxFor(db, "data_entry", { accountId: (await makeStaff(db, "data_entry")).id });
  const person = await makeParticipant(db, { correspondenceLanguage });
  const { id } = await waiting(db, {
    participantId: person.id,
    type: given.verified ? "other" : "transcript",
  });
  const { version } = await claimDocument(clerk, { id });
  await decideDocument(clerk, {
    id,
    version,
    ...(given.verified
      ? { outcome: "verified" }
      : { outcome: "action_required", reasonCode: "illegible_page", toFix: given.toFix }),
  });
  await drainQueue();
  const mails = (await mailbox()).filter((mail) => mail.to?.[0]?.address === person.email);
  expect(mails).toHaveLength(1);
  const own = await getDocument(ctxFor(db, "participant", { participantId: person.id }), id);
  return { mail: mails[0]!, decision: own.decisions[0]!, id };
}

test("who reads English gets English alone", async () => {
  const { mail, decision, id } = await told("en");
  expect(mail.subject).toBe(`Action required on your transcript (document ${id})`);
  expect(mail.text).toContain(`What to do: ${english}`);
  expect(mail.text!.split(english)).toHaveLength(2);
  expect(decision.inTheirLanguage).toBeNull();
});

test.each([
  [
    "es",
    "Necesitamos algo de usted sobre su expediente académico",
    "No se puede leer una página",
    "Tome una foto nueva",
  ],
  ["zh", "成绩单", "有一页无法辨认", "请在光线充足的地方重新拍照或扫描"],
] as const)(
  "the whole e-mail is in the person's language, with the English below (%s)",
  async (language, subject, reason, toFix) => {
    const { mail, decision, id } = await told(language);
    expect(mail.subject).toContain(subject);
    const [own, below] = mail.text!.split("* * *");
    expect(own).toContain(reason);
    expect(own).toContain(toFix);
    expect(own).not.toContain(english);
    expect(below).toContain(`Action required on your transcript (document ${id})`);
    expect(below).toContain(english);
    expect(mail.html).toContain(`<html lang="${language}">`);
    expect(mail.html).toContain('<section lang="en"');
    expect(decision.inTheirLanguage).toMatchObject({
      language,
      reason,
      toFix: expect.stringContaining(toFix),
    });
  },
);

test("what a clerk worded is not replaced by a translation of something else", async () => {
  const { mail, decision } = await told("es", { toFix: "Send page 2 again: the stamp hides the grades." });
  expect(mail.text!.split("* * *")[0]).toContain("Send page 2 again: the stamp hides the grades.");
  expect(mail.text).not.toContain("Tome una foto nueva");
  expect(decision.inTheirLanguage).toEqual({
    language: "es",
    reason: "No se puede leer una página",
    toFix: null,
  });
});

test("a verified document is told in both languages too", async () => {
  const { mail, decision, id } = await told("es", { verified: true });
  expect(mail.subject).toBe(`Su documento está verificado (documento ${id})`);
  expect(mail.text!.split("* * *")[1]).toContain("is verified");
  expect(decision.inTheirLanguage).toBeNull();
});
