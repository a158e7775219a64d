export { listStaff } from "./list.ts";
