import { resource } from "../../http/resource.ts";
import { createTraining } from "./create.ts";
import { getTraining } from "./get.ts";
import { listTrainings } from "./list.ts";
import { updateTraining } from "./update.ts";

export const trainingRoutes = resource("trainings", {
  list: listTrainings,
  get: getTraining,
  create: createTraining,
  update: updateTraining,
});
