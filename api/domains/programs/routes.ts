import { resource } from "../../http/resource.ts";
import { getProgram } from "./get.ts";
import { listPrograms } from "./list.ts";
import { createProgram, updateProgram } from "./save.ts";

export const programRoutes = resource("programs", {
  list: listPrograms,
  get: getProgram,
  create: createProgram,
  update: updateProgram,
});
