import type { NameEvidenceKind } from "#db/enums.ts";
import type { Ctx } from "../../kernel/context.ts";
import { Invalid } from "../../kernel/errors.ts";

/** What proves a new name is for the state to say. B-I4 @throws Invalid at `evidenceKind` for a kind that it does not take. */
export function checkEvidenceKind({ jurisdiction }: Ctx, kind: NameEvidenceKind | null | undefined): void {
  if (!kind || jurisdiction.nameEvidence.some(({ code }) => code === kind)) return;
  const message = `${jurisdiction.name} does not take this as proof of a new name. Choose another kind.`;
  throw new Invalid(message, { fields: { evidenceKind: message } });
}
