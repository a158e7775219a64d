import { resource } from "../../http/resource.ts";
import { addWalkIn, markAttendance } from "../enrollments/index.ts";
import { cancelEvent } from "./cancel.ts";
import { createEvent } from "./create.ts";
import { getEvent } from "./get.ts";
import { listEvents } from "./list.ts";
import { publishEvent } from "./publish.ts";
import { updateEvent } from "./update.ts";

export const eventRoutes = resource("events", {
  list: listEvents,
  get: getEvent,
  create: createEvent,
  update: updateEvent,
  actions: {
    publish: publishEvent,
    cancel: cancelEvent,
    attendance: markAttendance,
    "walk-in": addWalkIn,
  },
});
