import { Router } from "express";
import { assetRoutes } from "./assets.ts";
import { aboutRoutes } from "./pages/about.tsx";
import { accountLinkRoutes } from "./pages/account-links.tsx";
import { askRoutes } from "./pages/ask.tsx";
import { calendarRoutes } from "./pages/calendar.tsx";
import { checkRoutes } from "./pages/check.tsx";
import { eventRoutes } from "./pages/event.tsx";
import { homeRoutes } from "./pages/home.tsx";
import { invitationRoutes } from "./pages/invitation.tsx";
import { requestRoutes } from "./pages/request.tsx";
import { signInRoutes } from "./pages/sign-in.tsx";
import { signUpRoutes } from "./pages/sign-up.tsx";
import { trainerRoutes } from "./pages/trainers.tsx";
import { portalRoutes } from "./portal/routes.ts";
import { formBody, pageNotFound } from "./respond.tsx";

/** The public site and the participant's portal: server-rendered pages over the same verbs as the console. */
export function publicSite(): Router {
  const router = Router();
  router.use(assetRoutes());
  router.use(formBody);
  router.use(homeRoutes, aboutRoutes, signInRoutes, signUpRoutes, accountLinkRoutes);
  router.use(
    calendarRoutes,
    eventRoutes,
    invitationRoutes,
    trainerRoutes,
    checkRoutes,
    askRoutes,
    requestRoutes,
    portalRoutes,
  );
  router.use(pageNotFound);
  return router;
}

export { errorPages } from "./respond.tsx";
