import { sendFile, sendJson } from "../httpClient.ts";
import type {
  ApplyList,
  BroughtIn,
  CorrectRow,
  DecideRow,
  MapList,
  PasteList,
  RosterImportView,
} from "../wire.ts";

const list = (id: number, verb: string, input: object = {}) =>
  sendJson<RosterImportView>(`roster-imports/${id}/${verb}`, input);

/** Lists of attendees: brought in, understood, looked at, applied. */
export const rosterVerbs = {
  pasteList: (input: PasteList) => sendJson<BroughtIn>("roster-imports/paste", input),
  uploadList: ({ file, ...fields }: { file: File; eventId: number; uploadKey: string }) =>
    sendFile<BroughtIn>("roster-imports/upload", file, fields),
  mapList: ({ id, ...input }: MapList) => list(id, "map", input),
  correctListRow: ({ id, ...input }: CorrectRow) => list(id, "correct-row", input),
  decideListRow: ({ id, ...input }: DecideRow) => list(id, "decide-row", input),
  revokeInvitation: (id: number, rowId: number) => list(id, "revoke-invitation", { rowId }),
  applyList: ({ id, ...input }: ApplyList) => list(id, "apply", input),
  discardList: (id: number) => list(id, "discard"),
};

/** The rows that stand nowhere, as CSV; the session cookie opens it. */
export const notPlacedUrl = (id: number) => `/api/roster-imports/${id}/not-placed`;
