import { Autocomplete, Box, Typography } from "@mui/material";
import { type KeyboardEvent, useEffect, useState } from "react";
import { useNotify } from "react-admin";
import type { InstitutionRow } from "../providers/wire.ts";
import { useCan } from "../shared/useCan.ts";
import { useRead } from "../shared/useRead.ts";
import { useRegistry } from "../shared/useRegistry.ts";
import { useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";

type Picked = { institutionId: number | null; institutionName: string };
type Option = { kind: "row"; row: InstitutionRow } | { kind: "create" | "typed"; name: string };
type Props = {
  id: string;
  name: string;
  "aria-label": string;
  "aria-invalid"?: boolean;
  "data-doubt"?: string;
  title?: string;
  disabled: boolean;
  value: string;
  institutionId?: number | null;
  onPick: (picked: Picked) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** The directory of colleges behind one cell: type a few letters, Enter takes the first; one that is missing can be added. */
export function InstitutionCell({ onPick, onKeyDown, value, institutionId, ...field }: Props) {
  const t = useText("documents");
  const can = useCan();
  const registry = useRegistry();
  const notify = useNotify();
  const vocabulary = useVocabulary();
  const [text, setText] = useState(value);
  const [asked, setAsked] = useState("");
  const [open, setOpen] = useState(false);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useRead(
    ["institutions", "search", asked],
    async (api) =>
      (
        await api.getList<InstitutionRow>("institutions", {
          filter: { q: asked },
          pagination: { page: 1, perPage: 8 },
          sort: { field: "name", order: "ASC" },
        })
      ).data,
    { enabled: open && asked.length > 1, staleTime: 60_000 },
  );
  const typed = text.trim();
  // Nothing is offered before the directory has answered: Enter takes the first, which must not be the bare text.
  const answered = asked === typed && (data !== undefined || asked.length < 2);
  const options: Option[] = !answered
    ? []
    : [
        ...(asked.length > 1 ? (data ?? []).map((row) => ({ kind: "row" as const, row })) : []),
        ...(typed.length > 2 && typed !== value
          ? [
              { kind: "typed" as const, name: typed },
              ...(can("institutions:write") ? [{ kind: "create" as const, name: typed }] : []),
            ]
          : []),
      ];

  const choose = async (option: Option) => {
    if (option.kind === "row")
      return onPick({ institutionId: option.row.id, institutionName: option.row.name });
    if (option.kind === "typed") return onPick({ institutionId: null, institutionName: option.name });
    try {
      const { data: made } = await registry.create<InstitutionRow>("institutions", {
        data: { name: option.name, state: vocabulary?.state, accredited: true },
      });
      onPick({ institutionId: made.id, institutionName: option.name });
    } catch (error) {
      notify((error as Error).message, { type: "error" });
    }
  };

  return (
    <Autocomplete<Option, false, true, true>
      freeSolo
      autoHighlight
      disableClearable
      disabled={field.disabled}
      open={open && options.length > 0}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={options}
      filterOptions={(all) => all}
      inputValue={text}
      onInputChange={(_event, next, reason) => {
        if (reason === "input") {
          setText(next);
          setOpen(true);
        }
      }}
      value={undefined as unknown as Option}
      onChange={(_event, option) => {
        setOpen(false);
        // Enter without going to a line of the list comes as bare text: it means the first, which is highlighted.
        const chosen = typeof option === "string" ? options[0] : option;
        if (chosen) void choose(chosen);
      }}
      onBlur={() => {
        // What was typed and not chosen stands as typed; an empty cell clears the row's college.
        if (text !== value) onPick({ institutionId: null, institutionName: text.trim() });
      }}
      getOptionLabel={(option) =>
        typeof option === "string" ? option : option.kind === "row" ? option.row.name : option.name
      }
      slotProps={{ popper: { style: { width: 340 }, placement: "bottom-start" } }}
      renderOption={({ key: _key, ...props }, option) => (
        <Box component="li" key={option.kind === "row" ? option.row.id : option.kind} {...props}>
          {option.kind === "row" ? (
            <Box>
              <Typography variant="body2">{option.row.name}</Typography>
              <Typography variant="caption" sx={{ color: "text.secondary" }}>
                {[
                  option.row.city,
                  option.row.state,
                  option.row.accredited ? null : t("entries.notAccredited"),
                ]
                  .filter(Boolean)
                  .join(", ")}
              </Typography>
            </Box>
          ) : (
            <Typography variant="body2">
              {t(option.kind === "create" ? "entries.newInstitution" : "entries.typedInstitution", {
                name: option.name,
              })}
            </Typography>
          )}
        </Box>
      )}
      renderInput={(params) => (
        <div ref={params.slotProps.input.ref}>
          <input
            {...params.slotProps.htmlInput}
            {...field}
            placeholder={institutionId === null && !value ? t("entries.institutionSearch") : undefined}
            onKeyDown={(event) => {
              if (!open || options.length === 0) onKeyDown(event);
            }}
          />
        </div>
      )}
    />
  );
}
