export { correctCourseMemory } from "./correct.ts";
export { courseKeyOf, memoryOf } from "./internal.ts";
export { listCourseMemory } from "./list.ts";
export { rememberCourses } from "./remember.ts";
