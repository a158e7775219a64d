import { getJson, sendFile, sendJson } from "../httpClient.ts";
import type {
  ClaimNext,
  ClaimResult,
  Colleague,
  CorrectMemory,
  CorrectMemoryResult,
  DecideDocument,
  DecideResult,
  DeskResult,
  DocumentReading,
  DocumentView,
  EntriesPreview,
  EscalateDocument,
  HandOverDocument,
  HoldDocument,
  MemoryRow,
  PlaceInLine,
  PreCheck,
  PreviewEntries,
  ReportPreview,
  ResumeDocument,
  SaveEntries,
  SupersedeDocument,
  UploadResult,
  Versioned,
} from "../wire.ts";

type Upload = {
  file: File;
  participantId: number;
  type: string;
  lane?: string;
  source?: string;
  statedLevel?: string;
  statedNumber?: string;
  statedIssuedOn?: string;
  statedExpiresOn?: string;
  uploadKey?: string;
};

/** The desk: take, read, enter, decide. */
export const documentVerbs = {
  claimNextDocument: (input: ClaimNext = {}) =>
    sendJson<Partial<ClaimResult> & { id: number | null }>("documents/claim-next", input),
  claimDocument: (id: number) => sendJson<ClaimResult>(`documents/${id}/claim`),
  releaseDocument: (id: number) => sendJson<{ id: number }>(`documents/${id}/release`),
  renewDocumentLease: (id: number) => sendJson<ClaimResult>(`documents/${id}/renew-lease`),
  saveDocumentEntries: ({ id, ...input }: SaveEntries) =>
    sendJson<DocumentView>(`documents/${id}/save-entries`, input),
  decideDocument: ({ id, ...input }: DecideDocument) =>
    sendJson<DecideResult>(`documents/${id}/decide`, input),
  resetDocument: (id: number, input: Versioned & { reason: string }) =>
    sendJson<DocumentView>(`documents/${id}/reset`, input),
  setDocumentLane: (id: number, lane: string) => sendJson<DocumentView>(`documents/${id}/set-lane`, { lane }),
  documentReportPreview: (id: number) => getJson<ReportPreview>(`documents/${id}/report-preview`),
  documentReading: (id: number) => getJson<DocumentReading>(`documents/${id}/reading`),
  documentPreChecks: async (id: number) =>
    (await getJson<{ checks: PreCheck[] }>(`documents/${id}/pre-checks`)).checks,
  previewDocumentEntries: ({ id, ...input }: PreviewEntries) =>
    sendJson<EntriesPreview>(`documents/${id}/preview-entries`, input),
  holdDocument: ({ id, ...input }: HoldDocument) => sendJson<DeskResult>(`documents/${id}/hold`, input),
  resumeDocument: ({ id, ...input }: ResumeDocument) => sendJson<DeskResult>(`documents/${id}/resume`, input),
  handOverDocument: ({ id, ...input }: HandOverDocument) =>
    sendJson<DeskResult>(`documents/${id}/hand-over`, input),
  escalateDocument: ({ id, ...input }: EscalateDocument) =>
    sendJson<DeskResult>(`documents/${id}/escalate`, input),
  supersedeDocument: ({ id, ...input }: SupersedeDocument) =>
    sendJson<{ id: number; version: number; status: string }>(`documents/${id}/supersede`, input),
  documentPlaces: (ids: readonly number[]) =>
    getJson<PlaceInLine[]>("documents/places", { ids: ids.join(",") }),
  documentColleagues: () => getJson<Colleague[]>("documents/colleagues"),
  courseMemoryOf: (institutionId: number, courseNumbers: readonly string[]) =>
    getJson<MemoryRow[]>("course-memory", {
      filter: JSON.stringify({ institutionId, courseNumbers }),
      range: "[0,99]",
    }),
  correctCourseMemory: ({ id, ...input }: CorrectMemory) =>
    sendJson<CorrectMemoryResult>(`course-memory/${id}/correct`, input),
  uploadDocument: ({ file, ...fields }: Upload) => sendFile<UploadResult>("documents/upload", file, fields),
};

/** Addresses of files; the session cookie opens them, nothing personal stands in them. */
export const documentUrls = {
  page: (id: number, page: number) => `/api/documents/${id}/pages/${page}`,
  thumbnail: (id: number, page: number) => `/api/documents/${id}/pages/${page}/thumbnail`,
  original: (id: number) => `/api/documents/${id}/original`,
};
