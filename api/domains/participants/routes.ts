import { resource } from "../../http/resource.ts";
import { listParticipants } from "./list.ts";

export const participantRoutes = resource("participants", {
  list: listParticipants,
});
