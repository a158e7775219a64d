export { cluster, type Link } from "./cluster.ts";
export {
  type CsvRow,
  columnsRead,
  type Mapping,
  parseMapping,
  personOf,
  type RecordKind,
} from "./evaluate/columns.ts";
export { directoryRecordOf } from "./evaluate/directory-columns.ts";
export { type Evaluation, evaluate } from "./evaluate/evaluate.ts";
export { readTable, requireColumns, type Table } from "./evaluate/read.ts";
export { type Truth, truthFromColumn, truthFromTable } from "./evaluate/truth.ts";
export type { InstitutionInput } from "./kinds/institutions.ts";
export { peopleSpec } from "./kinds/people.ts";
export type { ProgramInput } from "./kinds/programs.ts";
export { directorySpecs } from "./kinds/specs.ts";
export type { SponsorInput } from "./kinds/sponsors.ts";
export type { TrainingInput } from "./kinds/trainings.ts";
export { assumedFor, assumedModel } from "./model/assumed.ts";
export { type Bands, bandOf, type Model, probabilityOf } from "./model/model.ts";
export { bandsOf, LOWEST } from "./model/threshold.ts";
export { train } from "./model/train.ts";
export type { PersonInput } from "./normalise/person.ts";
export { packRecord } from "./packed.ts";
export { scoreAgainst, scoreStored, weigherOf } from "./probe.ts";
export { packCopy } from "./read-copy.ts";
export { type Scan, scan } from "./scan/scan.ts";
export { type Explanation, explain } from "./score.ts";
export { allKeys, keysToLookUp, type LinkRecord, type Spec } from "./spec.ts";
export { trainInThread } from "./threads.ts";
export { Packer, pack, type View } from "./view.ts";
