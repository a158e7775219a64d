import { Box, Button, Stack, TextField, Typography } from "@mui/material";
import { type RefObject, useState } from "react";
import type { RequestView } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { Moment } from "../shared/Moments.tsx";
import { ErrorNote } from "../shared/Notes.tsx";
import { Panel } from "../shared/Panel.tsx";
import { ToneChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";

type Message = RequestView["messages"][number];
const tones = { asked: "info", reply: "good", note: "quiet" } as const;

function Said({ message, askerName }: { message: Message; askerName: string }) {
  const t = useText("requests");
  const author = message.kind === "asked" ? askerName : message.authorName;
  return (
    <Box
      component="li"
      sx={{
        borderLeft: 3,
        borderColor: message.kind === "note" ? "divider" : "primary.main",
        pl: 1.25,
        opacity: message.kind === "note" ? 0.9 : 1,
      }}
    >
      <Stack direction="row" sx={{ gap: 1, alignItems: "center", flexWrap: "wrap" }}>
        <ToneChip tone={tones[message.kind]}>{t(`said.${message.kind}`)}</ToneChip>
        <Typography variant="caption" sx={{ color: "text.secondary", overflowWrap: "anywhere" }}>
          {author ? t("by", { name: author }) : null}{" "}
          {message.fromEmail ? t("fromEmail", { email: message.fromEmail }) : null}{" "}
          <Moment value={message.createdAt} />
        </Typography>
      </Stack>
      <Typography variant="body1" sx={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere", mt: 0.5 }}>
        {message.body}
      </Typography>
    </Box>
  );
}

/** The answer box: one text, sent to whoever asked or kept in the office; Ctrl Enter sends it. */
function Answer({ request, box }: { request: RequestView; box: RefObject<HTMLTextAreaElement | null> }) {
  const t = useText("requests");
  const word = useEnum();
  const [text, setText] = useState("");
  const id = request.id;
  const clear = { onDone: () => setText(""), announce: false };
  const reply = useVerb((registry, body: string) => registry.replyToRequest(id, { body }), {
    done: t(request.replyBy === "email" ? "replied" : "told"),
    ...clear,
  });
  const note = useVerb((registry, body: string) => registry.noteOnRequest(id, { body }), {
    done: t("noted"),
    ...clear,
  });
  const closed = !["open", "answered"].includes(request.status);
  const mailed = request.replyBy === "email";
  const mayReply = !closed && (request.askerEmail !== null || !mailed);
  const error = reply.error ?? note.error;
  const field = error?.body?.errors?.body;
  useKey({ combo: "r", label: t("keys.reply") }, () => box.current?.focus());
  useKey({ combo: "ctrl+Enter", label: t("keys.send"), inFields: true, enabled: mayReply }, () => {
    if (document.activeElement === box.current) reply.mutate(text);
  });
  return (
    <Stack sx={{ gap: 1, mt: 1.5 }}>
      <TextField
        multiline
        minRows={3}
        margin="none"
        inputRef={box}
        label={t("fields.body")}
        placeholder={t("replyPlaceholder")}
        value={text}
        error={Boolean(field)}
        helperText={
          field ??
          (!mailed
            ? t(`replyBy.${request.replyBy as "phone" | "letter"}`, { to: request.replyTo ?? "" })
            : request.askerEmail
              ? t("replyHelp", { language: word("writtenLanguage", request.locale) })
              : t("replyNone"))
        }
        onChange={(event) => setText(event.target.value)}
      />
      {error && !field ? <ErrorNote error={error} /> : null}
      <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
        <Button
          variant="contained"
          disabled={!mayReply}
          loading={reply.isPending}
          onClick={() => reply.mutate(text)}
        >
          {t(mailed ? "reply" : "replyTold")}
        </Button>
        <Button variant="outlined" loading={note.isPending} onClick={() => note.mutate(text)}>
          {t("noteAdd")}
        </Button>
      </Stack>
    </Stack>
  );
}

/** What was asked and answered, the office's notes among it, and the box for the next word. */
export function Conversation(props: { request: RequestView; box: RefObject<HTMLTextAreaElement | null> }) {
  const t = useText("requests");
  const can = useCan();
  const { request } = props;
  return (
    <Panel title={t("conversation")}>
      {request.messages.length > 0 ? (
        <Stack component="ol" sx={{ m: 0, p: 0, listStyle: "none", gap: 1.5 }}>
          {request.messages.map((message) => (
            <Said key={message.id} message={message} askerName={request.askerName} />
          ))}
        </Stack>
      ) : (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {t("nothingSaid")}
        </Typography>
      )}
      {can("requests:work") && request.mayWork ? <Answer {...props} /> : null}
    </Panel>
  );
}
