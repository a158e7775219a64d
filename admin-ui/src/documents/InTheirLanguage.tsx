import { Box, Typography } from "@mui/material";
import type { DocumentView, Vocabulary } from "../providers/wire.ts";
import { useText } from "../shared/useText.ts";

type Props = {
  document: Pick<DocumentView, "participant">;
  reason: Vocabulary["reasons"][number] | undefined;
  toFix: string;
};

/** The reason and the one thing to fix as the person reads them, where that is not English; own words stay as written. */
export function InTheirLanguage({ document, reason, toFix }: Props) {
  const t = useText("documents");
  const language = document.participant.correspondenceLanguage;
  if (language === "en" || !reason) return null;
  const words = reason.translations[language];
  const kept = toFix.trim() === reason.toFix;
  return (
    <Box sx={{ borderLeft: 3, borderColor: "divider", pl: 1 }}>
      <Typography variant="caption" component="p" sx={{ color: "text.secondary" }}>
        {t(kept ? "decision.theyRead" : "decision.theyReadOwn", {
          language: t(`decision.languages.${language}`),
        })}
      </Typography>
      <Typography variant="body2" lang={language}>
        <b>{words.label}</b> {kept ? words.toFix : null}
      </Typography>
      {kept ? null : <Typography variant="body2">{toFix}</Typography>}
    </Box>
  );
}
