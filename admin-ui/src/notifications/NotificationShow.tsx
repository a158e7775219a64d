import { Box, Button, Tab, Tabs } from "@mui/material";
import { useState } from "react";
import type { NotificationView } from "../providers/wire.ts";
import { PersonLink } from "../shared/Links.tsx";
import { Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";

function Resend({ mail }: { mail: NotificationView }) {
  const t = useText("notifications");
  const can = useCan();
  const resend = useVerb((registry, _: undefined) => registry.resendNotification(mail.id), {
    done: t("resent"),
  });
  return can("notifications:resend") ? (
    <Button variant="outlined" onClick={() => resend.mutate(undefined)} loading={resend.isPending}>
      {t("resend")}
    </Button>
  ) : null;
}

/** The message in a frame that can run nothing and reach nothing. */
function Preview({ mail }: { mail: NotificationView }) {
  const t = useText("notifications");
  const [view, setView] = useState<"html" | "text">("html");
  return (
    <Panel>
      <Tabs value={view} onChange={(_event, next) => setView(next)} sx={{ mb: 1 }}>
        <Tab value="html" label={t("preview")} />
        <Tab value="text" label={t("text")} />
      </Tabs>
      {view === "html" ? (
        <Box
          component="iframe"
          title={t("frame")}
          sandbox=""
          srcDoc={mail.bodyHtml}
          sx={{
            width: "100%",
            height: 460,
            border: 1,
            borderColor: "divider",
            borderRadius: 1,
            bgcolor: "#fff",
          }}
        />
      ) : (
        <Box
          component="pre"
          sx={{ whiteSpace: "pre-wrap", fontFamily: "inherit", m: 0, overflowWrap: "anywhere" }}
        >
          {mail.bodyText}
        </Box>
      )}
    </Panel>
  );
}

/** One e-mail: its state, how often it was tried, what it says. */
export function NotificationShow() {
  const t = useText("notifications");
  return (
    <RecordPage<NotificationView>
      whole={(mail) => mail.bodyText !== undefined}
      title={(mail) => mail.subject}
      chips={(mail) => <StatusChip of="notificationStatus" value={mail.status} />}
      actions={(mail) => <Resend mail={mail} />}
    >
      {(mail) => (
        <>
          <Panel>
            <Facts
              columns={3}
              facts={[
                {
                  label: t("fields.recipientEmail"),
                  value: `${mail.recipientName ? `${mail.recipientName}, ` : ""}${mail.recipientEmail}`,
                },
                mail.participantId && mail.participantName
                  ? {
                      label: t("fields.participantId"),
                      value: (
                        <PersonLink
                          id={mail.participantId}
                          name={mail.participantName}
                          number={mail.registryNumber}
                        />
                      ),
                    }
                  : null,
                { label: t("fields.createdAt"), value: <Moment value={mail.createdAt} /> },
                mail.sentAt ? { label: t("fields.sentAt"), value: <Moment value={mail.sentAt} /> } : null,
                { label: t("fields.attempts"), value: mail.attempts },
                { label: t("fields.template"), value: mail.template.replaceAll("_", " ") },
                { label: t("fields.lastError"), value: mail.lastError, wide: true },
              ]}
            />
          </Panel>
          <Preview mail={mail} />
        </>
      )}
    </RecordPage>
  );
}
