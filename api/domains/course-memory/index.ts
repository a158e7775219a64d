export { correctCourseMemory } from "./correct.ts";
export { memoryOf } from "./internal.ts";
export { listCourseMemory } from "./list.ts";
export { rememberCourses } from "./remember.ts";
