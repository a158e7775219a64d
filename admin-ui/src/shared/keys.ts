import { useEffect, useRef, useSyncExternalStore } from "react";

export type KeyBinding = {
  /** `n`, `?`, `PageDown`, `ctrl+Enter`, or a sequence such as `g d`. */
  combo: string;
  label: string;
  everywhere?: boolean;
  /** Also while a field has the focus. */
  inFields?: boolean;
  enabled?: boolean;
  /** Listed only: the field that has the focus answers to it by itself. */
  listed?: boolean;
  /** The heading it stands under in the overlay. */
  group?: string;
};
type Live = { current: KeyBinding & { run: () => void } };

let live: readonly Live[] = [];
const listeners = new Set<() => void>();
let prefix = { key: "", at: 0 };

const changed = () => {
  for (const listener of listeners) listener();
};

/** The combination an event stands for, as bindings are written. */
export function comboOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey"> & { code?: string },
): string {
  // With Alt a letter key types something else on a Mac: the key itself counts.
  const letter = event.altKey && !event.ctrlKey ? /^Key([A-Z])$/.exec(event.code ?? "")?.[1] : undefined;
  if (letter) return `alt+${letter.toLowerCase()}`;
  const modifier = event.ctrlKey || event.metaKey ? "ctrl+" : event.altKey ? "alt+" : "";
  return `${modifier}${event.key}`;
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) ||
    target.closest("[role=combobox],[role=listbox],[role=menu],[role=textbox]") !== null
  );
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const combo = comboOf(event);
  const field = isField(event.target);
  const dialog = document.querySelector("[role=dialog]") !== null;
  const now = Date.now();
  const sequence = prefix.key && now - prefix.at < 1200 ? `${prefix.key} ${combo}` : "";
  const found = [...live]
    .reverse()
    .find(
      ({ current }) =>
        current.enabled !== false &&
        !current.listed &&
        (current.combo === combo || current.combo === sequence) &&
        (current.inFields || (!field && !dialog)),
    );
  prefix = !field && combo.length === 1 ? { key: combo, at: now } : { key: "", at: 0 };
  if (!found) return;
  event.preventDefault();
  prefix = { key: "", at: 0 };
  found.current.run();
}

/** Binds a key while the component is mounted; the `?` overlay lists it. The newest binding of a key wins. */
export function useKey(binding: KeyBinding, run: () => void): void {
  const ref = useRef({ ...binding, run });
  ref.current = { ...binding, run };
  useEffect(() => {
    if (live.length === 0) window.addEventListener("keydown", onKeyDown);
    live = [...live, ref];
    changed();
    return () => {
      live = live.filter((each) => each !== ref);
      if (live.length === 0) window.removeEventListener("keydown", onKeyDown);
      changed();
    };
  }, []);
}

/** What can be pressed now, for the overlay. */
export function useBoundKeys(): readonly KeyBinding[] {
  const refs = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => live,
  );
  return refs.map(({ current }) => current);
}
