import type { ResourceRoutes } from "../http/resource.ts";
import { participantRoutes } from "./participants/routes.ts";

/** Every resource of the API, in the order of the console's menu. */
export const routes: readonly ResourceRoutes[] = [participantRoutes];
