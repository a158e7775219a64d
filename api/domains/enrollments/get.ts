import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { enrollments } from "#db/schema/index.ts";
import { type Ctx, inTransaction } from "../../kernel/context.ts";
import { NotFound } from "../../kernel/errors.ts";
import { requirePermission } from "../../kernel/permissions.ts";
import { enrollmentColumns, enrollmentFrom } from "./list.ts";
import type { EnrollmentView } from "./schemas.ts";

const columns = {
  ...enrollmentColumns,
  setting: enrollments.setting,
  position: enrollments.position,
  homeCounty: enrollments.homeCounty,
};

/** The row as the transaction's role sees it. @throws NotFound */
export async function readEnrollment(tx: Tx, id: number): Promise<EnrollmentView> {
  const parts = Object.entries(columns).map(
    ([key, expression]) => sql`${expression} as ${sql.identifier(key)}`,
  );
  const [row] = (await tx.execute(sql`select row_to_json(found) as found from (
    select ${sql.join(parts, sql`, `)} from ${enrollmentFrom} where ${enrollments.id} = ${id}) found`)) as unknown as {
    found: EnrollmentView;
  }[];
  if (!row) throw new NotFound("There is no such enrollment, or it is not yours to see.");
  return row.found;
}

/** One place on one roster. */
export async function getEnrollment(ctx: Ctx, id: number): Promise<EnrollmentView> {
  requirePermission(ctx, "enrollments:read");
  return inTransaction(ctx, (tx) => readEnrollment(tx, id));
}
