import type { ResourceProps } from "react-admin";
import { participants } from "./participants/index.ts";

/** Every resource of the console. */
export const resources: readonly ResourceProps[] = [participants];
