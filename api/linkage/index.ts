export { assumedModel } from "./model/assumed.ts";
export { type Band, type Bands, bandOf, type Model, probabilityOf } from "./model/model.ts";
export { nicknameGroups } from "./normalise/nicknames.data.ts";
export type { PersonInput, PersonName } from "./normalise/person.ts";
export { type PeopleSpec, peopleSpec } from "./people.ts";
export { type Evidence, type Explanation, explain, scoreAgainst } from "./score.ts";
export type { LinkRecord, Spec, SpecDescriptor } from "./spec.ts";
export { allKeys, fromStored, type StoredColumn, storedColumns, storedValues } from "./stored.ts";
