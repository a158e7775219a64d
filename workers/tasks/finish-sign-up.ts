import { finishSignUp as finish } from "#api/domains/accounts/index.ts";
import type { Task } from "./task.ts";

/** Match before create for somebody who signed up, after they were answered. S10–S13 */
export const finishSignUp: Task<"finish_sign_up"> = ({ signUpId }, ctx) => finish(ctx, signUpId);
