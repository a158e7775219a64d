import { resource } from "../../http/resource.ts";
import { correctCourseMemory } from "./correct.ts";
import { listCourseMemory } from "./list.ts";

export const courseMemoryRoutes = resource("course-memory", {
  list: listCourseMemory,
  actions: { correct: correctCourseMemory },
});
