export { acceptEvidence } from "./accept-evidence.ts";
export {
  claimDocument,
  claimNextDocument,
  claimOfNext,
  releaseDocument,
  renewDocumentLease,
} from "./claim.ts";
export { decideDocument } from "./decide.ts";
export { readOriginal, readPageImage, readPageThumbnail } from "./download.ts";
export { checkEntries, countEntries, loadEntries } from "./entries.ts";
export { escalateDocument } from "./escalate.ts";
export { getDocument, viewDocument } from "./get.ts";
export { handOverDocument, listColleagues } from "./hand-over.ts";
export { holdDocument } from "./hold.ts";
export {
  accountIdOf,
  atTheDesk,
  carriesEntries,
  laneRanks,
  refuseOwnRecord,
  refuseWhileBlind,
  statusSeen,
} from "./internal.ts";
export { listDocuments } from "./list.ts";
export { listPlacesInLine } from "./places.ts";
export { preCheckDocument } from "./pre-checks.ts";
export { previewReport } from "./preview.ts";
export { previewEntries } from "./preview-entries.ts";
export { getReading, viewReading } from "./reading.ts";
export { removeDocument } from "./remove.ts";
export { replaceDocument } from "./replace.ts";
export { resetDocument } from "./reset.ts";
export { resumeDocument } from "./resume.ts";
export { verifierRoles } from "./routing.ts";
export { saveDocumentEntries } from "./save-entries.ts";
export { setDocumentLane } from "./set-lane.ts";
export { sniffFile } from "./sniff.ts";
export { supersedeDocument } from "./supersede.ts";
export { takeBack } from "./take-back.ts";
export { cleanName, uploadDocument } from "./upload.ts";
