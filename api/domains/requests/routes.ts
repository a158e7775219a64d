import { resource } from "../../http/resource.ts";
import { noteOnRequest, refuseRequest, reopenRequest, replyToRequest, resolveRequest } from "./answer.ts";
import { linkRequest, setRequestDue } from "./arrange.ts";
import { applyCorrection } from "./correct.ts";
import { addRequestFile, keepRequestFile, readRequestOriginal, readRequestPage } from "./files.ts";
import { getRequest } from "./get.ts";
import { listRequests } from "./list.ts";
import { submitRequest } from "./submit.ts";
import { assignRequest, listRequestColleagues, takeNextRequest, takeRequest } from "./take.ts";

export const requestRoutes = resource("requests", {
  list: listRequests,
  get: getRequest,
  create: submitRequest,
  uploads: { upload: addRequestFile },
  reads: { colleagues: listRequestColleagues },
  collectionActions: { "take-next": takeNextRequest },
  actions: {
    take: takeRequest,
    assign: assignRequest,
    reply: replyToRequest,
    note: noteOnRequest,
    "set-due": setRequestDue,
    link: linkRequest,
    "apply-correction": applyCorrection,
    "keep-file": keepRequestFile,
    resolve: resolveRequest,
    refuse: refuseRequest,
    reopen: reopenRequest,
  },
  downloads: { "files/:file/pages/:page": readRequestPage, "files/:file/original": readRequestOriginal },
});
