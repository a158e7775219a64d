import { Box, Stack, Typography } from "@mui/material";
import type { ReactNode } from "react";
import type { DeskNumbers } from "../providers/wire.ts";
import { formatDay, formatMoment } from "../shared/dates.ts";
import { To } from "../shared/Links.tsx";
import { Panel } from "../shared/Panel.tsx";
import { StatusChip, ToneChip } from "../shared/StatusChip.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { AgreementPanel } from "./AgreementPanel.tsx";
import { listOf } from "./queueLinks.ts";
import { tableStyles } from "./tableStyles.ts";

const quiet = { color: "text.secondary" } as const;
const oneDecimal = (value: number) => value.toLocaleString("en-US", { maximumFractionDigits: 1 });

/** What waits by lane and type, how old it is, how fast it goes, and when one sent now would be read. */
function LinePanel({ desk }: { desk: DeskNumbers }) {
  const t = useText("dashboard");
  const word = useEnum();
  const days = (value: number | null) => (value === null ? "—" : t("desk.days", { days: oneDecimal(value) }));
  return (
    <Panel title={t("desk.line")}>
      {desk.lines.length === 0 ? (
        <Typography variant="body2" sx={quiet}>
          {t("desk.none")}
        </Typography>
      ) : (
        <>
          <Box sx={{ overflowX: "auto" }} tabIndex={0} role="region" aria-label={t("desk.line")}>
            <Box component="table" sx={tableStyles}>
              <thead>
                <tr>
                  <th scope="col">{t("desk.lane")}</th>
                  <th scope="col">{t("desk.type")}</th>
                  <th scope="col" className="number">
                    {t("desk.waiting")}
                  </th>
                  <th scope="col" className="number">
                    {t("desk.median")}
                  </th>
                  <th scope="col" className="number">
                    {t("desk.ninetieth")}
                  </th>
                  <th scope="col" className="number">
                    {t("desk.perDay")}
                  </th>
                  <th scope="col">{t("desk.expected")}</th>
                </tr>
              </thead>
              <tbody>
                {desk.lines.map(({ lane, type, ...line }) => (
                  <tr key={`${lane}.${type}`}>
                    <td>
                      <StatusChip of="documentLane" value={lane} />
                    </td>
                    <th scope="row">{word("documentType", type)}</th>
                    <td className="number">
                      <To to={listOf("documents", { lane, type })}>{line.waiting.toLocaleString("en-US")}</To>
                    </td>
                    <td className="number">{days(line.medianDays)}</td>
                    <td className="number">{days(line.ninetiethDays)}</td>
                    <td className="number">{oneDecimal(line.decidedPerDay)}</td>
                    <td>{line.expectedOn ? formatDay(line.expectedOn) : t("desk.notYet")}</td>
                  </tr>
                ))}
              </tbody>
            </Box>
          </Box>
          <Typography variant="caption" component="p" sx={{ ...quiet, mt: 1, mb: 0 }}>
            {t("desk.counted", { when: formatMoment(desk.refreshedAt) })}
          </Typography>
        </>
      )}
    </Panel>
  );
}

const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <Stack direction="row" sx={{ justifyContent: "space-between", gap: 1.5, flexWrap: "wrap" }}>
    <Typography variant="body2">{label}</Typography>
    <Typography variant="body2" component="div" sx={{ fontVariantNumeric: "tabular-nums" }}>
      {children}
    </Typography>
  </Stack>
);

/** What second looks and reviews found, and what of both still waits. */
function ReworkPanel({ desk }: { desk: DeskNumbers }) {
  const t = useText("dashboard");
  const { reviews, rework, disagreements } = desk;
  const disagreed = `/second-looks?filter=${encodeURIComponent(JSON.stringify({ status: "disagreed" }))}`;
  return (
    <Panel title={t("desk.rework")}>
      <Stack sx={{ gap: 0.75 }}>
        {(["sample", "risk", "review"] as const).map((by) => (
          <Line key={by} label={t(`desk.reworkOf.${by}`)}>
            {t("desk.corrected", { corrected: rework[by].corrected, looked: rework[by].looked })}
          </Line>
        ))}
        {disagreements > 0 ? (
          <Typography variant="body2">
            <To to={disagreed}>{t("desk.openDisagreements", { smart_count: disagreements })}</To>
          </Typography>
        ) : null}
        <Line label={t("desk.reviewsDue")}>
          {reviews.open === 0 ? (
            <Box component="span" sx={quiet}>
              {t("desk.reviewsNone")}
            </Box>
          ) : (
            <>
              <To to={listOf("reviews")}>
                {t("desk.reviewsOpen", { smart_count: reviews.open, day: formatDay(reviews.nextDueOn) })}
              </To>{" "}
              {reviews.overdue > 0 ? (
                <ToneChip tone="bad">{t("desk.overdue", { smart_count: reviews.overdue })}</ToneChip>
              ) : null}
            </>
          )}
        </Line>
      </Stack>
    </Panel>
  );
}

/** How the desk does, for those who work at it. */
export const DeskPanels = ({ desk }: { desk: DeskNumbers }) => (
  <>
    <LinePanel desk={desk} />
    <Box
      sx={{
        display: "grid",
        gap: 1.5,
        alignItems: "start",
        gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "repeat(2, minmax(0, 1fr))" },
      }}
    >
      <AgreementPanel agreement={desk.agreement} />
      <ReworkPanel desk={desk} />
    </Box>
  </>
);
