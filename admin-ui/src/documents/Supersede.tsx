import { Alert, Link as MuiLink, Typography } from "@mui/material";
import { required, SelectInput, TextInput, useGetList } from "react-admin";
import { Link } from "react-router";
import type { DocumentRow, DocumentView, ReportPreview } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { useCan } from "../shared/useCan.ts";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { previewLines } from "./previewLines.ts";

type Props = { document: DocumentView };
const mostLines = 8;

/** The lines that a verified document prints now, which all stop. */
function LinesThatStop({ document }: Props) {
  const t = useText("documents");
  const preview = useRead<ReportPreview>(
    ["documents", document.id, "preview", document.version],
    (registry) => registry.documentReportPreview(document.id),
  );
  if (!preview.data) return null;
  const { printing } = previewLines(preview.data, document.id);
  const more = printing.length - mostLines;
  return (
    <>
      <Typography variant="body2" component="p" sx={{ mt: 1, fontWeight: 600 }}>
        {printing.length > 0
          ? t("supersede.stop", { smart_count: printing.length })
          : t("supersede.stopNothing")}
      </Typography>
      <ul style={{ margin: 0, paddingLeft: 20 }}>
        {printing.slice(0, mostLines).map(({ key, text, day }) => (
          <li key={key}>{[text, day && formatDay(day)].filter(Boolean).join(" — ")}</li>
        ))}
        {more > 0 ? <li>{t("supersede.more", { smart_count: more })}</li> : null}
      </ul>
    </>
  );
}

function SupersedeDialog({ document, onClose }: Props & { onClose: () => void }) {
  const t = useText("documents");
  const { data, isPending } = useGetList<DocumentRow>("documents", {
    filter: { participantId: document.participantId, type: document.type, status: "verified" },
    sort: { field: "receivedAt", order: "DESC" },
    pagination: { page: 1, perPage: 100 },
  });
  const others = (data ?? []).filter(({ id }) => id !== document.id);
  return (
    <VerbDialog
      title={t("supersede.title")}
      explain={
        <>
          {t("supersede.explain")}
          <LinesThatStop document={document} />
        </>
      }
      submit={t("supersede.submit")}
      verb={(registry, values: { byDocumentId: number; reason: string }) =>
        registry.supersedeDocument({ id: document.id, version: document.version, ...values })
      }
      done={t("supersede.done")}
      seen={document}
      onClose={onClose}
    >
      <SelectInput
        source="byDocumentId"
        label={t("supersede.by")}
        helperText={!isPending && others.length === 0 ? t("supersede.none") : undefined}
        validate={required()}
        isPending={isPending}
        choices={others.map(({ id, receivedAt, pageCount }) => ({
          id,
          name: t("supersede.choice", { id, day: formatDay(receivedAt), smart_count: pageCount }),
        }))}
        autoFocus
      />
      <TextInput source="reason" label={t("supersede.reason")} validate={required()} multiline />
    </VerbDialog>
  );
}

/** Says that a newer document of the same kind takes this verified one's place. S61, G7 */
export function SupersedeButton({ document }: Props) {
  const t = useText("documents");
  const can = useCan();
  if (document.status !== "verified" || !can("documents:decide")) return null;
  return (
    <VerbButton label={t("supersede.button")} color="inherit">
      {(close) => <SupersedeDialog document={document} onClose={close} />}
    </VerbButton>
  );
}

/** What took this document's place, and the way back. */
export function SupersededNote({ document }: Props) {
  const t = useText("documents");
  const can = useCan();
  const { supersededById: by, status } = document;
  if (status !== "superseded") return null;
  return (
    <Alert
      severity="info"
      action={
        can("documents:decide") ? (
          <VerbButton label={t("supersede.back")} variant="text" color="inherit">
            {(close) => (
              <VerbDialog
                title={t("supersede.backTitle")}
                explain={t("supersede.backExplain")}
                submit={t("supersede.back")}
                verb={(registry, values: { reason: string }) =>
                  registry.supersedeDocument({
                    id: document.id,
                    version: document.version,
                    byDocumentId: null,
                    ...values,
                  })
                }
                done={t("supersede.backDone")}
                seen={document}
                onClose={close}
              >
                <TextInput
                  source="reason"
                  label={t("supersede.backReason")}
                  validate={required()}
                  multiline
                  autoFocus
                />
              </VerbDialog>
            )}
          </VerbButton>
        ) : undefined
      }
    >
      {t("supersede.replaced")}{" "}
      {by ? (
        <MuiLink component={Link} to={`/documents/${by}/show`}>
          {t("supersede.document", { id: by })}
        </MuiLink>
      ) : null}
    </Alert>
  );
}
