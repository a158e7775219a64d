import { eq } from "drizzle-orm";
import { nameChanges, participantNames, participants } from "../../schema/index.ts";
import { inBatches, isoDate, type SeedContext } from "./context.ts";
import type { NameRequest } from "./plan-documents.ts";

/** Requests with their evidence; an approved one has changed the record and left the old name searchable. S40–S41 */
export async function seedNameChanges(
  seed: SeedContext,
  requests: readonly NameRequest[],
  evidenceIds: readonly number[],
) {
  const rows = requests.map(({ person, newFamily, evidence, outcome }, at) => ({
    ...{ participantId: person.id, status: outcome, evidenceDocumentId: evidenceIds[at]! },
    ...{ oldGivenName: person.given, oldMiddleName: person.middle, oldFamilyName: person.family },
    ...{ newGivenName: person.given, newMiddleName: person.middle, newFamilyName: newFamily },
    evidenceKind: "marriage_certificate" as const,
    effectiveOn: isoDate(evidence.receivedAt),
    requestReason: "My name has changed; the proof is attached.",
    ...{ decidedById: evidence.decidedById ?? null, decidedAt: evidence.decidedAt ?? null },
    decisionReason:
      outcome === "refused"
        ? "The document names another person."
        : outcome === "approved"
          ? "Matches the evidence."
          : null,
    createdAt: evidence.receivedAt,
  }));
  await inBatches(rows, (chunk) =>
    seed.tx.insert(nameChanges).values(chunk).returning({ id: nameChanges.id }),
  );
  for (const { person, newFamily, evidence, outcome } of requests) {
    if (outcome !== "approved" || !evidence.decidedAt) continue;
    await seed.tx.insert(participantNames).values({
      ...{
        participantId: person.id,
        kind: "former" as const,
        givenName: person.given,
        middleName: person.middle,
      },
      ...{ familyName: person.family, usedUntil: isoDate(evidence.decidedAt) },
    });
    await seed.tx.update(participants).set({ familyName: newFamily }).where(eq(participants.id, person.id));
    person.family = newFamily;
  }
}
