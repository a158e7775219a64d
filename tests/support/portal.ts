import { randomBytes } from "node:crypto";
import { testDb } from "../setup/db.ts";
import { makeAccount, makeParticipant } from "./factories.ts";
import { Client, testOrigin } from "./http.ts";

/** What a plain form sends. */
export const form = (values: Record<string, string>) => new URLSearchParams(values);
export const html = { accept: "text/html" };

/** An educator with a record and a signed-in browser. */
export async function educator(given: Parameters<typeof makeParticipant>[1] = {}) {
  const db = await testDb();
  const person = await makeParticipant(db, given);
  const account = await makeAccount(db, { participantId: person.id });
  const browser = new Client(await testOrigin());
  await browser.signIn(account.email);
  return { person, account, browser };
}

/** A one-page PDF with bytes of its own, so that no two are the same file. */
export function pdf(): Blob {
  const mark = randomBytes(8).toString("hex");
  const text = `%PDF-1.4\n% ${mark}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`;
  return new Blob([text], { type: "application/pdf" });
}
/** A form with one file, or as a browser sends it when none was chosen. */
export function uploadForm(fields: Record<string, string>, file?: Blob): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  data.set("file", file ?? new Blob([]), file ? "transcript.pdf" : "");
  return data;
}
