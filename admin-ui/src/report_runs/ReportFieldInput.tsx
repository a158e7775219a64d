import { MenuItem, TextField } from "@mui/material";
import type { ReportField, SponsorRow } from "../providers/wire.ts";
import { PersonPicker } from "../shared/PersonPicker.tsx";
import { useRead } from "../shared/useRead.ts";

type Props = { field: ReportField; value: unknown; error?: string; onChange: (value: unknown) => void };

function useSponsors(enabled: boolean) {
  return useRead(
    ["sponsors", "choices"],
    async (registry) =>
      (
        await registry.getList<SponsorRow>("sponsors", {
          filter: {},
          sort: { field: "name", order: "ASC" },
          pagination: { page: 1, perPage: 100 },
        })
      ).data,
    { enabled, staleTime: 60_000 },
  ).data;
}

/** One field of a report's form, by its kind. */
export function ReportFieldInput({ field, value, error, onChange }: Props) {
  const sponsors = useSponsors(field.type === "sponsor");
  if (field.type === "participant") {
    return (
      <PersonPicker
        value={(value as number | undefined) ?? null}
        onChange={onChange}
        label={field.label}
        error={error}
      />
    );
  }
  const common = {
    label: field.label,
    required: field.required,
    error: Boolean(error),
    helperText: error ?? field.help,
    name: field.name,
  };
  if (field.type === "date") {
    return (
      <TextField
        {...common}
        type="date"
        value={(value as string | undefined) ?? ""}
        onChange={(event) => onChange(event.target.value)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    );
  }
  const options =
    field.type === "sponsor"
      ? (sponsors ?? []).map(({ id, name }) => ({ value: id as string | number, label: name }))
      : (field.options ?? []);
  const multiple = field.type === "multi";
  return (
    <TextField
      {...common}
      select
      value={value ?? (multiple ? [] : "")}
      onChange={(event) => onChange(event.target.value)}
      slotProps={{ select: { multiple } }}
    >
      {field.required || multiple ? null : <MenuItem value="">—</MenuItem>}
      {options.map((option) => (
        <MenuItem key={String(option.value)} value={option.value}>
          {option.label}
        </MenuItem>
      ))}
    </TextField>
  );
}
