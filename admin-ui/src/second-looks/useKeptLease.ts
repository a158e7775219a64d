import { useEffect, useRef } from "react";
import { useRegistry } from "../shared/useRegistry.ts";

const everyMs = 4 * 60_000;
const idleMs = 5 * 60_000;

/** Keeps a claimed look while somebody works on it; an empty chair lets it go. */
export function useKeptLease(id: number, mine: boolean): void {
  const registry = useRegistry();
  const active = useRef(Date.now());
  useEffect(() => {
    if (!mine) return;
    const touch = () => {
      active.current = Date.now();
    };
    const timer = setInterval(() => {
      // A lost claim is told when the look is handed in.
      if (Date.now() - active.current < idleMs) registry.renewSecondLook(id).catch(() => undefined);
    }, everyMs);
    window.addEventListener("keydown", touch, true);
    window.addEventListener("pointerdown", touch, true);
    return () => {
      clearInterval(timer);
      window.removeEventListener("keydown", touch, true);
      window.removeEventListener("pointerdown", touch, true);
    };
  }, [id, mine, registry]);
}
