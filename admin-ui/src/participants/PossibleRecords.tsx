import { Box, Typography } from "@mui/material";
import { useEffect, useState } from "react";
import { useWatch } from "react-hook-form";
import type { MatchCandidate } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { PersonLink } from "../shared/Links.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";

const text = (value: unknown) => (typeof value === "string" ? value.trim() : "");
const isDay = (value: string) => /^(19|20)\d{2}-\d{2}-\d{2}$/.test(value);

/** Who the person being typed may be already, as it is typed: prevention costs less than a merge. U-M19 */
export function PossibleRecords() {
  const t = useText("participants");
  const can = useCan();
  const [givenName, familyName, birthDate, email, phone] = useWatch({
    name: ["givenName", "familyName", "birthDate", "email", "phone"],
  }).map(text) as [string, string, string, string, string];
  const typed = JSON.stringify({
    ...{ givenName, familyName },
    ...(isDay(birthDate) ? { birthDate } : {}),
    ...(email.includes("@") ? { email } : {}),
    ...(phone.length > 6 ? { phone } : {}),
  });
  const [asked, setAsked] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), 250);
    return () => clearTimeout(timer);
  }, [typed]);
  const names = JSON.parse(asked) as { givenName: string; familyName: string };
  const enough = names.givenName.length > 1 && names.familyName.length > 1;
  const { data } = useRead(
    ["duplicates", "matches", asked],
    (registry) => registry.findMatches(JSON.parse(asked)),
    { enabled: enough && can("duplicates:read"), staleTime: 10_000, keepLast: true },
  );
  if (!enough || !data) return null;
  return (
    <Box aria-live="polite" sx={{ my: 1 }}>
      <Typography variant="subtitle2">
        {data.length > 0 ? t("create.possible") : t("create.possibleNone")}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2 }}>
        {data.map((match) => (
          <PossibleRecord key={match.id} {...match} />
        ))}
      </Box>
    </Box>
  );
}

/** Somebody who may be meant, with what speaks for it. */
export function PossibleRecord({
  id,
  name,
  registryNumber,
  birthDate,
  band,
  signals,
  hasAccount,
}: MatchCandidate) {
  const t = useText("participants");
  return (
    <li>
      <PersonLink id={id} name={name} number={registryNumber} />{" "}
      {band ? <StatusChip of="duplicateBand" value={band} /> : null}
      <Typography variant="body2" sx={{ color: "text.secondary", overflowWrap: "anywhere" }}>
        {[
          birthDate ? formatDay(birthDate) : null,
          hasAccount ? t("create.hasSignIn") : null,
          ...signals.slice(0, 3).map((signal) => signal.text),
        ]
          .filter(Boolean)
          .join(" · ")}
      </Typography>
    </li>
  );
}
