import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const enrollments: ResourceProps = {
  name: "enrollments",
  list: lazyScreen(() => import("./EnrollmentList.tsx"), "EnrollmentList"),
};
