import { Box, Typography } from "@mui/material";
import { useEffect, useState } from "react";
import { useWatch } from "react-hook-form";
import type { DirectoryKind } from "#db/enums.ts";
import { recordPath } from "../directory_merges/RecordLink.tsx";
import type { DirectoryMatch } from "../providers/wire.ts";
import { To } from "../shared/Links.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";

/** The strongest of what speaks for it; what speaks against it is weighed already. Who judges blind sees no weights. */
const reasonsFor = (signals: DirectoryMatch["signals"]) =>
  signals.filter(({ points = 1 }) => points > 0).slice(0, 3);

/** Records with their reasons, as a list of links. */
export function Matches({ kind, matches }: { kind: DirectoryKind; matches: readonly DirectoryMatch[] }) {
  return (
    <Box component="ul" sx={{ m: 0, pl: 2 }}>
      {matches.map(({ id, name, number, detail, band, signals }) => (
        <li key={id}>
          <To to={recordPath(kind, id)}>{number ? `${name} (${number})` : name}</To>{" "}
          {band ? <StatusChip of="duplicateBand" value={band} /> : null}
          <Typography variant="body2" sx={{ color: "text.secondary", overflowWrap: "anywhere" }}>
            {[detail, ...reasonsFor(signals).map((signal) => signal.text)].filter(Boolean).join(" · ")}
          </Typography>
        </li>
      ))}
    </Box>
  );
}

/** What the record being typed may be already, as it is typed: prevention costs less than a merge. U-M19 */
export function PossibleRecords({ kind }: { kind: DirectoryKind }) {
  const t = useText("directory_duplicates");
  const can = useCan();
  const values = useWatch();
  const name = String(values[kind === "trainings" ? "title" : "name"] ?? "").trim();
  const typed = JSON.stringify(values);
  const [asked, setAsked] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), 300);
    return () => clearTimeout(timer);
  }, [typed]);
  const enough = name.length > 3;
  const { data } = useRead(
    ["directory_duplicates", "matches", kind, asked],
    (registry) => registry.findDirectoryMatches(kind, JSON.parse(asked)),
    { enabled: enough && can("duplicates:read"), staleTime: 10_000, keepLast: true },
  );
  if (!enough || !data) return null;
  return (
    <Box aria-live="polite" sx={{ my: 1 }}>
      <Typography variant="subtitle2">{t(data.length > 0 ? "possible" : "possibleNone")}</Typography>
      <Matches kind={kind} matches={data} />
    </Box>
  );
}
