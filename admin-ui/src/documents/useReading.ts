import { useEffect, useMemo, useState } from "react";
import { useRead } from "../shared/useRead.ts";
import { toProposals } from "./proposals.ts";

const askAgainMs = 2000;

/** What the machine read of a document; asks again quietly while the pages are being read. */
export function useReading(documentId: number, enabled: boolean) {
  const [waiting, setWaiting] = useState(false);
  const { data } = useRead(
    ["documents", documentId, "reading"],
    (registry) => registry.documentReading(documentId),
    { enabled, refetchInterval: waiting ? askAgainMs : false },
  );
  const state = data?.state;
  useEffect(() => setWaiting(enabled && state === "waiting"), [enabled, state]);
  const proposals = useMemo(() => toProposals(enabled ? data : undefined), [enabled, data]);
  return { reading: data, proposals };
}
