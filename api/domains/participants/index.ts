export { listParticipants, participantList } from "./list.ts";
