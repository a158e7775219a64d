import { getJson, sendFile, sendJson } from "../httpClient.ts";
import type {
  ClaimNext,
  ClaimResult,
  DecideDocument,
  DecideResult,
  DocumentView,
  ReportPreview,
  SaveEntries,
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
  uploadDocument: ({ file, ...fields }: Upload) => sendFile<UploadResult>("documents/upload", file, fields),
};

/** Addresses of files; the session cookie opens them, nothing personal stands in them. */
export const documentUrls = {
  page: (id: number, page: number) => `/api/documents/${id}/pages/${page}`,
  thumbnail: (id: number, page: number) => `/api/documents/${id}/pages/${page}/thumbnail`,
  original: (id: number) => `/api/documents/${id}/original`,
};
