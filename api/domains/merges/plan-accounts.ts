import { Invalid } from "../../kernel/errors.ts";
import type { Changes } from "./changes.ts";
import type { Pair } from "./load-pair.ts";
import type { Block } from "./plan-types.ts";

/**
 * Sign-ins (S19): every one leads to the survivor from now on, and one stays active. Where both records have an active one
 * staff choose, so that a merge can never hand a record over to somebody by accident. A colleague's own sign-in always stays.
 * @throws Invalid for an account that is not one of theirs.
 */
export function planAccounts(
  pair: Pair,
  keepAccountId: number | null,
  changes: Changes,
  blocks: Block[],
): void {
  const { survivor, retired } = pair.rows.get("accounts")!;
  const everyone = [...survivor, ...retired];
  const active = everyone.filter(({ status }) => status !== "disabled");
  if (keepAccountId !== null && !active.some(({ id }) => id === keepAccountId)) {
    const message = "Choose one of the active sign-ins of these two records.";
    throw new Invalid(message, { fields: { keepAccountId: message } });
  }
  const meet = active.some((row) => survivor.includes(row)) && active.some((row) => retired.includes(row));
  const colleague = active.find(({ staff_role, id }) => staff_role !== null && id !== keepAccountId);
  if (meet && keepAccountId === null) {
    const addresses = active.map(({ email }) => String(email)).join(" and ");
    blocks.push({
      code: "two_logins",
      message: `Both records have an active sign-in (${addresses}). Choose the one that stays; the other is linked and disabled.`,
      needs: "choose_login",
    });
  }
  if (meet && keepAccountId !== null && colleague) {
    blocks.push({
      code: "staff_login",
      message: `${String(colleague.email)} is a colleague's own sign-in and cannot be disabled by a merge. Choose that one.`,
      needs: "choose_login",
    });
  }
  for (const row of everyone) {
    const disable = meet && keepAccountId !== null && row.status !== "disabled" && row.id !== keepAccountId;
    const patch = {
      ...(retired.includes(row) ? { participant_id: pair.survivor.id } : {}),
      ...(disable ? { status: "disabled" } : {}),
    };
    if (Object.keys(patch).length > 0)
      changes.update("accounts", row, patch, retired.includes(row) ? "moved" : "updated");
  }
}
