import type {
  DocumentLane,
  DocumentStatus,
  DocumentType,
  documentSources,
  duplicateBands,
  duplicateStatuses,
} from "#db/enums.ts";

export type { CreateStaff, Me, Vocabulary } from "#api/domains/accounts/schemas.ts";
export type { HistoryEntry, ParticipantRow, ParticipantView } from "#api/domains/participants/schemas.ts";

/* ---- documents ---- */
export type DocumentRow = {
  id: number;
  participantId: number;
  participantName: string;
  registryNumber: string;
  type: DocumentType;
  status: DocumentStatus;
  lane: DocumentLane;
  laneRank: number;
  source: (typeof documentSources)[number];
  receivedAt: string;
  ageDays: number;
  pageCount: number;
  claimedById: number | null;
  claimedByName: string | null;
  claimedUntil: string | null;
  decidedAt: string | null;
  hasThumbnail: boolean;
};
type EntryBase = { id?: number; pageNumber?: number | null };
export type DegreeEntry = EntryBase & {
  institutionId: number | null;
  institutionName: string | null;
  level: string;
  title: string | null;
  major: string | null;
  conferredOn: string | null;
  conferredOnEstimated?: boolean;
};
export type CourseEntry = EntryBase & {
  institutionId: number | null;
  institutionName: string | null;
  courseNumber: string;
  title: string;
  term: string | null;
  completedOn: string | null;
  units: number | string;
  unitSystem: string;
  grade: string | null;
  state: string;
  classification: string;
};
export type CredentialEntry = EntryBase & {
  kind: string;
  name: string;
  level: string | null;
  documentNumber: string | null;
  issuedOn: string | null;
  expiresOn: string | null;
};
export type TrainingHoursEntry = EntryBase & {
  title: string;
  provider: string | null;
  hours: number | string;
  competency?: string | null;
  completedOn: string;
  certificateNumber: string | null;
};
export type DocumentEntries = {
  degrees: DegreeEntry[];
  courses: CourseEntry[];
  credentials: CredentialEntry[];
  trainingHours: TrainingHoursEntry[];
};
export type DocumentView = DocumentRow & {
  stated: { level: string | null; number: string | null; issuedOn: string | null; expiresOn: string | null };
  unreadableReason: string | null;
  files: {
    id: number;
    originalName: string;
    mimeType: string;
    sizeBytes: number;
    sha256: string;
    sameFileElsewhere: { documentId: number; participantId: number; registryNumber: string }[];
  }[];
  pages: { pageNumber: number; width: number; height: number }[];
  decisions: {
    id: number;
    outcome: string;
    reasonCode: string | null;
    toFix: string | null;
    internalNote?: string | null;
    decidedByName: string | null;
    createdAt: string;
  }[];
  participant: {
    id: number;
    registryNumber: string;
    givenName: string;
    familyName: string;
    formerNames: string[];
    birthDate: string | null;
  };
  entries: DocumentEntries;
  claim: { byId: number; byName: string; until: string; mine: boolean } | null;
  version: number;
};
export type ReportPreview = {
  degrees: Record<string, unknown>[];
  courses: Record<string, unknown>[];
  credentials: Record<string, unknown>[];
  training: Record<string, unknown>[];
  notPrinting: { row: Record<string, unknown>; because: string }[];
};

/* ---- duplicates ---- */
export type DuplicateSide = {
  registryNumber: string;
  name: string;
  birthDate: string | null;
  status: string;
};
export type DuplicateSignal = { key: string; points: number; left?: string; right?: string };
export type DuplicateRow = {
  id: number;
  leftId: number;
  rightId: number;
  left: DuplicateSide;
  right: DuplicateSide;
  band: (typeof duplicateBands)[number];
  score: number;
  signals: DuplicateSignal[];
  status: (typeof duplicateStatuses)[number];
  createdAt: string;
  version: number;
};
