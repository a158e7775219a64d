import type { DirectoryDescriptor, Spec, SpecDescriptor } from "../spec.ts";
import { institutionSpec } from "./institutions.ts";
import { peopleSpec } from "./people.ts";
import { programSpec } from "./programs.ts";
import { sponsorSpec } from "./sponsors.ts";
import { trainingSpec } from "./trainings.ts";

export const directorySpecs = {
  programs: programSpec,
  institutions: institutionSpec,
  trainings: trainingSpec,
  sponsors: sponsorSpec,
} as const satisfies Record<DirectoryDescriptor["kind"], unknown>;

/** The spec that a descriptor describes: how a worker thread, or a stored model, finds its comparisons again. */
export const specOf = (descriptor: SpecDescriptor): Spec =>
  (descriptor.kind === "people"
    ? peopleSpec(descriptor)
    : directorySpecs[descriptor.kind](descriptor.extras)) as Spec;
