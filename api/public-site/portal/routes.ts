import { Router } from "express";
import { accessRoutes } from "./access.tsx";
import { coversheetRoutes } from "./coversheets.tsx";
import { documentPageRoutes } from "./document.tsx";
import { documentRoutes } from "./documents.tsx";
import { employmentRoutes } from "./employment.tsx";
import { educatorsOnly } from "./frame.tsx";
import { loginEmailRoutes } from "./login-email.tsx";
import { nameChangeRoutes } from "./name-change.tsx";
import { overviewRoutes } from "./overview.tsx";
import { profileRoutes } from "./profile.tsx";
import { replaceRoutes } from "./replace.tsx";
import { reportRoutes } from "./report.tsx";
import { ownRequestRoutes } from "./requests.tsx";
import { reviewRoutes } from "./reviews.tsx";
import { trainingRoutes } from "./trainings.tsx";
import { uploadRoutes } from "./upload.tsx";

/** Everything under `/my`: the signed-in educator's own record. */
export const portalRoutes = Router();
portalRoutes.use("/my", educatorsOnly);
portalRoutes.use(overviewRoutes, uploadRoutes, coversheetRoutes, documentRoutes, documentPageRoutes);
portalRoutes.use(replaceRoutes, reviewRoutes, reportRoutes, trainingRoutes);
portalRoutes.use(
  profileRoutes,
  nameChangeRoutes,
  loginEmailRoutes,
  employmentRoutes,
  accessRoutes,
  ownRequestRoutes,
);
