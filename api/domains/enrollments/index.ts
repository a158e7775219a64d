export { enroll } from "./enroll.ts";
export { personFor } from "./internal.ts";
export { listEnrollments } from "./list.ts";
export { markAttendance } from "./mark-attendance.ts";
export { applyMarks, isMarked } from "./marks.ts";
export { placeAllOnRoster } from "./place.ts";
export { type EnrollmentRecord, giveSeat, isOn, type Seats, seatsNow } from "./seats.ts";
export { addWalkIn } from "./walk-in.ts";
export { withdraw } from "./withdraw.ts";
