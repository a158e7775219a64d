import SecondLookIcon from "@mui/icons-material/VisibilityOutlined";
import type { ResourceProps } from "react-admin";
import type { SecondLookRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const second_looks: ResourceProps = {
  name: "second-looks",
  list: lazyScreen(() => import("./SecondLookList.tsx"), "SecondLookList"),
  show: lazyScreen(() => import("./SecondLookShow.tsx"), "SecondLookShow"),
  icon: SecondLookIcon,
  recordRepresentation: (row: SecondLookRow) => `${row.participantName} (${row.registryNumber})`,
};
