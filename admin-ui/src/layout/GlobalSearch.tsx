import SearchIcon from "@mui/icons-material/Search";
import { Autocomplete, Box, InputAdornment, TextField, Typography } from "@mui/material";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { ParticipantRow } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { useKey } from "../shared/keys.ts";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useIsStaff } from "../shared/useIsStaff.ts";
import { useRead } from "../shared/useRead.ts";
import { useRegistry } from "../shared/useRegistry.ts";
import { useText } from "../shared/useText.ts";
import { asNumber, readSearch } from "./readSearch.ts";

function useDebounced<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** One box for number, former number, name, e-mail and date of birth; a full number opens its record at once. */
export function GlobalSearch() {
  const t = useText("layout");
  const navigate = useNavigate();
  const registry = useRegistry();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const asked = useDebounced(text.trim(), 220);
  const staff = useIsStaff();
  const filter = readSearch(asked, staff);
  const { data, isFetching } = useRead(
    ["participants", "search", filter],
    async (registry) =>
      (
        await registry.getList<ParticipantRow>("participants", {
          filter,
          pagination: { page: 1, perPage: 8 },
          sort: { field: "relevance", order: "ASC" },
        })
      ).data,
    { enabled: asked.length > 1, staleTime: 10_000 },
  );
  // Never the answer to what was typed before, nor one from before the last merge.
  const answered = asked.length > 1 && asked === text.trim() && !isFetching;
  useKey({ combo: "/", label: t("keysOf.search"), everywhere: true }, () => input.current?.focus());

  /** Enter may come before the answer, as from a card's scanner: a whole number opens its record, anything else the list. */
  const openAll = async (typed: string) => {
    const number = asNumber(typed);
    const found = number && (await registry.lookupParticipant(number).catch(() => undefined));
    const all = `/participants?filter=${encodeURIComponent(JSON.stringify(readSearch(typed, staff)))}`;
    navigate(found ? `/participants/${found.id}/show` : all);
  };

  return (
    <Autocomplete<ParticipantRow, false, false, true>
      freeSolo
      options={answered ? (data ?? []) : []}
      loading={isFetching}
      filterOptions={(options) => options}
      getOptionLabel={(option) => (typeof option === "string" ? option : option.registryNumber)}
      inputValue={text}
      onInputChange={(_event, value, reason) => {
        if (reason !== "reset") setText(value);
      }}
      value={null}
      onChange={(_event, value) => {
        if (typeof value === "string") void openAll(value.trim());
        else if (value) navigate(`/participants/${value.id}/show`);
        setText("");
        input.current?.blur();
      }}
      autoHighlight={(data?.length ?? 0) === 1}
      slotProps={{ popper: { placement: "bottom-start", sx: { minWidth: { sm: 460 } } } }}
      sx={{ width: "100%", maxWidth: 380, minWidth: 0 }}
      renderOption={({ key, ...props }, option) => (
        <Box component="li" key={key} {...props} sx={{ display: "flex", gap: 1 }}>
          <Box sx={{ flex: 1, minWidth: 0 }}>
            <Typography variant="body1" noWrap>
              {option.familyName}, {option.givenName} <span>({option.registryNumber})</span>
            </Typography>
            <Typography variant="caption" noWrap sx={{ color: "text.secondary", display: "block" }}>
              {[option.birthDate && t("search.bornOn", { date: formatDay(option.birthDate) }), option.email]
                .filter(Boolean)
                .join(" · ")}
            </Typography>
          </Box>
          <StatusChip of="participantStatus" value={option.status} />
        </Box>
      )}
      renderInput={(params) => (
        <TextField
          {...params}
          margin="none"
          size="small"
          inputRef={input}
          placeholder={t("search.placeholder")}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, "aria-label": t("search.label") },
            input: {
              ...params.slotProps.input,
              startAdornment: (
                <InputAdornment position="start">
                  <SearchIcon fontSize="small" />
                </InputAdornment>
              ),
            },
          }}
        />
      )}
    />
  );
}
