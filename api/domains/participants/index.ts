export { createParticipant, insertParticipant } from "./create.ts";
export { formerNumbersOf, getParticipant } from "./get.ts";
export { participantHistory } from "./history.ts";
export { participantList } from "./list.ts";
export { lookupParticipant } from "./lookup.ts";
export { participantRecord } from "./record.ts";
export { registerParticipant, registrationIsOpen } from "./register.ts";
export { revealSsn, setSsn } from "./ssn.ts";
export { updateParticipant } from "./update.ts";
