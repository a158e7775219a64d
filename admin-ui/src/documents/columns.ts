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
      width: 26,
    };
    const institution: Column = {
      cell: "institutionName",
      label: label("entries.columns.institution"),
      kind: "institution",
      width: 98,
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
        choice("level", "entries.columns.level", 92, choices("degreeLevel", degreeLevels)),
        text("title", "entries.columns.title", 132),
        text("major", "entries.columns.major", 132),
        text("conferredOn", "entries.columns.conferredOn", 84, "date"),
        page,
      ],
      courses: [
        text("courseNumber", "entries.columns.courseNumber", 80),
        text("title", "entries.columns.courseTitle", 112),
        text("units", "entries.columns.units", 40, "number"),
        text("grade", "entries.columns.grade", 46),
        choice("classification", "entries.columns.classification", 44, classes),
        text("term", "entries.columns.term", 88),
        text("completedOn", "entries.columns.completedOn", 84, "date"),
        choice("unitSystem", "entries.columns.unitSystem", 44, choices("unitSystem", unitSystems)),
        choice("state", "entries.columns.state", 44, choices("courseState", courseStates)),
        institution,
        page,
      ],
      credentials: [
        choice("name", "entries.columns.credentialName", 176, terms(vocabulary?.credentialNames)),
        choice("level", "entries.columns.credentialLevel", 126, terms(vocabulary?.permitLevels)),
        text("documentNumber", "entries.columns.documentNumber", 100),
        text("issuedOn", "entries.columns.issuedOn", 84, "date"),
        text("expiresOn", "entries.columns.expiresOn", 84, "date"),
        page,
      ],
      trainingHours: [
        text("title", "entries.columns.trainingTitle", 160),
        text("sponsorName", "entries.columns.sponsorName", 108),
        text("hours", "entries.columns.hours", 46, "number"),
        text("completedOn", "entries.columns.completedOn", 84, "date"),
        choice("competency", "entries.columns.competency", 92, competencies),
        text("certificateNumber", "entries.columns.certificateNumber", 84),
        page,
      ],
    };
  }, [t, choices, vocabulary]);
}
