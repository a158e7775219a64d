import type { Page } from "playwright-core";
import { expect } from "vitest";
import { look, registry } from "#tests/support/journey.ts";

export type Person = { id: number; name: string };
/** Participants of the demo, newest first; every journey skips to people of its own. */
export async function people(skip: number, count: number): Promise<Person[]> {
  const rows = await look()`select id, given_name || ' ' || family_name as name from participants
    where status = 'active' order by id desc offset ${skip} limit ${count}`;
  return rows.map(({ id, name }) => ({ id: Number(id), name: String(name) }));
}

/** Sends a transcript for somebody as staff do and waits until the machine has read it. */
export async function fileTranscript(page: Page, participantId: number, pdf: Uint8Array): Promise<number> {
  const sent = await page.request.post("/api/documents/upload", {
    headers: { origin: registry().origin },
    multipart: {
      type: "transcript",
      participantId: String(participantId),
      file: { name: "transcript.pdf", mimeType: "application/pdf", buffer: Buffer.from(pdf) },
    },
  });
  expect(sent.status(), await sent.text()).toBe(201);
  const { id } = (await sent.json()) as { id: number };
  await expect
    .poll(async () => (await look()`select 1 from document_readings where document_id = ${id}`).length, {
      timeout: 90_000,
    })
    .toBe(1);
  return id;
}
