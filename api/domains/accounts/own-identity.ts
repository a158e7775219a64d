import { eq } from "drizzle-orm";
import type { CorrespondenceLanguage } from "#db/enums.ts";
import { participants } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";

/** What stands on top of every page of a signed-in educator. S5–S7 */
export type OwnIdentity = {
  id: number;
  registryNumber: string;
  status: string;
  givenName: string;
  preferredName: string | null;
  familyName: string;
  registeredOn: string | null;
  renewsOn: string | null;
  /** The language the registry writes to them in. */
  correspondenceLanguage: CorrespondenceLanguage;
};

/** Number, name and status of the actor's own record; null for an actor without one. */
export async function ownIdentity(ctx: Ctx): Promise<OwnIdentity | null> {
  const { actor } = ctx;
  if (actor.type !== "account" || actor.participantId === null) return null;
  const id = actor.participantId;
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .select({
        id: participants.id,
        registryNumber: participants.registryNumber,
        status: participants.status,
        givenName: participants.givenName,
        preferredName: participants.preferredName,
        familyName: participants.familyName,
        registeredOn: participants.registeredOn,
        renewsOn: participants.renewsOn,
        correspondenceLanguage: participants.correspondenceLanguage,
      })
      .from(participants)
      .where(eq(participants.id, id));
    return row ?? null;
  });
}
