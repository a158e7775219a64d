export { createTraining } from "./create.ts";
export { getTraining } from "./get.ts";
export { loadTraining } from "./internal.ts";
export { listTrainings } from "./list.ts";
export { updateTraining } from "./update.ts";
