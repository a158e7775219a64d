/** Every type the console shares with the API, from the domains that own them. */
export type {
  AccessGrantRow,
  AccessGrantView,
  DelegateAccess,
  GrantAccess,
  RequestAccess,
} from "#api/domains/access-grants/schemas.ts";
export type { Me, Vocabulary } from "#api/domains/accounts/schemas.ts";
export type { AnnouncementRow } from "#api/domains/announcements/schemas.ts";
export type { AuditRow } from "#api/domains/audit/schemas.ts";
export type {
  CorrectMemory,
  CorrectMemoryResult,
  MemoryChange,
  MemoryHit,
  MemoryRow,
  OtherWay,
} from "#api/domains/course-memory/schemas.ts";
export type { CoversheetView, CreateCoversheet } from "#api/domains/coversheets/schemas.ts";
export type {
  DeskNumbers,
  Overview,
  QueueKey,
  QueueSummary,
} from "#api/domains/dashboard/schemas.ts";
export type {
  DirectoryMatch,
  DirectoryPairRow,
  DirectoryPairView,
} from "#api/domains/directory-duplicates/schemas.ts";
export type {
  CreateDirectoryMerge,
  DirectoryMergeRow,
  DirectoryMergeView,
  DirectoryPreview,
  MergeLinks,
  PreviewDirectoryMerge,
} from "#api/domains/directory-merges/schemas.ts";
export type {
  AlreadyHere,
  ClaimNext,
  ClaimResult,
  Colleague,
  DecideDocument,
  DecideResult,
  DeskResult,
  DocumentEntries,
  DocumentReading,
  DocumentRow,
  DocumentView,
  EntriesInput,
  EntriesPreview,
  EscalateDocument,
  HandOverDocument,
  HoldDocument,
  PlaceInLine,
  PreCheck,
  PreviewEntries,
  ReportPreview,
  ResumeDocument,
  SaveEntries,
  SupersedeDocument,
  UploadResult,
} from "#api/domains/documents/schemas.ts";
export type {
  Calibration,
  ComparedField,
  ComparedRecord,
  Comparison,
  DuplicateRow,
  DuplicateView,
  GroupPair,
  MatchCandidate,
  MergeBlock,
  SearchState,
  SetApart,
  Signal,
} from "#api/domains/duplicates/schemas.ts";
export type { EmploymentRow, EmploymentView } from "#api/domains/employment/schemas.ts";
export type { Enroll, EnrollmentRow } from "#api/domains/enrollments/schemas.ts";
export type { EventRow, EventView, MarkAttendance } from "#api/domains/events/schemas.ts";
export type { InstitutionRow } from "#api/domains/institutions/schemas.ts";
export type { InstructorRow } from "#api/domains/instructors/schemas.ts";
export type {
  FileScan,
  FileScanResult,
  IntakeScanRow,
  IntakeScanView,
  ScanAlreadyHere,
  UploadScanResult,
} from "#api/domains/intake/schemas.ts";
export type {
  ChangedSince,
  CreateMerge,
  MergeRow,
  MergeTogether,
  MergeView,
  PreviewTogether,
  TogetherPreview,
} from "#api/domains/merges/schemas.ts";
export type {
  ApproveNameChange,
  NameChangeRow,
  NameChangeView,
  RequestNameChange,
} from "#api/domains/name-changes/schemas.ts";
export type { NotificationRow, NotificationView } from "#api/domains/notifications/schemas.ts";
export type {
  HistoryEntry,
  ParticipantRecord,
  ParticipantRow,
  ParticipantView,
} from "#api/domains/participants/schemas.ts";
export type { ProgramRow, ProgramView } from "#api/domains/programs/schemas.ts";
export type {
  ReportLineView,
  ReportVersionRow,
  ReportVersionView,
} from "#api/domains/report-versions/schemas.ts";
export type {
  CreateReportRun,
  PreflightResult,
  ReportDefinitionView,
  ReportField,
  ReportRunRow,
  ReportRunView,
} from "#api/domains/reports/schemas.ts";
export type {
  ApplyCorrection,
  AssignRequest,
  CloseRequest,
  KeepRequestFile,
  KeptAs,
  LinkRequest,
  RequestRow,
  RequestView,
  SetRequestDue,
  SubmitRequest,
  WriteRequest,
} from "#api/domains/requests/schemas.ts";
export type { DecideReview, ReviewRow, ReviewView } from "#api/domains/reviews/schemas.ts";
export type {
  ApplyList,
  BroughtIn,
  CorrectRow,
  DecideRow,
  ImportedRow,
  MapList,
  PasteList,
  RosterImportRow,
  RosterImportView,
  RowOutcome,
} from "#api/domains/roster-imports/schemas.ts";
export type {
  SecondLookClaim,
  SecondLookRow,
  SecondLookView,
  SettleResult,
  SettleSecondLook,
  SubmitResult,
  SubmitSecondLook,
} from "#api/domains/second-looks/schemas.ts";
export type { SponsorRow, SponsorView } from "#api/domains/sponsors/schemas.ts";
export type { StaffRow } from "#api/domains/staff/schemas.ts";
export type { TrainingRow, TrainingView } from "#api/domains/trainings/schemas.ts";

/** POST /documents/:id/save-entries and the other verbs of a row carry the version they saw. */
export type Versioned = { version: number };
