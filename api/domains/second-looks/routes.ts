import { resource } from "../../http/resource.ts";
import { claimNextSecondLook, releaseSecondLook, renewSecondLook } from "./claim.ts";
import { getSecondLook } from "./get.ts";
import { listSecondLooks } from "./list.ts";
import { settleSecondLook } from "./settle.ts";
import { submitSecondLook } from "./submit.ts";

export const secondLookRoutes = resource("second-looks", {
  list: listSecondLooks,
  get: getSecondLook,
  collectionActions: { "claim-next": claimNextSecondLook },
  actions: {
    release: releaseSecondLook,
    "renew-lease": renewSecondLook,
    submit: submitSecondLook,
    settle: settleSecondLook,
  },
});
