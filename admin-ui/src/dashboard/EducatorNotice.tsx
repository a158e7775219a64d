import { Button, Card, Typography } from "@mui/material";
import { useText } from "../shared/useText.ts";

/** An educator who signed in here: what is theirs is on the public site. */
export function EducatorNotice() {
  const t = useText("layout");
  return (
    <Card sx={{ p: 3, maxWidth: 520 }}>
      <Typography variant="h1">{t("educatorOnly.title")}</Typography>
      <Typography variant="body1" sx={{ my: 2 }}>
        {t("educatorOnly.text")}
      </Typography>
      <Button variant="contained" href="/">
        {t("signIn.toPublicSite")}
      </Button>
    </Card>
  );
}
