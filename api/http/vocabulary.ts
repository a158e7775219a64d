import type { Ctx } from "../kernel/context.ts";

/** The jurisdiction's words, as the console's choices; nothing in it is about a person. */
export const vocabulary = (ctx: Ctx): Ctx["jurisdiction"] => ctx.jurisdiction;
