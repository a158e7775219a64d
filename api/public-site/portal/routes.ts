import { Router } from "express";
import { accessRoutes } from "./access.tsx";
import { documentRoutes } from "./documents.tsx";
import { employmentRoutes } from "./employment.tsx";
import { educatorsOnly } from "./frame.tsx";
import { loginEmailRoutes } from "./login-email.tsx";
import { nameChangeRoutes } from "./name-change.tsx";
import { overviewRoutes } from "./overview.tsx";
import { profileRoutes } from "./profile.tsx";
import { reportRoutes } from "./report.tsx";
import { trainingRoutes } from "./trainings.tsx";
import { uploadRoutes } from "./upload.tsx";

/** Everything under `/my`: the signed-in educator's own record. */
export const portalRoutes = Router();
portalRoutes.use("/my", educatorsOnly);
portalRoutes.use(overviewRoutes, uploadRoutes, documentRoutes, reportRoutes, trainingRoutes);
portalRoutes.use(profileRoutes, nameChangeRoutes, loginEmailRoutes, employmentRoutes, accessRoutes);
