import { Alert, Stack } from "@mui/material";
import { useRef } from "react";
import type { RequestView } from "../providers/wire.ts";
import { Day, Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage, TwoColumns } from "../shared/RecordPage.tsx";
import { StatusChip, ToneChip } from "../shared/StatusChip.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { Asked } from "./Asked.tsx";
import { Proofs, Records } from "./Beside.tsx";
import { Conversation } from "./Conversation.tsx";
import { RequestActions } from "./RequestActions.tsx";

function Who({ request }: { request: RequestView }) {
  const t = useText("requests");
  const word = useEnum();
  const people = useText("participants");
  return (
    <Panel>
      <Facts
        facts={[
          { label: t("fields.askerName"), value: request.askerName },
          request.replyBy === "email"
            ? null
            : { label: word("requestReplyWay", request.replyBy), value: <strong>{request.replyTo}</strong> },
          request.askerEmail ? { label: people("fields.email"), value: request.askerEmail } : null,
          { label: t("fields.source"), value: word("requestSource", request.source) },
          { label: t("fields.createdAt"), value: <Moment value={request.createdAt} /> },
          request.dueOn ? { label: t("fields.dueOn"), value: <Day value={request.dueOn} /> } : null,
          request.assigneeName ? { label: t("fields.assigneeName"), value: request.assigneeName } : null,
          request.closedAt
            ? { label: t("fields.closedAt"), value: <Moment value={request.closedAt} /> }
            : null,
          request.closedByName ? { label: "", value: t("closedBy", { name: request.closedByName }) } : null,
        ]}
      />
    </Panel>
  );
}

/** One request: what is asked, the conversation, the proof, and the records beside it. G8 */
export function RequestShow() {
  const t = useText("requests");
  const word = useEnum();
  const box = useRef<HTMLTextAreaElement>(null);
  return (
    <RecordPage<RequestView>
      whole={(request) => request.messages !== undefined}
      title={(request) => `${request.number}: ${word("requestType", request.type)}`}
      chips={(request) => (
        <>
          <StatusChip of="requestStatus" value={request.status} />
          {request.overdue ? <ToneChip tone="bad">{t("overdue")}</ToneChip> : null}
          {request.verified ? null : <ToneChip tone="waiting">{t("unproven")}</ToneChip>}
        </>
      )}
      actions={(request) => <RequestActions request={request} />}
    >
      {(request) => (
        <>
          {request.mayWork ? null : <Alert severity="info">{t("own")}</Alert>}
          {request.verified ? null : <Alert severity="warning">{t("unprovenHelp")}</Alert>}
          <TwoColumns>
            <Stack sx={{ gap: 1.5, minWidth: 0 }}>
              <Asked request={request} />
              <Conversation request={request} box={box} />
            </Stack>
            <Stack sx={{ gap: 1.5, minWidth: 0 }}>
              <Who request={request} />
              <Records request={request} />
              <Proofs request={request} />
            </Stack>
          </TwoColumns>
        </>
      )}
    </RecordPage>
  );
}
