export { enroll } from "./enroll.ts";
export { listEnrollments } from "./list.ts";
export { markAttendance } from "./mark-attendance.ts";
export { addWalkIn } from "./walk-in.ts";
export { withdraw } from "./withdraw.ts";
