import { resource } from "../../http/resource.ts";
import { getAuditEvent, listAudit } from "./list.ts";

export const auditRoutes = resource("audit", { list: listAudit, get: getAuditEvent });
