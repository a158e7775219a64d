import type { Report } from "./definition.ts";
import { directServiceProfile } from "./definitions/direct-service-profile.ts";
import { educationAndTraining } from "./definitions/education-and-training.ts";
import { sponsorTraining } from "./definitions/sponsor-training.ts";

/** Every report of the registry, in the order of the menu. */
export const reports: readonly Report[] = [sponsorTraining, directServiceProfile, educationAndTraining];

export const reportFor = (key: string): Report | undefined => reports.find((report) => report.key === key);
