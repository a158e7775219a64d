import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "#db/client.ts";
import { identifierKinds } from "#db/enums.ts";
import { type PersonInput, peopleSpec } from "../../linkage/index.ts";

/** How this registry compares people: every kind of number it keeps is a comparison of its own. */
export const spec = peopleSpec({ identifierKinds });

/** Living people as the linkage engine takes them. `which` is a condition on `p`. */
export async function peopleToCompare(tx: Tx, which: SQL): Promise<PersonInput[]> {
  const rows = (await tx.execute(sql`
    select json_build_object('id', p.id,
      'names', json_build_array(json_build_object('given', p.given_name, 'middle', p.middle_name, 'family', p.family_name))::jsonb
        || case when p.preferred_name is null then '[]'::jsonb else
          jsonb_build_array(jsonb_build_object('given', p.preferred_name, 'family', p.family_name, 'former', true)) end
        || coalesce((select jsonb_agg(jsonb_build_object('given', n.given_name, 'middle', n.middle_name, 'family', n.family_name, 'former', true)
          order by n.id) from participant_names n where n.participant_id = p.id), '[]'),
      'birthDate', p.birth_date, 'birthDateEstimated', p.birth_date_estimated,
      'emails', array_remove(array[p.email], null), 'phones', array_remove(array[p.phone], null),
      'addressLine', p.address_line, 'city', p.city, 'zip', p.zip, 'state', p.state,
      'identifiers', coalesce((select json_agg(json_build_object('kind', i.kind, 'value', i.value) order by i.id)
        from participant_identifiers i where i.participant_id = p.id), '[]'),
      'ssnIndex', (select s.ssn_blind_index from private.participant_secrets s where s.participant_id = p.id)) as person
    from participants p where p.status <> 'merged' and ${which} order by p.id`)) as unknown as {
    person: PersonInput;
  }[];
  return rows.map(({ person }) => person);
}

export const intArray = (ids: Iterable<number>): SQL => sql`${`{${[...ids].join(",")}}`}::int[]`;
