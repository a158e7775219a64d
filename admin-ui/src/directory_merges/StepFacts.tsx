import { Box, Typography } from "@mui/material";
import type { DirectoryPreview } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { To } from "../shared/Links.tsx";
import { useText } from "../shared/useText.ts";

type Step = DirectoryPreview["steps"][number];

/** Who would reach more by a step, and which runs would differ. */
export function StepFacts({ step }: { step: Step }) {
  const t = useText("directory_merges");
  return (
    <>
      {step.gains.length > 0 ? (
        <Box sx={{ mt: 1.5 }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {t("create.gains")}
          </Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {step.gains.map(({ name, gains }) => (
              <Typography
                component="li"
                key={`${name}${gains}`}
                variant="body2"
                sx={{ overflowWrap: "anywhere" }}
              >
                {name}: {gains}
              </Typography>
            ))}
          </Box>
        </Box>
      ) : null}
      {step.reportRuns.length > 0 ? (
        <Box sx={{ mt: 1.5 }}>
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {t("create.runs")}
          </Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {step.reportRuns.map((run) => (
              <Typography component="li" key={run.id} variant="body2" sx={{ overflowWrap: "anywhere" }}>
                <To to={`/report_runs/${run.id}/show`} inText>
                  {run.title}
                </To>
                , {formatMoment(run.createdAt)}: {run.change}
              </Typography>
            ))}
          </Box>
        </Box>
      ) : null}
    </>
  );
}
