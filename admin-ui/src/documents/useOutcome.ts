import { useRef, useState } from "react";
import type { DocumentView } from "../providers/wire.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import { reasonsFor } from "./reasons.ts";

export const outcomes = ["verified", "action_required", "not_accepted"] as const;
export type Outcome = (typeof outcomes)[number];
export type Said = { outcome: Outcome; reasonCode?: string };

type Given = {
  type: DocumentView["type"];
  /** Proposed rows that were neither accepted nor skipped: nobody decides over them by accident. */
  openRows: number;
  onSay: (said: Said, takeNext: boolean) => void;
};

/**
 * What is decided about a document, by the clerk at the desk or by a second reader: the outcome and its reason, what is
 * still missing, and the warning about rows that are left open. Focus goes where the hand goes next.
 */
export function useOutcome({ type, openRows, onSay }: Given) {
  const vocabulary = useVocabulary();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [reasonCode, setReasonCode] = useState("");
  const [missing, setMissing] = useState(false);
  const [warned, setWarned] = useState<{ takeNext: boolean } | null>(null);
  const reasonField = useRef<HTMLInputElement>(null);
  const nextButton = useRef<HTMLButtonElement>(null);
  const reasoned = outcome === "action_required" || outcome === "not_accepted";
  const reasons = reasoned ? reasonsFor(vocabulary?.reasons ?? [], outcome, type) : [];

  const choose = (next: Outcome | null) => {
    setOutcome(next);
    setMissing(false);
    setWarned(null);
    setReasonCode("");
    if (next === "verified") nextButton.current?.focus();
    else if (next) requestAnimationFrame(() => reasonField.current?.focus());
  };
  const say = (takeNext: boolean, without = false) => {
    if (!outcome) return setMissing(true);
    if (outcome === "verified" && openRows > 0 && !without) return setWarned({ takeNext });
    setWarned(null);
    onSay({ outcome, ...(reasoned ? { reasonCode } : {}) }, takeNext);
  };
  return {
    ...{ outcome, choose, say, missing, warned },
    ...{ reasoned, reasons, reasonCode, setReasonCode },
    ...{ reasonField, nextButton },
  };
}
