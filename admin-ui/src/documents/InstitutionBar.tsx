import { Box, Button, Stack, Typography } from "@mui/material";
import { useText } from "../shared/useText.ts";
import { cellNote } from "./cellNotes.ts";
import type { Choice } from "./columns.ts";
import type { DraftRow } from "./entries.ts";
import { fieldStyles } from "./gridStyles.ts";
import { InstitutionCell } from "./InstitutionCell.tsx";
import { type CellMark, sureFrom } from "./proposals.ts";

type Props = {
  /** A row that says what all say; undefined where the rows differ or the column is shown. */
  common: DraftRow | undefined;
  mark: CellMark | undefined;
  error: string | undefined;
  disabled: boolean;
  perRow: boolean;
  onPerRow: (perRow: boolean) => void;
  systems: readonly Choice[];
  onSet: (values: Partial<DraftRow>) => void;
};

/** The one college and unit system of all rows, shown once over the grid: the rows keep the room for what differs. */
export function InstitutionBar(props: Props) {
  const { common, mark, error, disabled, perRow, onPerRow, systems, onSet } = props;
  const t = useText("documents");
  if (!common && !perRow) return null;
  const value = String(common?.institutionName ?? "");
  const doubt = mark && mark.confidence < sureFrom && common?.mark?.unsure ? cellNote(mark, value, t) : "";
  return (
    <Stack direction="row" sx={{ alignItems: "center", gap: 1, mb: 0.5, flexWrap: "wrap" }}>
      {common ? (
        <>
          <Typography
            variant="body2"
            component="label"
            htmlFor="courses.institution"
            sx={{ fontWeight: 600 }}
          >
            {t("entries.institutionOfAll")}
          </Typography>
          <Box
            component="span"
            sx={[fieldStyles, { flex: 1, minWidth: 180, maxWidth: 420, fontSize: "0.8125rem" }]}
          >
            <Box
              component="span"
              data-invalid={error ? "" : undefined}
              sx={{ display: "block", border: 1, borderColor: error ? "status.bad.fg" : "divider" }}
            >
              <InstitutionCell
                id="courses.institution"
                name="courses.institution"
                aria-label={t("entries.institutionOfAll")}
                aria-invalid={error ? true : undefined}
                data-doubt={doubt ? "" : undefined}
                title={error ?? (doubt || value || undefined)}
                disabled={disabled}
                value={value}
                institutionId={common.institutionId ?? null}
                onPick={onSet}
                onKeyDown={(event) => {
                  if (event.key === "Escape") event.currentTarget.blur();
                }}
              />
            </Box>
          </Box>
          <Typography variant="body2" component="label" htmlFor="courses.unitSystem" sx={{ fontWeight: 600 }}>
            {t("entries.columns.units")}
          </Typography>
          <Box
            component="span"
            sx={[fieldStyles, { fontSize: "0.8125rem", border: 1, borderColor: "divider" }]}
          >
            <Box
              component="select"
              id="courses.unitSystem"
              disabled={disabled}
              value={String(common.unitSystem ?? "semester")}
              onChange={(event: { target: HTMLSelectElement }) => onSet({ unitSystem: event.target.value })}
            >
              {systems.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Box>
          </Box>
        </>
      ) : null}
      {disabled ? null : (
        <Button color="inherit" size="small" aria-pressed={perRow} onClick={() => onPerRow(!perRow)}>
          {t(perRow ? "entries.institutionOnce" : "entries.institutionPerRow")}
        </Button>
      )}
      {error || doubt ? (
        <Typography variant="caption" sx={{ color: error ? "status.bad.fg" : "text.secondary" }}>
          {error ?? `${t("cell.look")} ${doubt}`}
        </Typography>
      ) : null}
    </Stack>
  );
}
