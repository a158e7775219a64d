import { Button } from "@mui/material";
import { required, TextInput } from "react-admin";
import { Link } from "react-router";
import type { EventView } from "../providers/wire.ts";
import { EventLists } from "../roster-imports/EventLists.tsx";
import { formatDay, formatTime } from "../shared/dates.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage, TwoColumns } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVerb } from "../shared/useVerb.ts";
import { useCompetency, useTerm } from "../shared/useVocabulary.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import { Roster } from "./Roster.tsx";

function Actions({ event }: { event: EventView }) {
  const t = useText("events");
  const programs = useText("programs");
  const publish = useVerb(
    (registry, as: "published" | "invite_only") =>
      registry.publishEvent(event.id, { version: event.version, as }),
    { done: t("published") },
  );
  if (!event.mayManage) return null;
  return (
    <>
      {event.status === "draft" ? (
        <>
          <Button variant="contained" onClick={() => publish.mutate("published")} loading={publish.isPending}>
            {t("publish")}
          </Button>
          <Button
            variant="outlined"
            onClick={() => publish.mutate("invite_only")}
            disabled={publish.isPending}
          >
            {t("publishInvite")}
          </Button>
        </>
      ) : null}
      {event.status !== "cancelled" && event.status !== "closed" ? (
        <>
          <Button variant="outlined" component={Link} to={`/events/${event.id}`}>
            {programs("edit")}
          </Button>
          <VerbButton label={t("cancelEvent.button")} color="inherit">
            {(close) => (
              <VerbDialog
                title={t("cancelEvent.title")}
                explain={t("cancelEvent.explain")}
                submit={t("cancelEvent.button")}
                danger
                verb={(registry, values: { reason: string }) =>
                  registry.cancelEvent(event.id, { ...values, version: event.version })
                }
                done={t("cancelEvent.done")}
                seen={event}
                onClose={close}
              >
                <TextInput
                  source="reason"
                  label={t("fields.reason")}
                  validate={required()}
                  multiline
                  autoFocus
                />
              </VerbDialog>
            )}
          </VerbButton>
        </>
      ) : null}
    </>
  );
}

function EventFacts({ event }: { event: EventView }) {
  const t = useText("events");
  const word = useEnum();
  const term = useTerm();
  const competency = useCompetency();
  return (
    <TwoColumns>
      <Panel>
        <Facts
          facts={[
            {
              label: t("when"),
              wide: true,
              value: event.sessions
                .map(
                  (each) =>
                    `${formatDay(each.date)}, ${formatTime(each.startTime)} – ${formatTime(each.endTime)}`,
                )
                .join("; "),
            },
            { label: t("fields.hours"), value: event.hours },
            { label: t("fields.capacity"), value: t("seats", event.seats) },
            {
              label: t("fields.locationName"),
              value: [event.locationName, event.addressLine, event.city].filter(Boolean).join(", "),
              wide: true,
            },
            { label: t("fields.language"), value: event.language },
            {
              label: t("fields.costCents"),
              value: event.costCents ? `$${(event.costCents / 100).toFixed(2)}` : t("free"),
            },
            {
              label: t("instructors"),
              value: event.instructors.map((each) =>
                each.participantId ? (
                  <PersonLink key={each.id} id={each.participantId} name={`${each.name} `} />
                ) : (
                  `${each.name} `
                ),
              ),
              wide: true,
            },
          ]}
        />
      </Panel>
      <Panel title={t("codes")}>
        <Facts
          facts={[
            { label: t("fields.orgcode"), value: event.orgcode },
            {
              label: t("fields.sponsorName"),
              value: <To to={`/sponsors/${event.sponsorId}/show`}>{event.sponsorName}</To>,
            },
            { label: t("fields.county"), value: term("counties", event.county) },
            { label: t("fields.programCode"), value: term("programCodes", event.programCode) },
            { label: t("fields.deliveryType"), value: word("deliveryType", event.deliveryType) },
            { label: t("fields.deliveryMethod"), value: word("eventDeliveryMethod", event.deliveryMethod) },
            { label: t("fields.funding"), value: word("funding", event.funding) },
            { label: t("fields.competency"), value: competency(event.competency) },
            event.invitationToken
              ? {
                  label: t("invitation"),
                  value: `${window.location.origin}/calendar/${event.id}?invitation=${event.invitationToken}`,
                  wide: true,
                }
              : null,
          ]}
        />
      </Panel>
    </TwoColumns>
  );
}

/** One event: when and where, its codes, and the roster with its marks. */
export function EventShow() {
  const can = useCan();
  return (
    <RecordPage<EventView>
      whole={(event) => event.sessions !== undefined}
      title={(event) => event.title}
      chips={(event) => <StatusChip of="eventStatus" value={event.status} />}
      actions={(event) => <Actions event={event} />}
    >
      {(event) => (
        <>
          <EventFacts event={event} />
          {can("enrollments:read") ? <Roster event={event} /> : null}
          <EventLists event={event} />
        </>
      )}
    </RecordPage>
  );
}
