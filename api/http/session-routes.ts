import { type Request, Router } from "express";
import { z } from "zod";
import { roles } from "#db/enums.ts";
import type { Me } from "../domains/accounts/schemas.ts";
import type { Ctx } from "../kernel/context.ts";
import { Forbidden, Unauthenticated } from "../kernel/errors.ts";
import { permissionsOf } from "../kernel/permissions.ts";
import { ctxOf, signIn, signOut } from "./auth.ts";
import { limitRequests } from "./limit.ts";

function me(ctx: Ctx): Me {
  const { actor } = ctx;
  if (actor.type !== "account") throw new Unauthenticated("Please sign in first.");
  const { accountId, displayName, email, role, roles: held, participantId } = actor;
  return {
    id: accountId,
    displayName,
    email,
    role,
    roles: held,
    participantId,
    permissions: permissionsOf(actor),
  };
}

/** A burst from one address is slowed before any password is hashed; tries per account are counted in PostgreSQL. */
export const signInLimit = limitRequests({
  counter: "sign_in",
  windowMs: 60_000,
  limit: 60,
  message: "Too many tries. Please wait a minute.",
});

const switchSchema = z.strictObject({ role: z.enum(roles) });

/** Sign in, sign out, who am I, act in another of my roles. */
export function sessionRoutes(identifyAgain: (req: Request) => Promise<void>): Router {
  const router = Router();
  router.post("/session", signInLimit, async (req, res) => {
    await signIn(req);
    await identifyAgain(req);
    res.json(me(ctxOf(req)));
  });
  router.delete("/session", async (req, res) => {
    await signOut(req);
    res.json({});
  });
  router.get("/me", (req, res) => {
    res.json(me(ctxOf(req)));
  });
  router.put("/me/role", async (req, res) => {
    const { role } = switchSchema.parse(req.body);
    const { actor } = ctxOf(req);
    if (actor.type !== "account" || !actor.roles.includes(role))
      throw new Forbidden("You do not hold that role.");
    req.session.role = role;
    await identifyAgain(req);
    res.json(me(ctxOf(req)));
  });
  return router;
}
