export { listAnnouncements } from "./list.ts";
