export { nicknameGroups } from "../../linkage/index.ts";
