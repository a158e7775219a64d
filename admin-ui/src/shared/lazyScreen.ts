import { type ComponentType, lazy } from "react";

/** A screen that is loaded when it is first opened. */
export function lazyScreen<K extends string>(load: () => Promise<Record<K, ComponentType>>, name: K) {
  return lazy(async () => ({ default: (await load())[name] }));
}
