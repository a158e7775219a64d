import { enqueue } from "../../queue/enqueue.ts";
import { intakeScans } from "../../schema/index.ts";
import { type Cast, daysAgo, type Enrolled, officeHour, type SeedContext } from "./context.ts";
import { plusDays } from "./dates.ts";
import { sheetsToPdf } from "./drawing/to-pdf.ts";
import { makePaper } from "./paper.ts";

/**
 * One e-mail with the papers of three people that somebody has to split; the worker opens it as it does any other. To be
 * called where there is a queue.
 */
export async function seedIntake(seed: SeedContext, people: readonly Enrolled[], cast: Cast): Promise<void> {
  const random = seed.random.fork("intake");
  const received = daysAgo(seed, random, 1, 3);
  const senders = random.shuffle(people.filter(({ id }) => id !== cast.participant.id)).slice(0, 3);
  const types = ["transcript", "health_safety", "training_certificate"] as const;
  const papers = senders.map((person, at) =>
    makePaper(random, person, seed.jurisdiction, { type: types[at]!, writtenOn: plusDays(received, -20) }),
  );
  const sheets = papers.flatMap((paper) => paper.sheets);
  const bytes = await sheetsToPdf(sheets, { title: "Staff documents", writtenOn: received });
  const file = await seed.files.put(bytes, "documents", ".pdf", random);
  const receivedAt = officeHour(random, received);
  const [scan] = await seed.tx
    .insert(intakeScans)
    .values({
      ...{ source: "email", originalName: "Staff documents.pdf", mimeType: "application/pdf" },
      ...{ storageKey: file.key, sizeBytes: file.sizeBytes, sha256: file.sha256 },
      ...{ uploadedById: cast.dataEntry[0]!, receivedAt, createdAt: receivedAt },
    })
    .returning({ id: intakeScans.id });
  await enqueue(seed.tx, "process_intake_scan", { scanId: scan!.id });
}
