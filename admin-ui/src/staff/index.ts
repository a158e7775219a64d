import ManageIcon from "@mui/icons-material/ManageAccountsOutlined";
import type { ResourceProps } from "react-admin";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const staff: ResourceProps = {
  name: "staff",
  list: lazyScreen(() => import("./StaffList.tsx"), "StaffList"),
  create: lazyScreen(() => import("./StaffCreate.tsx"), "StaffCreate"),
  icon: ManageIcon,
  recordRepresentation: "displayName",
};
