import simpleRestProvider from "ra-data-simple-rest";
import type { DataProvider, GetManyParams, GetOneParams, RaRecord } from "react-admin";
import { getJson, httpClient } from "./httpClient.ts";
import { deskVerbs } from "./verbs/desk.ts";
import { documentVerbs } from "./verbs/documents.ts";
import { intakeVerbs } from "./verbs/intake.ts";
import { officeVerbs } from "./verbs/office.ts";
import { peopleVerbs } from "./verbs/people.ts";
import { requestVerbs } from "./verbs/requests.ts";
import { rosterVerbs } from "./verbs/rosters.ts";

const rest = simpleRestProvider("/api", httpClient);
/** A page of the API holds at most this many rows, and a longer list of ids would not fit an address. */
const idsAtOnce = 100;

/** react-admin's own reads and writes, and one typed method for every verb of the API. Screens call nothing else. */
export const dataProvider = {
  ...rest,

  /** As it is: the API leads from a merged record to the one that stayed, a screen asks about the record it was opened for. */
  async getOne<Row extends RaRecord>(resource: string, params: GetOneParams<Row>) {
    if (resource !== "participants") return rest.getOne<Row>(resource, params);
    return { data: await getJson<Row>(`participants/${encodeURIComponent(params.id)}`, { retired: "show" }) };
  },

  async getMany<Row extends RaRecord>(resource: string, params: GetManyParams<Row>) {
    const data: Row[] = [];
    for (let from = 0; from < params.ids.length; from += idsAtOnce) {
      const ids = params.ids.slice(from, from + idsAtOnce);
      data.push(...(await rest.getMany<Row>(resource, { ...params, ids })).data);
    }
    return { data };
  },

  ...documentVerbs,
  ...deskVerbs,
  ...intakeVerbs,
  ...peopleVerbs,
  ...officeVerbs,
  ...requestVerbs,
  ...rosterVerbs,
} satisfies DataProvider;

export type RegistryProvider = typeof dataProvider;
