import { peopleSpec } from "./people.ts";
import type { Spec, SpecDescriptor } from "./spec.ts";

/** The spec that a descriptor describes: how a worker thread, or a stored model, finds its comparisons again. */
export const specOf = (descriptor: SpecDescriptor): Spec => peopleSpec(descriptor) as Spec;
