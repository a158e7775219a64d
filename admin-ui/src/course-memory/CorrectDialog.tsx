import { required, SelectInput, TextInput } from "react-admin";
import { courseClassifications, unitSystems } from "#db/enums.ts";
import type { CorrectMemory, MemoryRow, OtherWay } from "../providers/wire.ts";
import { useChoices, useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import { VerbDialog } from "../shared/VerbDialog.tsx";

type Facts = Omit<CorrectMemory, "id" | "version">;
type Props = { row: MemoryRow; onDone: (otherWay: OtherWay[]) => void; onClose: () => void };

/** Changes what is remembered of one course, with the reason. */
export function CorrectDialog({ row, onDone, onClose }: Props) {
  const t = useText("course-memory");
  const choices = useChoices();
  const vocabulary = useVocabulary();
  return (
    <VerbDialog<Facts, { otherWay: OtherWay[] }>
      title={t("correctTitle", { course: row.courseNumber, college: row.institutionName })}
      explain={t("explain")}
      submit={t("submit")}
      defaults={{
        classification: row.classification,
        title: row.title,
        units: String(Number(row.units)),
        unitSystem: row.unitSystem,
      }}
      verb={(registry, values) =>
        registry.correctCourseMemory({ id: row.id, version: row.version, ...values })
      }
      done={t("done")}
      seen={row}
      onDone={({ otherWay }) => onDone(otherWay)}
      onClose={onClose}
    >
      <SelectInput
        source="classification"
        label={t("fields.classification")}
        validate={required()}
        choices={courseClassifications.map((id) => ({
          id,
          name: vocabulary?.classificationLabels[id] ?? id,
        }))}
        autoFocus
      />
      <TextInput source="title" label={t("fields.title")} validate={required()} />
      <TextInput source="units" label={t("fields.units")} validate={required()} />
      <SelectInput
        source="unitSystem"
        label={t("fields.unitSystem")}
        validate={required()}
        choices={choices("unitSystem", unitSystems)}
      />
      <TextInput source="reason" label={t("fields.reason")} validate={required()} multiline />
    </VerbDialog>
  );
}
