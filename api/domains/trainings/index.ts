export { createTraining } from "./create.ts";
export { getTraining } from "./get.ts";
export { loadLivingTraining } from "./internal.ts";
export { listTrainings } from "./list.ts";
export { updateTraining } from "./update.ts";
