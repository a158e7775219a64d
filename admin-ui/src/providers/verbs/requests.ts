import { getJson, sendFile, sendJson } from "../httpClient.ts";
import type {
  ApplyCorrection,
  AssignRequest,
  CloseRequest,
  KeepRequestFile,
  KeptAs,
  LinkRequest,
  RequestView,
  SetRequestDue,
  SubmitRequest,
  Versioned,
  WriteRequest,
} from "../wire.ts";

type Of<T> = Omit<T, "id">;
const act = (id: number, action: string, input: object) =>
  sendJson<RequestView>(`requests/${id}/${action}`, input);

/** The inbox. */
export const requestVerbs = {
  submitRequest: (input: SubmitRequest) => sendJson<{ id: number; number: string }>("requests", input),
  addRequestFile: (requestId: number, file: File) =>
    sendFile<{ id: number }>("requests/upload", file, { requestId }),
  takeNextRequest: () => sendJson<{ id: number | null }>("requests/take-next"),
  requestColleagues: () => getJson<{ id: number; name: string; open: number }[]>("requests/colleagues"),
  takeRequest: (id: number, input: Versioned) => act(id, "take", input),
  assignRequest: (id: number, input: Of<AssignRequest>) => act(id, "assign", input),
  replyToRequest: (id: number, input: Of<WriteRequest>) => act(id, "reply", input),
  noteOnRequest: (id: number, input: Of<WriteRequest>) => act(id, "note", input),
  setRequestDue: (id: number, input: Of<SetRequestDue>) => act(id, "set-due", input),
  linkRequest: (id: number, input: Of<LinkRequest>) => act(id, "link", input),
  applyCorrection: (id: number, input: Of<ApplyCorrection>) => act(id, "apply-correction", input),
  resolveRequest: (id: number, input: Of<CloseRequest>) => act(id, "resolve", input),
  refuseRequest: (id: number, input: Of<CloseRequest>) => act(id, "refuse", input),
  reopenRequest: (id: number, input: Versioned) => act(id, "reopen", input),
  keepRequestFile: (id: number, input: Of<KeepRequestFile>) =>
    sendJson<KeptAs>(`requests/${id}/keep-file`, input),
};

export const requestFileUrls = {
  page: (id: number, file: number, page: number) => `/api/requests/${id}/files/${file}/pages/${page}`,
  original: (id: number, file: number) => `/api/requests/${id}/files/${file}/original`,
};
