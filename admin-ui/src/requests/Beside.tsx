import { Box, Button, Stack, Typography } from "@mui/material";
import { requestFileUrls } from "../providers/verbs/requests.ts";
import type { RequestView } from "../providers/wire.ts";
import { To } from "../shared/Links.tsx";
import { Day } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { StatusChip, ToneChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { AddFile } from "./AddFile.tsx";

/** The records that are linked, and those whose numbers were only given. */
export function Records({ request }: { request: RequestView }) {
  const t = useText("requests");
  const people = useText("participants");
  return (
    <Panel title={t("records")}>
      {request.records.length === 0 ? (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {t("recordsNone")}
        </Typography>
      ) : (
        <Stack sx={{ gap: 1.5 }}>
          {request.records.map((record) => (
            <Box key={record.id}>
              <Typography variant="body1" sx={{ overflowWrap: "anywhere", mb: 0.5 }}>
                <To to={`/participants/${record.id}/show`}>
                  {record.name} ({record.registryNumber})
                </To>{" "}
                <StatusChip of="participantStatus" value={record.status} />{" "}
                {record.linked ? null : <ToneChip tone="waiting">{t("named")}</ToneChip>}
              </Typography>
              <Facts
                facts={[
                  record.birthDate
                    ? { label: people("fields.birthDate"), value: <Day value={record.birthDate} /> }
                    : null,
                  record.email ? { label: people("fields.email"), value: record.email } : null,
                ]}
              />
            </Box>
          ))}
        </Stack>
      )}
    </Panel>
  );
}

type File = RequestView["files"][number];

function Proof({ request, file }: { request: RequestView; file: File }) {
  const t = useText("requests");
  const can = useCan();
  const keep = useVerb((registry, fileId: number) => registry.keepRequestFile(request.id, { fileId }), {
    done: (kept) => t("kept", { id: kept.documentId }),
  });
  return (
    <Stack sx={{ gap: 1 }}>
      <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
        <Typography variant="body2" sx={{ overflowWrap: "anywhere" }}>
          {file.originalName}
        </Typography>
        {file.status === "ready" ? null : (
          <ToneChip
            tone={file.status === "unreadable" ? "bad" : "info"}
            title={file.unreadableReason ?? undefined}
          >
            {t(`fileState.${file.status}`)}
          </ToneChip>
        )}
        <Button component="a" href={requestFileUrls.original(request.id, file.id)} size="small">
          {t("original")}
        </Button>
        {file.documentId ? (
          <To to={`/documents/${file.documentId}/show`}>{t("kept", { id: file.documentId })}</To>
        ) : can("requests:work") && request.participantId && request.mayWork ? (
          <Button
            size="small"
            variant="outlined"
            loading={keep.isPending}
            onClick={() => keep.mutate(file.id)}
          >
            {t("keep")}
          </Button>
        ) : null}
      </Stack>
      {file.pages.map(({ pageNumber, width, height }) => (
        <Box
          key={pageNumber}
          component="img"
          loading="lazy"
          width={width}
          height={height}
          src={requestFileUrls.page(request.id, file.id, pageNumber)}
          alt={t("page", { page: pageNumber, name: file.originalName })}
          sx={{ maxWidth: "100%", height: "auto", border: 1, borderColor: "divider", borderRadius: 1 }}
        />
      ))}
    </Stack>
  );
}

/** What came with the request: pictures made in the sandbox, never the file itself. */
export function Proofs({ request }: { request: RequestView }) {
  const t = useText("requests");
  const can = useCan();
  const open = request.status === "open" || request.status === "answered";
  const adds = open && request.mayWork && can("requests:work");
  if (request.files.length === 0 && !adds) return null;
  return (
    <Panel title={t("files")} aside={adds ? <AddFile request={request} /> : null}>
      <Stack sx={{ gap: 2 }}>
        {request.files.length === 0 ? (
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {t("filesNone")}
          </Typography>
        ) : null}
        {request.files.map((file) => (
          <Proof key={file.id} request={request} file={file} />
        ))}
      </Stack>
    </Panel>
  );
}
