import {
  AutocompleteInput,
  BooleanInput,
  DateInput,
  NumberInput,
  ReferenceInput,
  required,
  SelectInput,
  TextInput,
} from "react-admin";
import { useSearchParams } from "react-router";
import { wagePeriods } from "#db/enums.ts";
import { fullName } from "../participants/names.ts";
import type { ParticipantRow } from "../providers/wire.ts";
import { RegistryCreate, RegistryEdit, Row } from "../shared/RegistryForms.tsx";
import { useCan } from "../shared/useCan.ts";
import { useChoices } from "../shared/useText.ts";
import { choicesOf, useVocabulary } from "../shared/useVocabulary.ts";

type Values = Record<string, unknown> & { wage?: { amount?: unknown; period?: unknown } | null };

/** A wage without an amount is no wage. */
const prepare = (values: Values) => ({
  ...values,
  wage: values.wage?.amount ? { amount: String(values.wage.amount), period: values.wage.period } : null,
});

function EmploymentInputs() {
  const choices = useChoices();
  const vocabulary = useVocabulary();
  const can = useCan();
  return (
    <>
      <Row>
        <ReferenceInput source="programId" reference="programs">
          <AutocompleteInput optionText="name" validate={required()} filterToQuery={(q) => ({ q })} />
        </ReferenceInput>
        <SelectInput source="position" choices={choicesOf(vocabulary?.positions)} validate={required()} />
      </Row>
      <Row>
        <DateInput source="startedOn" validate={required()} />
        <DateInput source="endedOn" />
      </Row>
      <BooleanInput source="startedOnEstimated" />
      <Row columns={3}>
        <NumberInput source="hoursPerWeek" />
        <TextInput source="ageGroup" />
        <TextInput source="employerRecordNumber" />
      </Row>
      {can("participants:reveal_ssn") ? (
        <Row>
          <TextInput source="wage.amount" />
          <SelectInput
            source="wage.period"
            choices={choices("wagePeriod", wagePeriods)}
            defaultValue="hour"
          />
        </Row>
      ) : null}
    </>
  );
}

export const EmploymentEdit = () => (
  <RegistryEdit transform={prepare}>
    <EmploymentInputs />
  </RegistryEdit>
);

export function EmploymentCreate() {
  const [query] = useSearchParams();
  const participantId = Number(query.get("participantId")) || undefined;
  return (
    <RegistryCreate transform={prepare} record={{ participantId }}>
      <ReferenceInput source="participantId" reference="participants">
        <AutocompleteInput
          optionText={(row: ParticipantRow) => `${fullName(row)} (${row.registryNumber})`}
          validate={required()}
          filterToQuery={(q) => ({ q })}
        />
      </ReferenceInput>
      <EmploymentInputs />
    </RegistryCreate>
  );
}
