import { Router } from "express";
import { documentRoutes } from "./documents.tsx";
import { educatorsOnly } from "./frame.tsx";
import { profileRoutes } from "./profile.tsx";
import { trainingRoutes } from "./trainings.tsx";
import { uploadRoutes } from "./upload.tsx";

/** Everything under `/my`: the signed-in educator's own record. */
export const portalRoutes = Router();
portalRoutes.use("/my", educatorsOnly);
portalRoutes.use(uploadRoutes, documentRoutes, profileRoutes, trainingRoutes);
