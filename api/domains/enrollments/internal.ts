import { sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { Invalid } from "../../kernel/errors.ts";

export type Person = { id: number; registryNumber: string; name: string };

/** The living record behind a registry number or id: a merged one opens its survivor (M1). @throws Invalid */
export async function personFor(
  tx: Tx,
  wanted: { registryNumber: string } | { participantId: number },
): Promise<Person> {
  const start =
    "registryNumber" in wanted
      ? sql`(select n.id from participants n where n.registry_number = ${wanted.registryNumber.replace(/[\s-]/g, "")})`
      : sql`${wanted.participantId}::integer`;
  const [row] = (await tx.execute(sql`select p.id, p.registry_number as "registryNumber",
    concat_ws(' ', p.given_name, p.family_name) as name
    from participants p where p.id = survivor_of(${start})`)) as unknown as Person[];
  if (row) return row;
  const message = "No record has this registry number. Check it digit by digit.";
  throw new Invalid(message, { fields: { registryNumber: message } });
}
