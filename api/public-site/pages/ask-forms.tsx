import { correctionFields, type RequestType } from "#db/enums.ts";
import type { Asked } from "../../domains/requests/schemas.ts";
import { DateField, readDate } from "../components/dates.tsx";
import { type FormState, SelectField, TextArea, TextField } from "../components/forms.tsx";
import type { Site } from "../site.ts";

type Part = { site: Site; form: FormState };

function Question({ site: { m }, form }: Part) {
  return (
    <>
      <TextField m={m} form={form} name="subject" label={m.requests.subject} maxLength={120} />
      <TextArea m={m} form={form} name="message" label={m.requests.question} rows={6} maxLength={4000} />
    </>
  );
}

function Duplicate({ site: { m, person }, form }: Part) {
  const words = m.requests;
  return (
    <>
      {person ? null : (
        <TextField
          m={m}
          form={form}
          name="first"
          label={words.firstNumber}
          hint={words.numberHint}
          inputMode="numeric"
          optional
        />
      )}
      <TextField
        m={m}
        form={form}
        name="second"
        label={words.secondNumber}
        hint={words.otherNumberHint}
        inputMode="numeric"
        optional
      />
      <TextArea
        m={m}
        form={form}
        name="message"
        label={words.duplicateWords}
        hint={words.duplicateHint}
        rows={5}
        maxLength={4000}
      />
    </>
  );
}

function Correction({ site: { m }, form }: Part) {
  const words = m.requests;
  const options = correctionFields.map((code) => ({ code, label: words.fields[code] }));
  return (
    <>
      <p>{words.fieldNote}</p>
      <SelectField m={m} form={form} name="field" label={words.field} options={options} />
      <TextField m={m} form={form} name="oldValue" label={words.oldValue} maxLength={200} optional />
      <TextField
        m={m}
        form={form}
        name="newValue"
        label={words.newValue}
        hint={words.newValueHint}
        maxLength={200}
      />
      <TextArea m={m} form={form} name="message" label={words.more} rows={3} maxLength={4000} optional />
    </>
  );
}

function NameChange({ site: { m, jurisdiction }, form }: Part) {
  const words = m.requests;
  return (
    <>
      <TextField m={m} form={form} name="givenName" label={words.givenName} maxLength={80} />
      <TextField m={m} form={form} name="middleName" label={words.middleName} maxLength={80} optional />
      <TextField m={m} form={form} name="familyName" label={words.familyName} maxLength={80} />
      <SelectField
        m={m}
        form={form}
        name="evidenceKind"
        label={words.evidenceKind}
        options={jurisdiction.nameEvidence}
      />
      <DateField m={m} form={form} name="effectiveOn" label={words.effectiveOn} optional />
      <TextArea m={m} form={form} name="message" label={words.more} rows={3} maxLength={4000} optional />
    </>
  );
}

function Access({ site: { m }, form }: Part) {
  const words = m.requests;
  return (
    <>
      <TextField m={m} form={form} name="programNumber" label={words.programNumber} maxLength={40} />
      <TextField m={m} form={form} name="programName" label={words.programName} maxLength={120} optional />
      <TextArea m={m} form={form} name="message" label={words.more} rows={3} maxLength={4000} optional />
    </>
  );
}

/** The questions of each type. */
export const detailsOf = {
  question: Question,
  duplicate: Duplicate,
  correction: Correction,
  name_change: NameChange,
  access: Access,
} as const satisfies Record<RequestType, (part: Part) => React.ReactNode>;

/** What was typed, as the verb takes it: empty lines are left out, the two numbers become a list. */
export function readAsked(
  site: Site,
  type: RequestType,
  values: Record<string, string>,
): Record<string, unknown> {
  const { first, second, ...rest } = values;
  const given = Object.fromEntries(
    Object.entries(rest).filter(([key, value]) => value.trim() !== "" && !key.startsWith("effectiveOn-")),
  );
  if (type === "duplicate") return { type, ...given, numbers: [first ?? "", second ?? ""] };
  if (type !== "name_change") return { type, ...given };
  const { date, problem } = readDate(site.m, values, "effectiveOn");
  return {
    type,
    ...given,
    ...(date ? { effectiveOn: date } : {}),
    ...(problem ? { effectiveOn: problem } : {}),
  };
}

/** Where the form says what the verb found: `numbers.0` is the first of the two. */
export const atField = (errors: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(errors).map(([key, text]) => [
      key === "numbers.0" ? "first" : key === "numbers.1" ? "second" : key,
      text,
    ]),
  );

/** What is asked, as it is shown before it is sent. */
export function summaryOf(site: Site, asked: Asked): readonly (readonly [string, React.ReactNode])[] {
  const words = site.m.requests;
  const message = asked.message ? ([[words.more, asked.message]] as const) : [];
  switch (asked.type) {
    case "question":
      return [
        [words.subject, asked.subject],
        [words.question, asked.message],
      ];
    case "duplicate":
      return [
        [words.firstNumber, asked.numbers.join(", ")],
        [words.duplicateWords, asked.message],
      ];
    case "correction":
      return [
        [words.field, words.fields[asked.field]],
        [words.oldValue, asked.oldValue],
        [words.newValue, asked.newValue],
        ...message,
      ];
    case "name_change":
      return [
        [words.familyName, [asked.givenName, asked.middleName, asked.familyName].filter(Boolean).join(" ")],
        [
          words.evidenceKind,
          site.jurisdiction.nameEvidence.find(({ code }) => code === asked.evidenceKind)?.label,
        ],
        [words.effectiveOn, asked.effectiveOn],
        ...message,
      ];
    case "access":
      return [[words.programNumber, asked.programNumber], [words.programName, asked.programName], ...message];
  }
}
