import { randomBytes } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AccountActor, Ctx, CtxDeps } from "#api/kernel/context.ts";
import { diskStore } from "#api/kernel/files.ts";
import { makeSecrets } from "#api/kernel/secrets.ts";
import type { Db, Tx } from "#db/client.ts";
import type { JurisdictionKey, Role } from "#db/enums.ts";
import { jurisdictionFor } from "#db/jurisdictions/index.ts";

const secrets = makeSecrets("a1".repeat(32));
/** One store per test process; the run's temp folder goes with it. */
export const testFiles = diskStore(
  join(tmpdir(), `registry-test-files-${process.pid}-${randomBytes(3).toString("hex")}`),
);

/** What every verb shares in tests: fixed key, a throw-away file store. */
export function depsFor(db: Db | Tx, jurisdiction: JurisdictionKey = "california"): CtxDeps {
  return { db, secrets, files: testFiles, jurisdiction: jurisdictionFor(jurisdiction) };
}

type Given = Partial<Omit<AccountActor, "type">> & { now?: Date; jurisdiction?: JurisdictionKey };

/**
 * A verb context acting as `role`. Pass the ids the role needs (`participantId`, `programIds`, `sponsorIds`), and an
 * `accountId` of a real row where the verb writes it (see `makeStaff`).
 */
export function ctxFor(db: Db | Tx, role: Role, given: Given = {}): Ctx {
  const { now, jurisdiction, ...account } = given;
  return {
    ...depsFor(db, jurisdiction),
    inTx: !("$client" in db),
    actor: {
      type: "account",
      accountId: 0,
      displayName: `A ${role}`,
      email: `${role}@example.org`,
      role,
      roles: [role],
      participantId: null,
      programIds: [],
      licenseeProgramIds: [],
      sponsorIds: [],
      ...account,
    },
    requestId: "test",
    now: now ?? new Date(),
  };
}

/** The registry itself, as a task would act. */
export function systemCtx(db: Db | Tx, task = "test"): Ctx {
  return { ...ctxFor(db, "registry_admin"), actor: { type: "system", task } };
}

export function anonymousCtx(db: Db | Tx): Ctx {
  return { ...ctxFor(db, "participant"), actor: { type: "anonymous" } };
}
