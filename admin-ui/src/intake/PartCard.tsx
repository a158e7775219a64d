import { Box, MenuItem, TextField, Typography } from "@mui/material";
import { documentLanes } from "#db/enums.ts";
import { Panel } from "../shared/Panel.tsx";
import { PersonPicker } from "../shared/PersonPicker.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import { pageRanges, type SplitPart } from "./split.ts";

type Props = {
  part: SplitPart;
  index: number;
  /** Holds the page on screen. */
  active: boolean;
  errors: Record<string, string>;
  onChange: (change: Partial<SplitPart>) => void;
  /** Shows its first page. */
  onOpen: () => void;
};

/** Whose document it is, which type and lane; its pages stand in the heading. */
export function PartCard({ part, index, active, errors, onChange, onOpen }: Props) {
  const t = useText("intake-scans");
  const word = useEnum();
  const vocabulary = useVocabulary();
  const number = index + 1;
  const pages = t(part.pages.length === 1 ? "show.pageOf" : "show.pagesOf", {
    pages: pageRanges(part.pages),
  });
  const errorOf = (field: string) => errors[`parts.${index}.${field}`];
  return (
    <Box
      id={`part-${number}`}
      onFocusCapture={() => {
        if (!active) onOpen();
      }}
    >
      <Panel
        dense
        title={`${t("split.part", { part: number })} · ${pages}`}
        aside={
          part.byCoversheet ? (
            <Typography variant="caption" sx={{ color: "text.secondary" }}>
              {t("split.byCoversheet")}
            </Typography>
          ) : null
        }
        sx={{
          borderLeft: 3,
          borderLeftStyle: "solid",
          borderLeftColor: active ? "primary.main" : "divider",
          // Fields need room around a heading this dense.
          "& .MuiFormControl-root": { mt: 0.5, mb: 0.5 },
        }}
      >
        <PersonPicker
          value={part.participantId}
          onChange={(participantId) => onChange({ participantId })}
          label={t("split.person")}
          error={errorOf("participantId")}
        />
        <Box sx={{ display: "grid", columnGap: 1, gridTemplateColumns: { xs: "1fr", sm: "1fr 1fr" } }}>
          <TextField
            select
            required
            label={t("split.type")}
            value={part.type && vocabulary ? part.type : ""}
            error={Boolean(errorOf("type"))}
            helperText={errorOf("type")}
            onChange={(event) => onChange({ type: event.target.value })}
            slotProps={{ select: { native: false }, htmlInput: { "data-field": "type" } }}
          >
            {vocabulary?.documentTypes.map(({ code, label }) => (
              <MenuItem key={code} value={code}>
                {label}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            required
            label={t("split.lane")}
            value={part.lane}
            onChange={(event) => onChange({ lane: event.target.value })}
          >
            {documentLanes.map((id) => (
              <MenuItem key={id} value={id}>
                {word("documentLane", id)}
              </MenuItem>
            ))}
          </TextField>
        </Box>
        {errorOf("pages") ? (
          <Typography variant="caption" component="p" sx={{ color: "status.bad.fg" }}>
            {errorOf("pages")}
          </Typography>
        ) : null}
      </Panel>
    </Box>
  );
}
