import { desc, eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { updateDeskSettings } from "#api/domains/desk-settings/index.ts";
import { toRegistryError } from "#api/http/error-handler.ts";
import { auditEvents } from "#db/schema/index.ts";
import { inRollback } from "#tests/setup/db.ts";
import { ctxFor } from "#tests/support/ctx.ts";
import { makeStaff } from "#tests/support/factories.ts";

const wish = {
  secondLookPercent: 10,
  newVerifierDocuments: 50,
  reviewWeeks: 6,
  holdDays: 14,
  nameChangeDays: 12,
  duplicateDays: 4,
  accessDays: 6,
  correctionDays: 7,
  questionDays: 2,
  mergeUndoDays: 60,
  rosterImportDays: 45,
};

test("an administrator changes how the desk works; the change is audited with what it was before", () =>
  inRollback(async (tx) => {
    const admin = ctxFor(tx, "registry_admin", { accountId: (await makeStaff(tx, "registry_admin")).id });
    const after = await updateDeskSettings(admin, { ...wish, version: 1 });
    expect(after).toMatchObject({ ...wish, version: 2 });
    const [event] = await tx
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, "desk_settings.updated"))
      .orderBy(desc(auditEvents.id));
    expect(event?.before).toMatchObject({ secondLookPercent: 5, reviewWeeks: 4 });
    expect(event?.after).toMatchObject(wish);
  }));

test("an old version is refused with the settings as they are now", () =>
  inRollback(async (tx) => {
    const admin = ctxFor(tx, "registry_admin", { accountId: (await makeStaff(tx, "registry_admin")).id });
    await updateDeskSettings(admin, { ...wish, version: 1 });
    await expect(updateDeskSettings(admin, { ...wish, version: 1 })).rejects.toMatchObject({
      details: { current: { version: 2 } },
    });
  }));

test("each number says what it may be", () =>
  inRollback(async (tx) => {
    const admin = ctxFor(tx, "registry_admin", { accountId: (await makeStaff(tx, "registry_admin")).id });
    const wrong = {
      ...wish,
      secondLookPercent: 101,
      newVerifierDocuments: -1,
      reviewWeeks: 0,
      holdDays: 1.5,
      mergeUndoDays: -1,
      rosterImportDays: 0,
      version: 1,
    };
    const error = await updateDeskSettings(admin, wrong).catch((caught: unknown) => toRegistryError(caught));
    expect((error as { fields: unknown }).fields).toEqual({
      secondLookPercent: "Enter a whole number from 0 to 100.",
      newVerifierDocuments: "Enter a whole number from 0 to 1000.",
      reviewWeeks: "Enter a whole number from 1 to 26.",
      holdDays: "Enter a whole number from 1 to 90.",
      mergeUndoDays: "Enter a whole number from 0 to 3650.",
      rosterImportDays: "Enter a whole number from 1 to 365.",
    });
  }));

test("nobody but an administrator changes them", () =>
  inRollback(async (tx) => {
    const clerk = ctxFor(tx, "data_entry");
    await expect(updateDeskSettings(clerk, { ...wish, version: 1 })).rejects.toThrow("Your role");
  }));
