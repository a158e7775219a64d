import { resource } from "../../http/resource.ts";
import { grantAccess, refuseAccess, revokeAccess } from "./decide.ts";
import { delegateAccess } from "./delegate.ts";
import { getAccessGrant, listAccessGrants } from "./list.ts";
import { requestAccess } from "./request.ts";

export const accessGrantRoutes = resource("access_grants", {
  list: listAccessGrants,
  get: getAccessGrant,
  create: requestAccess,
  collectionActions: { delegate: delegateAccess },
  actions: { grant: grantAccess, refuse: refuseAccess, revoke: revokeAccess },
});
