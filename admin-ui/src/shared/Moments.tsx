import { Typography } from "@mui/material";
import { ageOf, formatDay, formatMoment } from "./dates.ts";
import { useText } from "./useText.ts";

type Props = { value: string | null | undefined };

/** A calendar date. */
export const Day = ({ value }: Props) => (
  <time dateTime={value ?? undefined} style={{ whiteSpace: "nowrap" }}>
    {formatDay(value) || "—"}
  </time>
);

/** An instant. */
export const Moment = ({ value }: Props) => (
  <time dateTime={value ?? undefined} style={{ whiteSpace: "nowrap" }}>
    {formatMoment(value) || "—"}
  </time>
);

/** How long something waits; the instant itself is its tooltip. */
export function Age({ value, warnAfterDays }: Props & { warnAfterDays?: number }) {
  const t = useText("shared");
  if (!value) return null;
  const { unit, count } = ageOf(value);
  const old =
    warnAfterDays !== undefined && Date.now() - new Date(value).getTime() > warnAfterDays * 86_400_000;
  return (
    <Typography
      component="time"
      variant="inherit"
      dateTime={value}
      title={formatMoment(value)}
      sx={{
        whiteSpace: "nowrap",
        fontWeight: old ? 600 : undefined,
        color: old ? "status.bad.fg" : undefined,
      }}
    >
      {t(`age.${unit}`, { smart_count: count })}
    </Typography>
  );
}
