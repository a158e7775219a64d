import { Router } from "express";
import type { AppDeps } from "../app.ts";

/** The public site and the participant's portal: server-rendered pages over the same verbs as the console. */
export function publicSite(_deps: AppDeps): Router {
  return Router();
}
