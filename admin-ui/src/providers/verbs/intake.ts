import { sendFile, sendJson } from "../httpClient.ts";
import type {
  CoversheetView,
  CreateCoversheet,
  FileScan,
  FileScanResult,
  UploadScanResult,
} from "../wire.ts";

type TakeIn = { file: File; source: string; uploadKey: string; again: boolean };

/** Papers that come by mail, e-mail and fax, and the sheets that file them. */
export const intakeVerbs = {
  uploadScan: ({ file, ...fields }: TakeIn) =>
    sendFile<UploadScanResult>("intake-scans/upload", file, fields),
  fileScan: ({ id, ...input }: FileScan) => sendJson<FileScanResult>(`intake-scans/${id}/file`, input),
  discardScan: (id: number, input: { version: number; reason: string }) =>
    sendJson<{ id: number }>(`intake-scans/${id}/discard`, input),
  createCoversheet: (input: CreateCoversheet) => sendJson<CoversheetView>("coversheets", input),
};

/** Addresses of files; the session cookie opens them. */
export const intakeUrls = {
  page: (id: number, page: number) => `/api/intake-scans/${id}/pages/${page}`,
  thumbnail: (id: number, page: number) => `/api/intake-scans/${id}/pages/${page}/thumbnail`,
  original: (id: number) => `/api/intake-scans/${id}/original`,
  coversheet: (id: number) => `/api/coversheets/${id}/pdf`,
};
