import type { DirectoryKind } from "#db/enums.ts";
import { getJson, sendJson } from "../httpClient.ts";
import type {
  AccessGrantView,
  ApproveNameChange,
  Calibration,
  ChangedSince,
  Comparison,
  CreateDirectoryMerge,
  CreateMerge,
  DelegateAccess,
  DirectoryMatch,
  DirectoryPreview,
  EmploymentView,
  GrantAccess,
  HistoryEntry,
  MatchCandidate,
  MergeTogether,
  NameChangeView,
  ParticipantRecord,
  ParticipantView,
  PreviewDirectoryMerge,
  PreviewTogether,
  RequestAccess,
  RequestNameChange,
  SearchState,
  SetApart,
  StaffRow,
  TogetherPreview,
  Versioned,
} from "../wire.ts";

type Undone = { id: number; changedSince: ChangedSince[] };
/** Merges of people, or of programs, institutions, trainings and sponsors: the same verbs. */
type Merges = "merges" | "directory_merges";
type Reasoned = Versioned & { reason: string };

/** People, who they are the same as, what they are called and what they may open. */
export const peopleVerbs = {
  lookupParticipant: (number: string) => getJson<{ id: number }>("participants/lookup", { number }),
  createMembershipCard: (participantId: number) =>
    sendJson<{ id: number }>("membership-cards", { participantId }),
  participantRecord: (id: number) => getJson<ParticipantRecord>(`participants/${id}/record`),
  participantHistory: (id: number) => getJson<HistoryEntry[]>(`participants/${id}/history`),
  createParticipant: (input: object) =>
    sendJson<{ id: number; registryNumber: string }>("participants", input),
  revealSsn: (id: number, input: { reason: string }) =>
    sendJson<{ ssn: string }>(`participants/${id}/reveal-ssn`, input),
  setSsn: (id: number, input: { ssn: string }) => sendJson(`participants/${id}/set-ssn`, input),
  registerParticipant: (id: number) => sendJson<ParticipantView>(`participants/${id}/register`),

  confirmEmployment: (id: number, version: number) =>
    sendJson<EmploymentView>(`employments/${id}/confirm`, { version }),
  declineEmployment: (id: number, version: number) =>
    sendJson<EmploymentView>(`employments/${id}/decline`, { version }),

  compareParticipants: (left: string | number, right: string | number) =>
    getJson<Comparison>("duplicates/compare", { left, right }),
  setApart: (input: SetApart) => sendJson<{ decided: number }>("duplicates/set-apart", input),
  readBlind: () => getJson<{ blind: boolean }>("duplicates/blind"),
  judgeBlind: (blind: boolean) => sendJson<{ blind: boolean }>("duplicates/blind", { blind }),
  markNotDuplicate: (id: number, input: Reasoned) => sendJson(`duplicates/${id}/not-duplicate`, input),
  reopenDuplicate: (id: number, version: number) => sendJson(`duplicates/${id}/reopen`, { version }),
  searchState: (kind?: DirectoryKind) =>
    kind
      ? getJson<SearchState>("directory_duplicates/search", { kind })
      : getJson<SearchState>("duplicates/search"),
  calibration: (kind?: DirectoryKind) =>
    kind
      ? getJson<Calibration>("directory_duplicates/calibration", { kind })
      : getJson<Calibration>("duplicates/calibration"),
  findMatches: (input: object) => sendJson<MatchCandidate[]>("duplicates/matches", input),
  scanDuplicates: (kind?: DirectoryKind) =>
    kind ? sendJson("directory_duplicates/scan", { kind }) : sendJson("duplicates/scan"),
  markNotOneRecord: (id: number, input: Reasoned) =>
    sendJson(`directory_duplicates/${id}/not-duplicate`, input),
  reopenPair: (id: number, version: number) => sendJson(`directory_duplicates/${id}/reopen`, { version }),
  findDirectoryMatches: (kind: DirectoryKind, record: object) =>
    sendJson<DirectoryMatch[]>("directory_duplicates/matches", { kind, record }),
  merge: (input: CreateMerge) => sendJson<{ id: number }>("merges", input),
  proposeMerge: (input: CreateMerge) => sendJson<{ id: number }>("merges/propose", input),
  approveMerge: (of: Merges, id: number, input: Versioned & { reason?: string }) =>
    sendJson<{ id: number }>(`${of}/${id}/approve`, input),
  refuseMerge: (of: Merges, id: number, input: Reasoned) =>
    sendJson<{ id: number }>(`${of}/${id}/refuse`, input),
  undoMerge: (of: Merges, id: number, input: Reasoned & { restore: string[] }) =>
    sendJson<Undone>(`${of}/${id}/undo`, input),
  undoMergesTogether: (of: Merges, id: number, input: Reasoned) =>
    sendJson<Undone>(`${of}/${id}/undo-together`, input),
  askUndo: (of: Merges, id: number, input: Reasoned & { restore: string[] }) =>
    sendJson<{ id: number }>(`${of}/${id}/ask-undo`, input),
  approveUndo: (of: Merges, id: number, input: Versioned & { reason?: string }) =>
    sendJson<Undone>(`${of}/${id}/approve-undo`, input),
  refuseUndo: (of: Merges, id: number, input: Reasoned) =>
    sendJson<{ id: number }>(`${of}/${id}/refuse-undo`, input),
  previewDirectoryMerge: (input: PreviewDirectoryMerge) =>
    sendJson<DirectoryPreview>("directory_merges/preview", input),
  mergeDirectory: (input: CreateDirectoryMerge) => sendJson<{ id: number }>("directory_merges", input),
  proposeDirectoryMerge: (input: CreateDirectoryMerge) =>
    sendJson<{ id: number }>("directory_merges/propose", input),
  previewTogether: (input: PreviewTogether) => sendJson<TogetherPreview>("merges/preview-together", input),
  mergeTogether: (input: MergeTogether) => sendJson<{ id: number }>("merges/together", input),

  requestNameChange: (input: RequestNameChange) => sendJson<NameChangeView>("name_changes", input),
  approveNameChange: (id: number, input: Omit<ApproveNameChange, "id">) =>
    sendJson<NameChangeView>(`name_changes/${id}/approve`, input),
  refuseNameChange: (id: number, input: Reasoned) =>
    sendJson<NameChangeView>(`name_changes/${id}/refuse`, input),

  requestAccess: (input: RequestAccess) => sendJson<AccessGrantView>("access_grants", input),
  grantAccess: ({ id, ...input }: GrantAccess) =>
    sendJson<AccessGrantView>(`access_grants/${id}/grant`, input),
  refuseAccess: (id: number, input: Reasoned) =>
    sendJson<AccessGrantView>(`access_grants/${id}/refuse`, input),
  revokeAccess: (id: number, input: Reasoned) =>
    sendJson<AccessGrantView>(`access_grants/${id}/revoke`, input),
  delegateAccess: (input: DelegateAccess) => sendJson<AccessGrantView>("access_grants/delegate", input),

  disableStaff: (id: number, version: number) => sendJson<StaffRow>(`staff/${id}/disable`, { version }),
  enableStaff: (id: number, version: number) => sendJson<StaffRow>(`staff/${id}/enable`, { version }),
};

/** The card as a file; the session cookie opens it. */
export const membershipCardUrl = (id: number) => `/api/membership-cards/${id}/pdf`;
