import type { ResourceProps } from "react-admin";
import { documents } from "./documents/index.ts";
import { participants } from "./participants/index.ts";

/** Every resource of the console. */
export const resources: readonly ResourceProps[] = [documents, participants];
