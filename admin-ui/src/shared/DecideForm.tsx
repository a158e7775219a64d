import { MenuItem, TextField, ToggleButton, ToggleButtonGroup, Typography } from "@mui/material";
import type { ReactNode, Ref } from "react";

type ChoiceProps<Value extends string> = {
  label: string;
  values: readonly Value[];
  wordFor: (value: Value) => string;
  value: Value | null;
  onChange: (value: Value | null) => void;
};

/** What may be decided, one of a few, each with its word. */
export function OutcomeChoice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, values, wordFor, value, onChange } = props;
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={value}
      onChange={(_event, next: Value | null) => onChange(next)}
      aria-label={label}
      sx={{ flexWrap: "wrap" }}
    >
      {values.map((each) => (
        <ToggleButton key={each} value={each} sx={{ textTransform: "none", px: 1.5 }}>
          {wordFor(each)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

type ReasonProps = {
  label: string;
  reasons: readonly { code: string; label: string }[];
  value: string;
  error?: string;
  inputRef: Ref<HTMLInputElement>;
  onChange: (code: string) => void;
};

/** The reason out of the jurisdiction's catalogue. */
export const ReasonField = ({ label, reasons, value, error, inputRef, onChange }: ReasonProps) => (
  <TextField
    select
    required
    margin="none"
    label={label}
    inputRef={inputRef}
    value={value}
    error={Boolean(error)}
    helperText={error}
    onChange={(event) => onChange(event.target.value)}
  >
    {reasons.map(({ code, label: reason }) => (
      <MenuItem key={code} value={code}>
        {reason}
      </MenuItem>
    ))}
  </TextField>
);

type WordsProps = {
  label: string;
  value: string;
  error?: string;
  required?: boolean;
  minRows?: number;
  onChange: (text: string) => void;
};

/** Words of the decider's own: what to fix, an answer, a note. */
export const WordsField = ({ value, error, onChange, ...field }: WordsProps) => (
  <TextField
    multiline
    margin="none"
    value={value}
    error={Boolean(error)}
    helperText={error}
    onChange={(event) => onChange(event.target.value)}
    {...field}
  />
);

/** What follows from the choice, said before it is done; red where a choice is still missing. */
export const WhatFollows = ({ missing, children }: { missing: boolean; children: ReactNode }) => (
  <Typography variant="body2" role="status" sx={{ color: missing ? "status.bad.fg" : "text.secondary" }}>
    {children}
  </Typography>
);
