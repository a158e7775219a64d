import { Autocomplete, TextField } from "@mui/material";
import { useEffect, useState } from "react";
import type { ParticipantRow } from "../providers/wire.ts";
import { formatDay } from "./dates.ts";
import { useRead } from "./useRead.ts";

type Props = {
  value: number | null;
  onChange: (id: number | null, row: ParticipantRow | null) => void;
  label: string;
  error?: string;
  autoFocus?: boolean;
};

const nameOf = (row: ParticipantRow) =>
  `${row.familyName}, ${row.givenName} (${row.registryNumber})${row.birthDate ? ` · ${formatDay(row.birthDate)}` : ""}`;

/** One participant, found by number, former number, name or e-mail. */
export function PersonPicker({ value, onChange, label, error, autoFocus }: Props) {
  const [text, setText] = useState("");
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const chosen = useRead(
    ["participants", "picked", value],
    async (registry) =>
      (await registry.getMany<ParticipantRow>("participants", { ids: [value ?? 0] })).data[0] ?? null,
    { enabled: value !== null, staleTime: 60_000 },
  ).data;
  const { data, isFetching } = useRead(
    ["participants", "pick", asked],
    async (registry) =>
      (
        await registry.getList<ParticipantRow>("participants", {
          filter: { q: asked },
          pagination: { page: 1, perPage: 10 },
          sort: { field: "relevance", order: "ASC" },
        })
      ).data,
    { enabled: asked.length > 1 && !(chosen && asked === nameOf(chosen)), staleTime: 10_000 },
  );
  return (
    <Autocomplete<ParticipantRow>
      options={asked.length > 1 ? (data ?? []) : chosen ? [chosen] : []}
      filterOptions={(all) => all}
      loading={isFetching}
      value={chosen ?? null}
      isOptionEqualToValue={(option, picked) => option.id === picked.id}
      getOptionLabel={nameOf}
      getOptionKey={(option) => option.id}
      onInputChange={(_event, next, reason) => {
        if (reason === "input") setText(next);
      }}
      onChange={(_event, row) => onChange(row?.id ?? null, row)}
      renderInput={(params) => (
        <TextField
          {...params}
          required
          label={label}
          error={Boolean(error)}
          helperText={error}
          autoFocus={autoFocus}
        />
      )}
    />
  );
}
