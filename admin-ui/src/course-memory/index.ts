import CourseMemoryIcon from "@mui/icons-material/MenuBookOutlined";
import type { ResourceProps } from "react-admin";
import type { MemoryRow } from "../providers/wire.ts";
import { lazyScreen } from "../shared/lazyScreen.ts";

export const course_memory: ResourceProps = {
  name: "course-memory",
  list: lazyScreen(() => import("./CourseMemoryList.tsx"), "CourseMemoryList"),
  icon: CourseMemoryIcon,
  recordRepresentation: (row: MemoryRow) => `${row.courseNumber}, ${row.institutionName}`,
};
