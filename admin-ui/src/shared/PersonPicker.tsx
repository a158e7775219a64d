import { Autocomplete, TextField } from "@mui/material";
import { useEffect, useState } from "react";
import type { ParticipantRow } from "../providers/wire.ts";
import { formatDay } from "./dates.ts";
import { useRead } from "./useRead.ts";
import { useRegistry } from "./useRegistry.ts";

type Props = {
  value: number | null;
  onChange: (id: number | null, row: ParticipantRow | null) => void;
  label: string;
  error?: string;
  helperText?: string;
  optional?: boolean;
  autoFocus?: boolean;
};

const nameOf = (row: ParticipantRow) =>
  `${row.familyName}, ${row.givenName} (${row.registryNumber})${row.birthDate ? ` · ${formatDay(row.birthDate)}` : ""}`;

/** One participant, found by number, former number, name or e-mail. */
export function PersonPicker({ value, onChange, label, error, helperText, optional, autoFocus }: Props) {
  const registry = useRegistry();
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
  /** A number that is whole, scanned or typed, needs no list to choose from: Enter takes it at once, an old one too. */
  const takeNumber = async (number: string) => {
    const { data: rows } = await registry.getList<ParticipantRow>("participants", {
      filter: { registryNumber: number },
      pagination: { page: 1, perPage: 1 },
      sort: { field: "id", order: "ASC" },
    });
    // Nobody has it: the list says so once it is asked.
    if (rows[0]) onChange(rows[0].id, rows[0]);
  };
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
      onKeyDown={(event) => {
        const number = text.replace(/[\s-]/g, "");
        const chooses = event.currentTarget.querySelector("[aria-activedescendant]") !== null;
        if (event.key !== "Enter" || chooses || !/^[0-9]{7,8}$/.test(number)) return;
        event.preventDefault();
        event.defaultMuiPrevented = true;
        void takeNumber(number);
      }}
      renderInput={(params) => (
        <TextField
          {...params}
          required={!optional}
          label={label}
          error={Boolean(error)}
          helperText={error ?? helperText}
          autoFocus={autoFocus}
        />
      )}
    />
  );
}
