import { Alert, Tab, Tabs } from "@mui/material";
import { Navigate, useLocation, useSearchParams } from "react-router";
import type { ParticipantView } from "../providers/wire.ts";
import { To } from "../shared/Links.tsx";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { EducationTab } from "./EducationTab.tsx";
import { HistoryTab } from "./HistoryTab.tsx";
import { NamesTab } from "./NamesTab.tsx";
import { OverviewTab } from "./OverviewTab.tsx";
import { ParticipantActions } from "./ParticipantActions.tsx";
import { AccessTab, DocumentsTab, DuplicatesTab, EmailsTab, EmploymentTab } from "./RelatedTabs.tsx";

const tabs = [
  { name: "overview", needs: "participants:read", show: OverviewTab },
  { name: "names", needs: "participants:read", show: NamesTab },
  { name: "documents", needs: "documents:read", show: DocumentsTab },
  { name: "education", needs: "education:read", show: EducationTab },
  { name: "employment", needs: "employments:read", show: EmploymentTab },
  { name: "access", needs: "access_grants:read", show: AccessTab },
  { name: "emails", needs: "notifications:read", show: EmailsTab },
  { name: "duplicates", needs: "duplicates:read", show: DuplicatesTab },
  { name: "history", needs: "participants:read", show: HistoryTab },
] as const;
const counted: Partial<Record<(typeof tabs)[number]["name"], keyof ParticipantView["counts"]>> = {
  documents: "documents",
  employment: "employments",
  access: "accessGrants",
  duplicates: "openDuplicates",
};

function Parts({ person }: { person: ParticipantView }) {
  const t = useText("participants");
  const can = useCan();
  const [query, setQuery] = useSearchParams();
  const { from } = (useLocation().state ?? {}) as { from?: { id: number; number: string } };
  const open = tabs.filter(({ needs }) => can(needs));
  const current = open.find(({ name }) => name === query.get("tab")) ?? open[0];
  const Current = current?.show;
  if (person.mergedInto && query.get("retired") !== "show") {
    const state = { from: { id: person.id, number: person.registryNumber } };
    return <Navigate to={`/participants/${person.mergedInto.id}/show`} state={state} replace />;
  }
  return (
    <>
      {from && !person.mergedInto ? (
        <Alert severity="info">
          {t("overview.cameFrom", { number: from.number })}{" "}
          <To to={`/participants/${from.id}/show?retired=show`}>
            {t("overview.seeRetired", { number: from.number })}
          </To>
        </Alert>
      ) : null}
      {person.mergedInto ? (
        <Alert severity="info">
          {t("overview.merged", { number: person.mergedInto.registryNumber })}{" "}
          <To to={`/participants/${person.mergedInto.id}/show`}>
            {t("overview.openSurvivor", { number: person.mergedInto.registryNumber })}
          </To>
        </Alert>
      ) : null}
      <Tabs
        value={current?.name ?? false}
        variant="scrollable"
        scrollButtons="auto"
        onChange={(_event, name: string) =>
          setQuery({ tab: name, ...(query.get("retired") ? { retired: "show" } : {}) }, { replace: true })
        }
        sx={{ borderBottom: 1, borderColor: "divider" }}
      >
        {open.map(({ name }) => {
          const key = counted[name];
          const count = key ? person.counts?.[key] : undefined;
          return <Tab key={name} value={name} label={`${t(`tabs.${name}`)}${count ? ` (${count})` : ""}`} />;
        })}
      </Tabs>
      {Current ? <Current person={person} /> : null}
    </>
  );
}

/** One person: everything on the record and what happened to it. */
export function ParticipantShow() {
  const t = useText("participants");
  return (
    <RecordPage<ParticipantView>
      whole={(person) => person.names !== undefined}
      title={(person) =>
        t("header", { family: person.familyName, given: person.givenName, number: person.registryNumber })
      }
      chips={(person) => <StatusChip of="participantStatus" value={person.status} />}
      actions={(person) => <ParticipantActions person={person} />}
    >
      {(person) => <Parts person={person} />}
    </RecordPage>
  );
}
