import { Box, FormControlLabel, Radio, RadioGroup, Typography } from "@mui/material";
import type { ChangedSince } from "../providers/wire.ts";
import { humanKey } from "../shared/diff.ts";
import { useText } from "../shared/useText.ts";

type Props = {
  rows: readonly ChangedSince[];
  /** Keys of the rows that are to be as they were. */
  restore: readonly string[];
  onChoose?: (key: string, restored: boolean) => void;
};

/** What was edited since a merge, value by value, each row to be kept or put back. */
export function ChangedRows({ rows, restore, onChoose }: Props) {
  const t = useText("merges");
  return (
    <Box component="ul" aria-label={t("undo.changed")} sx={{ m: 0, pl: 0, listStyle: "none" }}>
      {rows.map((row) => (
        <Box component="li" key={row.key} sx={{ py: 0.5, borderTop: 1, borderColor: "divider", minWidth: 0 }}>
          <Typography variant="body2" sx={{ overflowWrap: "anywhere" }}>
            {row.text}
          </Typography>
          {row.values.map((value) => (
            <Typography
              key={value.field}
              variant="caption"
              component="div"
              sx={{ color: "text.secondary", overflowWrap: "anywhere" }}
            >
              {humanKey(value.field)} {t("undo.was", { was: value.was, now: value.now })}
            </Typography>
          ))}
          {onChoose && row.restorable ? (
            <RadioGroup
              row
              aria-label={row.text}
              value={restore.includes(row.key) ? "restore" : "keep"}
              onChange={(_event, value) => onChoose(row.key, value === "restore")}
            >
              {(["keep", "restore"] as const).map((value) => (
                <FormControlLabel
                  key={value}
                  value={value}
                  control={<Radio size="small" sx={{ py: 0.25 }} />}
                  label={t(`undo.${value}`)}
                />
              ))}
            </RadioGroup>
          ) : null}
        </Box>
      ))}
    </Box>
  );
}
