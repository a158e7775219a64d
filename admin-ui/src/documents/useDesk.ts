import { createElement, useEffect, useRef, useState } from "react";
import { useNotify, useRefresh, useStore } from "react-admin";
import { useNavigate } from "react-router";
import type { RegistryError } from "../providers/httpClient.ts";
import type { ClaimNext, DocumentView } from "../providers/wire.ts";
import { useRegistry } from "../shared/useRegistry.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import type { Decision } from "./DecisionPanel.tsx";
import type { Sent } from "./entries.ts";
import { MemoryChanged } from "./MemoryChanged.tsx";
import type { EnteredRows } from "./useEntries.ts";

type ListParams = { filter?: Pick<ClaimNext, "lane" | "type"> };

/** What is done with the document on the desk: take, save, decide, give back; and what the server refused. */
export function useDesk(document: DocumentView, entries: EnteredRows) {
  const t = useText("documents");
  const word = useEnum();
  const notify = useNotify();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const registry = useRegistry();
  const [list] = useStore<ListParams>("documents.listParams", {});
  const [error, setError] = useState<RegistryError | null>(null);
  /** Whether the refusal answers a decision: then it stands beside its buttons. */
  const [atDecision, setAtDecision] = useState(false);
  const held = useRef("");

  const failed = (origin: Sent["origin"]) => (refusal: RegistryError) => {
    setError(refusal);
    entries.refuse(refusal.body?.errors, origin);
  };
  const claim = useVerb((api, _: undefined) => api.claimDocument(document.id));
  const release = useVerb((api, _: undefined) => api.releaseDocument(document.id), {
    done: t("work.released"),
    onDone: () => {
      entries.forget();
      navigate("/documents");
    },
  });
  const resume = useVerb(
    (api, _: undefined) => api.resumeDocument({ id: document.id, version: document.version }),
    { done: t("aside.resumed") },
  );
  const save = useVerb(
    (api, { entries: rows }: Sent) =>
      api.saveDocumentEntries({ id: document.id, version: document.version, ...rows }),
    { done: t("entries.saved"), announce: false, onDone: () => entries.forget() },
  );
  const decide = useVerb(
    (api, { sent, decision, takeNext }: { sent: Sent; decision: Decision; takeNext: boolean }) => {
      const { lane, type } = list.filter ?? {};
      return api.decideDocument({
        id: document.id,
        version: document.version,
        ...decision,
        entries: sent.entries,
        takeNext,
        ...(takeNext ? { wish: { lane, type } } : {}),
      });
    },
    { announce: false },
  );

  // Saving takes the cells away for a moment and may number their rows anew: the hand finds its cell again.
  const saved = useRef(document.version);
  useEffect(() => {
    if (save.isPending || !held.current) return;
    globalThis.document.getElementById(held.current)?.focus();
    if (saved.current !== document.version) held.current = "";
    saved.current = document.version;
  }, [save.isPending, document.version]);

  return {
    error,
    atDecision,
    claim,
    release,
    resume,
    saving: save.isPending,
    deciding: decide.isPending,
    // Where a colleague was faster, the screen shows who has it now.
    take: () => claim.mutate(undefined, { onError: () => refresh() }),
    reload: () => {
      setError(null);
      refresh();
    },
    onSave: () => {
      const sent = entries.sent();
      setError(null);
      setAtDecision(false);
      held.current = globalThis.document.activeElement?.id ?? "";
      save.mutate(sent, { onError: failed(sent.origin) });
    },
    /** Saves what is unsaved before the document goes to somebody else; answers the version it then has. */
    saveQuietly: async (): Promise<number> => {
      if (!entries.dirty) return document.version;
      const view = await registry.saveDocumentEntries({
        id: document.id,
        version: document.version,
        ...entries.sent().entries,
      });
      entries.forget();
      return view.version;
    },
    onDecide: (decision: Decision, takeNext: boolean) => {
      const sent = entries.sent();
      setError(null);
      setAtDecision(true);
      decide.mutate(
        { sent, decision, takeNext },
        {
          onError: failed(sent.origin),
          onSuccess: ({ nextId, memoryChanges }) => {
            entries.forget();
            notify(t("decision.done", { outcome: word("decisionOutcome", decision.outcome) }), {
              type: "success",
            });
            if (memoryChanges?.length) {
              notify(createElement(MemoryChanged, { changes: memoryChanges }), {
                type: "info",
                autoHideDuration: 15_000,
              });
            }
            if (!takeNext) navigate("/documents");
            else if (nextId) navigate(`/documents/${nextId}/show`, { state: { _scrollToTop: true } });
            else {
              notify(t("queue.nothingWaits"), { type: "info" });
              navigate("/documents");
            }
          },
        },
      );
    },
  };
}
