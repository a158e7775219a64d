import { Button } from "@mui/material";
import { useState } from "react";
import { DateInput, required, SelectInput, TextInput } from "react-admin";
import { useNavigate } from "react-router";
import type { RequestView } from "../providers/wire.ts";
import { useKey } from "../shared/keys.ts";
import { useCan } from "../shared/useCan.ts";
import { useRead } from "../shared/useRead.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { placeOfDecision } from "./Asked.tsx";
import { LinkDialog } from "./LinkDialog.tsx";
import { useTakeNextRequest } from "./RequestList.tsx";

type DialogProps = { request: RequestView; close: () => void };

function CloseDialog({ request, close, as }: DialogProps & { as: "resolve" | "refuse" }) {
  const t = useText("requests");
  const survivor = request.records.find(({ status }) => status !== "merged");
  const merged =
    as === "resolve" && request.candidate?.status === "merged" && survivor
      ? t("pair.mergedAnswer", { number: survivor.registryNumber })
      : "";
  return (
    <VerbDialog<{ answer: string }, unknown>
      title={t(`${as}Title`)}
      explain={
        request.replyBy === "email"
          ? t(`${as}Explain`)
          : t(`replyBy.${request.replyBy}`, { to: request.replyTo ?? "" })
      }
      submit={t(as)}
      defaults={{ answer: merged }}
      verb={(registry, { answer }) => {
        const input = { version: request.version, answer };
        return as === "resolve"
          ? registry.resolveRequest(request.id, input)
          : registry.refuseRequest(request.id, input);
      }}
      done={t(request.replyBy === "email" ? (as === "resolve" ? "resolved" : "refused") : "told")}
      seen={request}
      onClose={close}
    >
      <TextInput
        source="answer"
        label={t("fields.answer")}
        validate={required()}
        multiline
        minRows={4}
        autoFocus
      />
    </VerbDialog>
  );
}

function DueDialog({ request, close }: DialogProps) {
  const t = useText("requests");
  return (
    <VerbDialog<{ dueOn: string }, unknown>
      title={t("dueTitle")}
      submit={t("due")}
      defaults={{ dueOn: request.dueOn ?? "" }}
      verb={(registry, { dueOn }) => registry.setRequestDue(request.id, { version: request.version, dueOn })}
      done={t("dueDone")}
      seen={request}
      onClose={close}
    >
      <DateInput source="dueOn" label={t("fields.dueOn")} validate={required()} autoFocus />
    </VerbDialog>
  );
}

function AssignDialog({ request, close }: DialogProps) {
  const t = useText("requests");
  const colleagues = useRead(["requests", "colleagues"], (registry) => registry.requestColleagues());
  const choices = [
    { id: 0, name: t("desk") },
    ...(colleagues.data ?? []).map(({ id, name, open }) => ({ id, name: `${name} (${open})` })),
  ];
  return (
    <VerbDialog<{ assigneeId: number }, unknown>
      title={t("assignTitle")}
      submit={t("assign")}
      defaults={{ assigneeId: request.assigneeId ?? 0 }}
      verb={(registry, { assigneeId }) =>
        registry.assignRequest(request.id, { version: request.version, assigneeId: assigneeId || null })
      }
      done={t("assigned")}
      seen={request}
      onClose={close}
    >
      <SelectInput
        source="assigneeId"
        label={t("fields.assigneeId")}
        choices={choices}
        validate={required()}
      />
    </VerbDialog>
  );
}

type Open = "resolve" | "refuse" | "due" | "assign" | "link";

/** What can be done with a request; each has its key. */
export function RequestActions({ request }: { request: RequestView }) {
  const t = useText("requests");
  const can = useCan();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<Open | null>(null);
  const allowed = can("requests:work") && request.mayWork;
  const open = request.status === "open" || request.status === "answered";
  const undecided = request.nameChange?.status === "requested" || request.accessGrant?.status === "requested";
  const place = placeOfDecision(request);
  const next = useTakeNextRequest();
  const take = useVerb((registry, version: number) => registry.takeRequest(request.id, { version }), {
    done: t("taken"),
  });
  const reopen = useVerb((registry, version: number) => registry.reopenRequest(request.id, { version }), {
    done: t("reopened"),
  });
  const mayTake = allowed && open && request.assigneeId === null;
  const mayClose = allowed && open && !undecided;
  useKey({ combo: "t", label: t("keys.take"), enabled: mayTake }, () => take.mutate(request.version));
  useKey({ combo: "d", label: t("keys.done"), enabled: mayClose }, () => setDialog("resolve"));
  useKey({ combo: "x", label: t("keys.refuse"), enabled: mayClose }, () => setDialog("refuse"));
  useKey({ combo: "l", label: t("keys.link"), enabled: allowed && open }, () => setDialog("link"));
  useKey({ combo: "o", label: t("keys.there"), enabled: place !== null }, () => place && navigate(place));
  useKey({ combo: "n", label: t("takeNextKey"), enabled: can("requests:work") }, () =>
    next.mutate(undefined),
  );
  if (!allowed) return null;
  const close = () => setDialog(null);
  return (
    <>
      {mayTake ? (
        <Button variant="contained" loading={take.isPending} onClick={() => take.mutate(request.version)}>
          {t("take")}
        </Button>
      ) : null}
      {mayClose ? (
        <>
          <Button variant="outlined" onClick={() => setDialog("resolve")}>
            {t("resolve")}
          </Button>
          <Button variant="outlined" onClick={() => setDialog("refuse")}>
            {t("refuse")}
          </Button>
        </>
      ) : null}
      {open ? (
        <>
          <Button variant="outlined" onClick={() => setDialog("link")}>
            {t("link")}
          </Button>
          <Button variant="outlined" onClick={() => setDialog("assign")}>
            {t("assign")}
          </Button>
          <Button variant="outlined" onClick={() => setDialog("due")}>
            {t("due")}
          </Button>
        </>
      ) : (
        <Button variant="outlined" loading={reopen.isPending} onClick={() => reopen.mutate(request.version)}>
          {t("reopen")}
        </Button>
      )}
      {dialog === "resolve" || dialog === "refuse" ? (
        <CloseDialog request={request} close={close} as={dialog} />
      ) : null}
      {dialog === "due" ? <DueDialog request={request} close={close} /> : null}
      {dialog === "assign" ? <AssignDialog request={request} close={close} /> : null}
      {dialog === "link" ? <LinkDialog request={request} close={close} /> : null}
    </>
  );
}
