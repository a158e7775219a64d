import GreenIcon from "@mui/icons-material/CheckCircleOutlineOutlined";
import AmberIcon from "@mui/icons-material/ErrorOutlineOutlined";
import RedIcon from "@mui/icons-material/ReportOutlined";
import { Box, Button, Link as MuiLink, Stack, Typography } from "@mui/material";
import { useState } from "react";
import { Link } from "react-router";
import type { Box as Place } from "#db/reading.ts";
import type { Tone } from "../providers/tokens.ts";
import type { PreCheck } from "../providers/wire.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";

const looks = {
  green: { Icon: GreenIcon, tone: "good" },
  amber: { Icon: AmberIcon, tone: "waiting" },
  red: { Icon: RedIcon, tone: "bad" },
} as const satisfies Record<PreCheck["light"], { Icon: typeof GreenIcon; tone: Tone }>;

type Props = { checks: readonly PreCheck[]; onShow: (place: { page: number; box: Place | null }) => void };

function Light({ check, onShow }: { check: PreCheck; onShow: Props["onShow"] }) {
  const t = useText("documents");
  const { Icon, tone } = looks[check.light];
  const page = check.box?.page ?? check.page;
  return (
    <Stack component="li" direction="row" sx={{ gap: 0.75, alignItems: "flex-start", py: 0.25 }}>
      <Icon
        titleAccess={t(`checks.lights.${check.light}`)}
        sx={{ fontSize: 18, mt: "1px", flexShrink: 0, color: `status.${tone}.fg` }}
      />
      <Typography variant="body2" sx={{ minWidth: 0, overflowWrap: "anywhere" }}>
        <b>{t(`checks.keys.${check.key}`)}.</b> {check.says}{" "}
        {check.documents?.map((each) => (
          <MuiLink
            key={each.documentId}
            component={Link}
            to={`/documents/${each.documentId}/show`}
            sx={{ mr: 1 }}
          >
            {t("checks.document", { id: each.documentId, number: each.registryNumber })}
          </MuiLink>
        ))}
        {page ? (
          <MuiLink component="button" type="button" onClick={() => onShow({ page, box: check.box ?? null })}>
            {t("checks.show", { page })}
          </MuiLink>
        ) : null}
      </Typography>
    </Stack>
  );
}

/** What the registry checked by itself, as lights: what wants a look is told at once, what is well on asking. */
export function PreChecks({ checks, onShow }: Props) {
  const t = useText("documents");
  const [open, setOpen] = useState(false);
  if (checks.length === 0) return null;
  const told = checks
    .filter(({ light }) => open || light !== "green")
    .sort((a, b) => "red amber green".indexOf(a.light) - "red amber green".indexOf(b.light));
  const count = (light: PreCheck["light"]) => checks.filter((each) => each.light === light).length;
  return (
    <Panel dense>
      <Stack direction="row" sx={{ gap: 1.5, alignItems: "center", flexWrap: "wrap" }}>
        <Typography variant="h2" sx={{ fontSize: "0.875rem" }}>
          {t("checks.title")}
        </Typography>
        {(["red", "amber", "green"] as const).map((light) => {
          const { Icon, tone } = looks[light];
          return count(light) > 0 ? (
            <Box
              key={light}
              component="span"
              sx={{ display: "inline-flex", gap: 0.5, alignItems: "center", color: `status.${tone}.fg` }}
            >
              <Icon sx={{ fontSize: 18 }} aria-hidden />
              <Typography component="span" variant="body2">
                {count(light)} {t(`checks.lights.${light}`)}
              </Typography>
            </Box>
          ) : null;
        })}
        <Box sx={{ flex: 1 }} />
        {count("green") > 0 ? (
          <Button color="inherit" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? "checks.less" : "checks.all")}
          </Button>
        ) : null}
      </Stack>
      {told.length > 0 ? (
        <Box component="ul" sx={{ listStyle: "none", m: 0, mt: 0.5, p: 0 }}>
          {told.map((check) => (
            <Light key={`${check.key}${check.says}`} check={check} onShow={onShow} />
          ))}
        </Box>
      ) : null}
    </Panel>
  );
}
