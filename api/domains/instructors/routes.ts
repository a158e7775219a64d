import { resource } from "../../http/resource.ts";
import { decideInstructor } from "./decide.ts";
import { listInstructors } from "./list.ts";

export const instructorRoutes = resource("instructors", {
  list: listInstructors,
  actions: { decide: decideInstructor },
});
