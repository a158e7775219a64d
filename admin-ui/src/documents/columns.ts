import { useMemo } from "react";
import { courseClassifications, courseStates, degreeLevels, unitSystems } from "#db/enums.ts";
import { useChoices, useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import type { Section } from "./entries.ts";

/** `short` is what a narrow cell shows of it. */
export type Choice = { id: string; name: string; short?: string };
export type Column = {
  cell: string;
  label: string;
  kind: "text" | "date" | "number" | "choice" | "institution";
  width: number;
  /** Takes the room that is left; `width` is then its least. */
  grows?: boolean;
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
      short: label(`entries.short.${id}`),
    }));
    const short = (list: readonly Choice[], words: Partial<Record<string, string>>): Choice[] =>
      list.map((each) => ({ ...each, short: words[each.id] }));
    const systems = short(choices("unitSystem", unitSystems), {
      semester: label("entries.short.semester"),
      quarter: label("entries.short.quarter"),
    });
    const states = short(choices("courseState", courseStates), {
      completed: label("entries.short.completed"),
      in_progress: label("entries.short.in_progress"),
      withdrawn: label("entries.short.withdrawn"),
      transfer: label("entries.short.transfer"),
    });
    const competencies = terms(vocabulary?.frameworks.flatMap((each) => each.competencies));
    const page: Column = {
      cell: "pageNumber",
      label: label("entries.columns.page"),
      kind: "number",
      width: 24,
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
        { ...text("title", "entries.columns.title", 132), grows: true },
        text("major", "entries.columns.major", 132),
        text("conferredOn", "entries.columns.conferredOn", 84, "date"),
        page,
      ],
      courses: [
        text("courseNumber", "entries.columns.courseNumber", 78),
        { ...text("title", "entries.columns.courseTitle", 170), grows: true },
        text("units", "entries.columns.units", 44, "number"),
        text("grade", "entries.columns.grade", 48),
        choice("classification", "entries.columns.classification", 62, classes),
        text("term", "entries.columns.term", 88),
        text("completedOn", "entries.columns.completedOn", 84, "date"),
        choice("unitSystem", "entries.columns.unitSystem", 46, systems),
        choice("state", "entries.columns.state", 54, states),
        institution,
        page,
      ],
      credentials: [
        {
          ...choice("name", "entries.columns.credentialName", 176, terms(vocabulary?.credentialNames)),
          grows: true,
        },
        choice("level", "entries.columns.credentialLevel", 126, terms(vocabulary?.permitLevels)),
        text("documentNumber", "entries.columns.documentNumber", 100),
        text("issuedOn", "entries.columns.issuedOn", 84, "date"),
        text("expiresOn", "entries.columns.expiresOn", 84, "date"),
        page,
      ],
      trainingHours: [
        { ...text("title", "entries.columns.trainingTitle", 160), grows: true },
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
