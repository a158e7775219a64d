import { Typography } from "@mui/material";
import {
  ArrayInput,
  AutocompleteArrayInput,
  AutocompleteInput,
  DateInput,
  NumberInput,
  ReferenceArrayInput,
  ReferenceInput,
  required,
  SelectInput,
  SimpleFormIterator,
  TextInput,
} from "react-admin";
import { useSearchParams } from "react-router";
import { deliveryTypes, eventDeliveryMethods, fundingCodes } from "#db/enums.ts";
import type { EventView, InstructorRow } from "../providers/wire.ts";
import { RegistryCreate, RegistryEdit, Row } from "../shared/RegistryForms.tsx";
import { useChoices, useText } from "../shared/useText.ts";
import { choicesOf, useVocabulary } from "../shared/useVocabulary.ts";
import { type EventFormValues, fromEvent, toEvent } from "./eventForm.ts";

function EventInputs() {
  const t = useText("events");
  const choices = useChoices();
  const vocabulary = useVocabulary();
  return (
    <>
      <Typography variant="h3" component="h2">
        {t("form.basics")}
      </Typography>
      <Row>
        <TextInput source="title" />
        <SelectInput source="language" choices={choicesOf(vocabulary?.languages)} defaultValue="English" />
      </Row>
      <Row columns={3}>
        <NumberInput source="hours" step={0.25} />
        <NumberInput source="capacity" validate={required()} />
        <NumberInput source="cost" label={t("fields.costCents")} min={0} step={0.01} defaultValue={0} />
      </Row>
      <ArrayInput source="sessions" validate={required()} defaultValue={[{}]}>
        <SimpleFormIterator inline disableReordering>
          <DateInput source="date" label={t("fields.date")} helperText={false} validate={required()} />
          <TextInput
            source="startTime"
            label={t("fields.startTime")}
            type="time"
            helperText={false}
            validate={required()}
            sx={{ maxWidth: 130 }}
          />
          <TextInput
            source="endTime"
            label={t("fields.endTime")}
            type="time"
            helperText={false}
            validate={required()}
            sx={{ maxWidth: 130 }}
          />
        </SimpleFormIterator>
      </ArrayInput>
      <ReferenceArrayInput source="instructorIds" reference="instructors" filter={{ status: "approved" }}>
        <AutocompleteArrayInput
          optionText={(row: InstructorRow) => row.participantName ?? ""}
          filterToQuery={() => ({})}
        />
      </ReferenceArrayInput>
      <Typography variant="h3" component="h2" sx={{ mt: 1 }}>
        {t("form.place")}
      </Typography>
      <Row>
        <TextInput source="locationName" />
        <TextInput source="addressLine" />
      </Row>
      <Row>
        <TextInput source="city" />
        <SelectInput source="county" choices={choicesOf(vocabulary?.counties)} validate={required()} />
      </Row>
      <Typography variant="h3" component="h2" sx={{ mt: 1 }}>
        {t("codes")}
      </Typography>
      <Row>
        <SelectInput
          source="programCode"
          choices={choicesOf(vocabulary?.programCodes)}
          validate={required()}
        />
        <SelectInput
          source="deliveryType"
          choices={choices("deliveryType", deliveryTypes)}
          validate={required()}
        />
        <SelectInput
          source="deliveryMethod"
          choices={choices("eventDeliveryMethod", eventDeliveryMethods)}
          validate={required()}
        />
        <SelectInput source="funding" choices={choices("funding", fundingCodes)} validate={required()} />
      </Row>
    </>
  );
}

export const EventEdit = () => (
  <RegistryEdit
    queryOptions={{ select: (event: EventView) => fromEvent(event) }}
    transform={(values: EventFormValues) => toEvent(values)}
  >
    <EventInputs />
  </RegistryEdit>
);

export function EventCreate() {
  const [query] = useSearchParams();
  const trainingId = Number(query.get("trainingId")) || undefined;
  return (
    <RegistryCreate record={{ trainingId }} transform={(values: EventFormValues) => toEvent(values)}>
      <ReferenceInput source="trainingId" reference="trainings">
        <AutocompleteInput optionText="title" validate={required()} filterToQuery={(q) => ({ q })} />
      </ReferenceInput>
      <EventInputs />
    </RegistryCreate>
  );
}
