import { Typography } from "@mui/material";
import {
  AutocompleteArrayInput,
  BooleanInput,
  DateInput,
  NumberInput,
  SelectInput,
  TextInput,
} from "react-admin";
import { genders } from "#db/enums.ts";
import { Row } from "../shared/RegistryForms.tsx";
import { useChoices, useText } from "../shared/useText.ts";
import { choicesOf, useVocabulary } from "../shared/useVocabulary.ts";

/** Everything but the names and the date of birth. */
export function ContactInputs() {
  const vocabulary = useVocabulary();
  return (
    <>
      <Row>
        <TextInput source="email" type="email" />
        <TextInput source="phone" />
      </Row>
      <TextInput source="addressLine" />
      <Row columns={4}>
        <TextInput source="city" />
        <TextInput source="state" />
        <TextInput source="zip" />
        <SelectInput source="county" choices={choicesOf(vocabulary?.counties)} />
      </Row>
    </>
  );
}

export function DemographicInputs() {
  const t = useText("participants");
  const choices = useChoices();
  const vocabulary = useVocabulary();
  return (
    <>
      <Typography variant="h3" component="h2" sx={{ mt: 1 }}>
        {t("edit.demographics")}
      </Typography>
      <Row columns={3}>
        <SelectInput source="gender" choices={choices("gender", genders)} />
        <SelectInput source="ethnicity" choices={choicesOf(vocabulary?.ethnicities)} />
        <SelectInput source="primaryLanguage" choices={choicesOf(vocabulary?.languages)} />
      </Row>
      <Row>
        <AutocompleteArrayInput source="race" choices={choicesOf(vocabulary?.races)} />
        <AutocompleteArrayInput source="otherLanguages" choices={choicesOf(vocabulary?.languages)} />
      </Row>
      <Row>
        <SelectInput source="highestEducation" choices={choicesOf(vocabulary?.educationLevels)} />
        <NumberInput source="startedInFieldYear" />
      </Row>
      <BooleanInput source="hiddenFromEmployers" />
    </>
  );
}

export function BirthInputs() {
  return (
    <Row>
      <DateInput source="birthDate" />
      <BooleanInput source="birthDateEstimated" sx={{ pt: 1.5 }} />
    </Row>
  );
}
