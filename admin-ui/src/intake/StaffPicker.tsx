import { MenuItem, TextField } from "@mui/material";
import type { EmploymentRow } from "../providers/wire.ts";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";

type Props = { value: number | null; onChange: (id: number | null) => void; error?: string };

/** The people whose job at the administrator's program is confirmed, by name. B-D6 */
export function StaffPicker({ value, onChange, error }: Props) {
  const t = useText("intake-scans");
  const { data } = useRead(
    ["employments", "confirmed staff"],
    async (registry) => {
      const rows: EmploymentRow[] = [];
      for (let page = 1, total = 1; rows.length < total; page += 1) {
        const answer = await registry.getList<EmploymentRow>("employments", {
          filter: { status: "confirmed", current: true },
          pagination: { page, perPage: 100 },
          sort: { field: "participantName", order: "ASC" },
        });
        rows.push(...answer.data);
        total = answer.data.length === 0 ? rows.length : (answer.total ?? 0);
      }
      return rows;
    },
    { staleTime: 60_000 },
  );
  const people = [...new Map(data?.map((row) => [row.participantId, row]) ?? []).values()];
  const known = people.some(({ participantId }) => participantId === value);
  return (
    <TextField
      select
      required
      label={t("program.person")}
      value={value !== null && known ? value : ""}
      error={Boolean(error)}
      helperText={error ?? (data && people.length === 0 ? t("program.nobody") : t("program.hint"))}
      onChange={(event) => onChange(Number(event.target.value) || null)}
    >
      {people.map(({ participantId, participantName, registryNumber }) => (
        <MenuItem key={participantId} value={participantId}>
          {participantName} ({registryNumber})
        </MenuItem>
      ))}
    </TextField>
  );
}
