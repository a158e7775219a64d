export { getPublicEvent, listCalendar } from "./calendar.ts";
export { cancelEvent } from "./cancel.ts";
export { createEvent } from "./create.ts";
export { getEvent } from "./get.ts";
export { type EventRecord, lockEvent, mayMark, noSuchEvent } from "./internal.ts";
export { listEvents } from "./list.ts";
export { publishEvent } from "./publish.ts";
export { updateEvent } from "./update.ts";
export { closeWaitlistGap, promoteWaitlisted } from "./waitlist.ts";
