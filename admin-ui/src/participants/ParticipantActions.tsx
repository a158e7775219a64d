import { Button } from "@mui/material";
import { useState } from "react";
import { useNotify } from "react-admin";
import { Link, useNavigate } from "react-router";
import { CoversheetDialog } from "../intake/CoversheetButton.tsx";
import { membershipCardUrl } from "../providers/verbs/people.ts";
import type { ParticipantView } from "../providers/wire.ts";
import { type MoreItem, MoreMenu } from "../shared/MoreMenu.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import {
  AccessDialog,
  MergeDialog,
  NameChangeDialog,
  RevealSsnDialog,
  SetSsnDialog,
} from "./ParticipantDialogs.tsx";

const PrintCoversheet = ({ person, close }: { person: ParticipantView; close: () => void }) => (
  <CoversheetDialog participantId={person.id} close={close} />
);

const dialogs = {
  coversheet: PrintCoversheet,
  requestNameChange: NameChangeDialog,
  requestAccess: AccessDialog,
  merge: MergeDialog,
  revealSsn: RevealSsnDialog,
  setSsn: SetSsnDialog,
};

/** What can be done for this person, as far as the role may: the daily two as buttons, the rest in a menu. */
export function ParticipantActions({ person }: { person: ParticipantView }) {
  const t = useText("participants");
  const can = useCan();
  const notify = useNotify();
  const navigate = useNavigate();
  const [open, setOpen] = useState<keyof typeof dialogs | null>(null);
  const report = useVerb(
    (registry, participantId: number) =>
      registry.runReport({ reportKey: "education_and_training", params: { participantId } }),
    {
      onDone: ({ id }) => {
        notify(t("actions.reportStarted"), { type: "info" });
        navigate(`/report_runs/${id}/show`);
      },
    },
  );
  const register = useVerb((registry, id: number) => registry.registerParticipant(id), {
    done: t("actions.registered"),
  });
  const card = useVerb((registry, id: number) => registry.createMembershipCard(id), {
    refresh: false,
    onDone: ({ id }) => window.location.assign(membershipCardUrl(id)),
  });
  if (person.status === "merged") return null;

  const item = (key: Parameters<typeof t>[0], may: boolean, onPick: () => void): MoreItem[] =>
    may ? [{ key, label: t(key), onPick }] : [];
  const asks = (name: keyof typeof dialogs, may: boolean) =>
    item(`actions.${name}`, may, () => setOpen(name));
  const goes = (path: string) => () => void navigate(path);
  const writes = can("participants:update");
  const items = [
    ...item("actions.register", person.status === "pending" && can("participants:register"), () =>
      register.mutate(person.id),
    ),
    ...item("actions.edit", writes, goes(`/participants/${person.id}`)),
    ...item("actions.card", can("membership_cards:create"), () => card.mutate(person.id)),
    ...asks("coversheet", can("coversheets:create")),
    ...asks("requestNameChange", can("name_changes:request")),
    ...asks("requestAccess", can("access_grants:request")),
    ...item(
      "actions.addEmployment",
      can("employments:report"),
      goes(`/employments/create?participantId=${person.id}`),
    ),
    ...asks("merge", can("merges:create")),
    ...asks("revealSsn", can("participants:reveal_ssn") && person.hasSsn === true),
    ...asks("setSsn", writes && person.hasSsn === false),
  ];
  const Open = open && dialogs[open];
  return (
    <>
      {can("reports:education_and_training") && can("report_runs:create") ? (
        <Button variant="outlined" onClick={() => report.mutate(person.id)} loading={report.isPending}>
          {t("actions.report")}
        </Button>
      ) : null}
      {can("documents:upload") ? (
        <Button
          color="inherit"
          variant="outlined"
          component={Link}
          to={`/documents/create?participantId=${person.id}`}
        >
          {t("actions.upload")}
        </Button>
      ) : null}
      <MoreMenu items={items} busy={register.isPending || card.isPending} />
      {Open ? <Open person={person} close={() => setOpen(null)} /> : null}
    </>
  );
}
