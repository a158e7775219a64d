import { Box, Button, Card, Link, Stack, TextField, Typography } from "@mui/material";
import { type FormEvent, useState } from "react";
import { useLogin } from "react-admin";
import type { RegistryError } from "../providers/httpClient.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { useText } from "../shared/useText.ts";

/** E-mail and password; what the server refuses is said in its own words, never which of the two was wrong. */
export function SignInPage() {
  const t = useText("layout");
  const shared = useText("shared");
  const login = useLogin();
  const [error, setError] = useState<RegistryError | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError(null);
    try {
      await login({ email: String(form.get("email")), password: String(form.get("password")) });
    } catch (caught) {
      setError(caught as RegistryError);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box
      component="main"
      sx={{ minHeight: "100vh", display: "grid", placeItems: "center", p: 2, bgcolor: "background.default" }}
    >
      <Card sx={{ p: 3, width: "100%", maxWidth: 380 }}>
        <Stack component="form" onSubmit={submit} sx={{ gap: 1 }}>
          <Stack direction="row" sx={{ gap: 1.5, alignItems: "center", mb: 1 }}>
            <img src="/admin/icon.svg" alt="" width={32} height={32} />
            <Box>
              <Typography variant="h2" component="p">
                {shared("name")}
              </Typography>
              <Typography variant="body2" component="h1" sx={{ color: "text.secondary" }}>
                {t("signIn.title")}
              </Typography>
            </Box>
          </Stack>
          {error ? <ErrorNote error={error} /> : null}
          <TextField
            name="email"
            type="email"
            label={t("signIn.email")}
            autoComplete="username"
            autoFocus
            required
          />
          <TextField
            name="password"
            type="password"
            label={t("signIn.password")}
            autoComplete="current-password"
            required
          />
          <Button type="submit" variant="contained" size="medium" loading={busy} sx={{ mt: 1 }}>
            {t("signIn.submit")}
          </Button>
          <Typography variant="body2" sx={{ mt: 1, color: "text.secondary" }}>
            {t("signIn.educators")} <Link href="/">{t("signIn.toPublicSite")}</Link>
          </Typography>
        </Stack>
      </Card>
    </Box>
  );
}
