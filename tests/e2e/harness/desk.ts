import type { Page } from "playwright-core";
import { expect } from "vitest";
import { look, registry } from "#tests/support/journey.ts";

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
