export { expireAccessGrants } from "./expire.ts";
export { listAccessGrants } from "./list.ts";
export { requestAccess } from "./request.ts";
