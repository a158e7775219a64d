import { resource } from "../../http/resource.ts";
import { claimDocument, claimNextDocument, releaseDocument, renewDocumentLease } from "./claim.ts";
import { decideDocument } from "./decide.ts";
import { readOriginal, readPageImage, readPageThumbnail } from "./download.ts";
import { escalateDocument } from "./escalate.ts";
import { getDocument } from "./get.ts";
import { handOverDocument, listColleagues } from "./hand-over.ts";
import { holdDocument } from "./hold.ts";
import { listDocuments } from "./list.ts";
import { listPlacesInLine } from "./places.ts";
import { preCheckDocument } from "./pre-checks.ts";
import { previewReport } from "./preview.ts";
import { previewEntries } from "./preview-entries.ts";
import { getReading } from "./reading.ts";
import { removeDocument } from "./remove.ts";
import { resetDocument } from "./reset.ts";
import { resumeDocument } from "./resume.ts";
import { saveDocumentEntries } from "./save-entries.ts";
import { setDocumentLane } from "./set-lane.ts";
import { supersedeDocument } from "./supersede.ts";
import { uploadDocument } from "./upload.ts";

export const documentRoutes = resource("documents", {
  list: listDocuments,
  get: getDocument,
  uploads: { upload: uploadDocument },
  collectionActions: { "claim-next": claimNextDocument },
  actions: {
    claim: claimDocument,
    release: releaseDocument,
    "renew-lease": renewDocumentLease,
    "save-entries": saveDocumentEntries,
    decide: decideDocument,
    reset: resetDocument,
    "set-lane": setDocumentLane,
    hold: holdDocument,
    resume: resumeDocument,
    "hand-over": handOverDocument,
    escalate: escalateDocument,
    supersede: supersedeDocument,
    "preview-entries": previewEntries,
    remove: removeDocument,
  },
  reads: { colleagues: listColleagues, places: listPlacesInLine },
  itemReads: {
    "report-preview": previewReport,
    reading: getReading,
    "pre-checks": preCheckDocument,
  },
  downloads: {
    "pages/:page": readPageImage,
    "pages/:page/thumbnail": readPageThumbnail,
    original: readOriginal,
  },
});
