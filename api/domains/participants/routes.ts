import { resource } from "../../http/resource.ts";
import { createParticipant } from "./create.ts";
import { getParticipant } from "./get.ts";
import { participantHistory } from "./history.ts";
import { listParticipants } from "./list.ts";
import { lookupParticipant } from "./lookup.ts";
import { participantRecord } from "./record.ts";
import { registerParticipant } from "./register.ts";
import type { ParticipantView } from "./schemas.ts";
import { revealSsn, setSsn } from "./ssn.ts";
import { updateParticipant } from "./update.ts";

export const participantRoutes = resource("participants", {
  list: listParticipants,
  get: getParticipant,
  leadsTo: ({ mergedInto }: ParticipantView) => mergedInto?.id ?? null,
  create: createParticipant,
  update: updateParticipant,
  reads: { lookup: lookupParticipant },
  itemReads: { history: participantHistory, record: participantRecord },
  actions: { register: registerParticipant, "set-ssn": setSsn, "reveal-ssn": revealSsn },
});
