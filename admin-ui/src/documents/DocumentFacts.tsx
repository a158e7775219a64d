import { Alert, MenuItem, Link as MuiLink, Stack, TextField, Typography } from "@mui/material";
import { Link } from "react-router";
import { documentLanes } from "#db/enums.ts";
import { documentUrls } from "../providers/verbs/documents.ts";
import type { DocumentView } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { Age, Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useFileSize } from "../shared/useFileSize.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { useTerm } from "../shared/useVocabulary.ts";

/**
 * Whose document it is, how it came, what its sender stated; and where the same file lies elsewhere, unless the checks
 * beside it (`checked`) say so.
 */
export function DocumentFacts({ document, checked }: { document: DocumentView; checked: boolean }) {
  const t = useText("documents");
  const word = useEnum();
  const size = useFileSize();
  const term = useTerm();
  const can = useCan();
  const setLane = useVerb((registry, lane: string) => registry.setDocumentLane(document.id, lane));
  const { participant, stated } = document;
  const former = participant.formerNames.map((each) => `${each.givenName} ${each.familyName}`).join(", ");
  const elsewhere = document.files.flatMap((file) => file.sameFileElsewhere);
  const statedText = [
    stated.level && term("permitLevels", stated.level),
    stated.number,
    stated.issuedOn && formatDay(stated.issuedOn),
    stated.expiresOn && `– ${formatDay(stated.expiresOn)}`,
  ]
    .filter(Boolean)
    .join(" ");
  const place = document.expectedOn
    ? t("work.placeAndDay", { place: document.placeInQueue ?? "", day: formatDay(document.expectedOn) })
    : t("work.place", { place: document.placeInQueue ?? "" });
  const lane =
    can("documents:prioritize") && document.status === "unverified" ? (
      <TextField
        select
        margin="none"
        variant="standard"
        value={document.lane}
        disabled={setLane.isPending}
        onChange={(event) => setLane.mutate(event.target.value)}
        slotProps={{ htmlInput: { "aria-label": t("fields.lane") } }}
        sx={{ maxWidth: 180 }}
      >
        {documentLanes.map((lane) => (
          <MenuItem key={lane} value={lane}>
            {word("documentLane", lane)}
          </MenuItem>
        ))}
      </TextField>
    ) : (
      <StatusChip of="documentLane" value={document.lane} />
    );
  return (
    <Panel dense>
      {elsewhere.length > 0 && !checked ? (
        <Alert severity="warning" sx={{ mb: 1 }}>
          {t("work.sameFile")}{" "}
          {elsewhere.map((each) => (
            <MuiLink
              key={each.documentId}
              component={Link}
              to={`/documents/${each.documentId}/show`}
              sx={{ mr: 1 }}
            >
              {each.registryNumber}
            </MuiLink>
          ))}
        </Alert>
      ) : null}
      <Facts
        columns={4}
        facts={[
          {
            label: t("fields.participantId"),
            value: (
              <>
                <MuiLink component={Link} to={`/participants/${participant.id}/show`}>
                  {participant.familyName}, {participant.givenName} ({participant.registryNumber})
                </MuiLink>
                <Typography variant="caption" component="div" sx={{ color: "text.secondary" }}>
                  {[
                    participant.birthDate && t("work.bornOn", { date: formatDay(participant.birthDate) }),
                    former && t("work.former", { names: former }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </Typography>
              </>
            ),
          },
          {
            label: t("fields.receivedAt"),
            value: (
              <>
                <Moment value={document.receivedAt} /> · {word("documentSource", document.source)} ·{" "}
                <Age value={document.receivedAt} />
              </>
            ),
          },
          {
            label: t("fields.lane"),
            value: (
              <>
                {lane}
                {document.placeInQueue ? (
                  <Typography variant="caption" component="div" sx={{ color: "text.secondary" }}>
                    {place}
                  </Typography>
                ) : null}
              </>
            ),
          },
          statedText ? { label: t("work.stated"), value: statedText } : null,
          {
            label: t("fields.file"),
            value: (
              <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
                {document.files.map((file) => (
                  <span key={file.id} style={{ overflowWrap: "anywhere" }}>
                    {file.originalName} ({size(file.sizeBytes)})
                  </span>
                ))}
                {document.files.length > 0 ? (
                  <MuiLink href={documentUrls.original(document.id)}>{t("work.original")}</MuiLink>
                ) : null}
              </Stack>
            ),
          },
        ]}
      />
    </Panel>
  );
}
