import { type ComponentType, type LazyExoticComponent, lazy } from "react";

/** A screen that is loaded when it is first opened. */
export function lazyScreen<P extends object, K extends string>(
  load: () => Promise<Record<K, ComponentType<P>>>,
  name: K,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: (await load())[name] }));
}
