import { useNotify } from "react-admin";
import { useNavigate } from "react-router";
import type { ClaimNext } from "../providers/wire.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";

/** Claims exactly one document and opens it; says so where nothing waits. */
export function useTakeNext() {
  const t = useText("documents");
  const notify = useNotify();
  const navigate = useNavigate();
  return useVerb((registry, wish: ClaimNext) => registry.claimNextDocument(wish), {
    onDone: ({ id }) => {
      if (id) navigate(`/documents/${id}/show`, { state: { _scrollToTop: true } });
      else notify(t("queue.nothingWaits"), { type: "info" });
    },
  });
}
