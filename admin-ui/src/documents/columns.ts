import { useMemo } from "react";
import { courseClassifications, courseStates, degreeLevels, unitSystems } from "#db/enums.ts";
import { useChoices, useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import type { Section } from "./entries.ts";

export type Choice = { id: string; name: string };
export type Column = {
  cell: string;
  label: string;
  kind: "text" | "date" | "number" | "choice" | "institution";
  width: number;
  options?: readonly Choice[];
};

/** The columns of each entry table, with the jurisdiction's choices. */
export function useColumns(): Record<Section, readonly Column[]> {
  const t = useText("documents");
  const choices = useChoices();
  const vocabulary = useVocabulary();
  return useMemo(() => {
    const label = (name: Parameters<typeof t>[0]) => t(name);
    const terms = (list: readonly { code: string; label: string }[] | undefined): Choice[] =>
      (list ?? []).map(({ code, label: name }) => ({ id: code, name }));
    const classes = courseClassifications.map((id) => ({
      id,
      name: vocabulary?.classificationLabels[id] ?? id,
    }));
    const competencies = terms(vocabulary?.frameworks.flatMap((each) => each.competencies));
    const page: Column = {
      cell: "pageNumber",
      label: label("entries.columns.page"),
      kind: "number",
      width: 34,
    };
    const institution: Column = {
      cell: "institutionName",
      label: label("entries.columns.institution"),
      kind: "institution",
      width: 160,
    };
    const text = (
      cell: string,
      name: Parameters<typeof t>[0],
      width: number,
      kind: Column["kind"] = "text",
    ): Column => ({
      cell,
      label: label(name),
      kind,
      width,
    });
    const choice = (
      cell: string,
      name: Parameters<typeof t>[0],
      width: number,
      options: readonly Choice[],
    ): Column => ({
      ...text(cell, name, width, "choice"),
      options,
    });
    return {
      degrees: [
        institution,
        choice("level", "entries.columns.level", 104, choices("degreeLevel", degreeLevels)),
        text("title", "entries.columns.title", 150),
        text("major", "entries.columns.major", 150),
        text("conferredOn", "entries.columns.conferredOn", 94, "date"),
        page,
      ],
      courses: [
        text("courseNumber", "entries.columns.courseNumber", 82),
        text("title", "entries.columns.courseTitle", 176),
        text("units", "entries.columns.units", 48, "number"),
        text("grade", "entries.columns.grade", 48),
        choice("classification", "entries.columns.classification", 100, classes),
        text("term", "entries.columns.term", 92),
        text("completedOn", "entries.columns.completedOn", 94, "date"),
        choice("unitSystem", "entries.columns.unitSystem", 86, choices("unitSystem", unitSystems)),
        choice("state", "entries.columns.state", 96, choices("courseState", courseStates)),
        institution,
        page,
      ],
      credentials: [
        choice("name", "entries.columns.credentialName", 210, terms(vocabulary?.credentialNames)),
        choice("level", "entries.columns.credentialLevel", 150, terms(vocabulary?.permitLevels)),
        text("documentNumber", "entries.columns.documentNumber", 120),
        text("issuedOn", "entries.columns.issuedOn", 94, "date"),
        text("expiresOn", "entries.columns.expiresOn", 94, "date"),
        page,
      ],
      trainingHours: [
        text("title", "entries.columns.trainingTitle", 210),
        text("sponsorName", "entries.columns.sponsorName", 150),
        text("hours", "entries.columns.hours", 52, "number"),
        text("completedOn", "entries.columns.completedOn", 94, "date"),
        choice("competency", "entries.columns.competency", 150, competencies),
        text("certificateNumber", "entries.columns.certificateNumber", 110),
        page,
      ],
    };
  }, [t, choices, vocabulary]);
}
