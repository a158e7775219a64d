import {
  Alert,
  AlertTitle,
  Box,
  Button,
  Card,
  List,
  ListItemButton,
  ListItemText,
  Skeleton,
  Stack,
  Typography,
} from "@mui/material";
import { useState } from "react";
import { useNotify } from "react-admin";
import { useNavigate } from "react-router";
import type { RegistryError } from "../providers/httpClient.ts";
import type { PreflightResult, ReportDefinitionView } from "../providers/wire.ts";
import { Empty, ErrorNote } from "../shared/Notes.tsx";
import { PageHead, Panel } from "../shared/Panel.tsx";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { initialParams, missingParams, type Params, toParams } from "./params.ts";
import { ReportFieldInput } from "./ReportFieldInput.tsx";

function ReportForm({ definition }: { definition: ReportDefinitionView }) {
  const t = useText("report_runs");
  const notify = useNotify();
  const navigate = useNavigate();
  const [values, setValues] = useState<Params>(() => initialParams(definition.params));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [error, setError] = useState<RegistryError | null>(null);
  const [findings, setFindings] = useState<PreflightResult["findings"]>();
  const input = () => ({ reportKey: definition.key, params: toParams(definition.params, values) });
  const run = useVerb((registry, _: undefined) => registry.runReport(input()), { announce: false });
  const check = useVerb((registry, _: undefined) => registry.preflightReport(input()), {
    announce: false,
    refresh: false,
  });
  const refused = (refusal: RegistryError) => {
    setError(refusal);
    setErrors(
      Object.fromEntries(
        Object.entries((refusal.body?.errors ?? {}) as Record<string, string>).map(([path, text]) => [
          path.replace(/^params\./, ""),
          text,
        ]),
      ),
    );
  };
  const complete = () => {
    const missing = missingParams(definition.params, values);
    setErrors(Object.fromEntries(missing.map((name) => [name, t("required")])));
    setError(null);
    return missing.length === 0;
  };
  return (
    <Panel title={definition.title}>
      <Typography variant="body2" sx={{ color: "text.secondary", mb: 1 }}>
        {definition.description}
      </Typography>
      {error ? <ErrorNote error={error} /> : null}
      <Stack
        component="form"
        noValidate
        sx={{ gap: 0.5, maxWidth: 520 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (!complete()) return;
          run.mutate(undefined, {
            onError: refused,
            onSuccess: ({ id }) => {
              notify(t("started"), { type: "info" });
              navigate(`/report_runs/${id}/show`, { state: { _scrollToTop: true } });
            },
          });
        }}
      >
        {definition.params.map((field) => (
          <ReportFieldInput
            key={field.name}
            field={field}
            value={values[field.name]}
            error={errors[field.name]}
            onChange={(value) => setValues((now) => ({ ...now, [field.name]: value }))}
          />
        ))}
        {findings ? (
          <Alert severity={findings.length > 0 ? "warning" : "success"}>
            <AlertTitle>{t("preflight")}</AlertTitle>
            {findings.length === 0 ? t("preflightClean") : null}
            {findings.map((finding) => (
              <div key={finding.code}>
                <strong>{finding.count.toLocaleString("en-US")}</strong> · {finding.message}
              </div>
            ))}
          </Alert>
        ) : null}
        <Stack direction="row" sx={{ gap: 1, mt: 1 }}>
          <Button type="submit" variant="contained" loading={run.isPending}>
            {t("start")}
          </Button>
          {definition.format === "xlsx" ? (
            <Button
              variant="outlined"
              loading={check.isPending}
              onClick={() => {
                if (!complete()) return;
                check.mutate(undefined, {
                  onError: refused,
                  onSuccess: (answer) => setFindings(answer.findings),
                });
              }}
            >
              {t("check")}
            </Button>
          ) : null}
        </Stack>
      </Stack>
      {definition.columns.length > 0 ? (
        <Box component="details" sx={{ mt: 2 }}>
          <Typography component="summary" variant="body2" sx={{ cursor: "pointer" }}>
            {t("columns")}
          </Typography>
          <Box component="dl" sx={{ m: 0, mt: 1 }}>
            {definition.columns.map((column) => (
              <Box key={column.label} sx={{ py: 0.25 }}>
                <Typography component="dt" variant="body2" sx={{ fontWeight: 600 }}>
                  {column.label}
                </Typography>
                <Typography component="dd" variant="body2" sx={{ m: 0, color: "text.secondary" }}>
                  {column.description}
                </Typography>
              </Box>
            ))}
          </Box>
        </Box>
      ) : null}
    </Panel>
  );
}

/** Pick a report, fill in what it asks, run it. */
export function ReportRunCreate() {
  const t = useText("report_runs");
  const [key, setKey] = useState<string>();
  const { data, error, isPending, refetch } = useRead(["report_runs", "definitions"], (registry) =>
    registry.reportDefinitions(),
  );
  if (error) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Skeleton variant="rounded" height={240} />;
  const chosen = data.find((each) => each.key === key);
  return (
    <Box>
      <PageHead title={t("run")} />
      {data.length === 0 ? (
        <Empty>{t("noneAllowed")}</Empty>
      ) : (
        <Box
          sx={{
            display: "grid",
            gap: 1.5,
            alignItems: "start",
            gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 2fr) minmax(0, 3fr)" },
          }}
        >
          <Card>
            <List component="nav" aria-label={t("pick")} dense disablePadding>
              {data.map((each) => (
                <ListItemButton key={each.key} selected={each.key === key} onClick={() => setKey(each.key)}>
                  <ListItemText primary={each.title} secondary={each.description} />
                </ListItemButton>
              ))}
            </List>
          </Card>
          {chosen ? <ReportForm key={chosen.key} definition={chosen} /> : <Empty>{t("pickHint")}</Empty>}
        </Box>
      )}
    </Box>
  );
}
