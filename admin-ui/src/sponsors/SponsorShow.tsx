import { Button } from "@mui/material";
import { Link } from "react-router";
import { MergedNote } from "../directory_merges/MergedNote.tsx";
import type { SponsorView } from "../providers/wire.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { RecordPage, TwoColumns } from "../shared/RecordPage.tsx";
import { PlainTable } from "../shared/RelatedTable.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useTerm } from "../shared/useVocabulary.ts";

const listOf = (resource: string, filter: object) =>
  `/${resource}?filter=${encodeURIComponent(JSON.stringify(filter))}`;

/** One training organization, its managers and what it offers. */
export function SponsorShow() {
  const t = useText("sponsors");
  const programs = useText("programs");
  const shared = useText("shared");
  const word = useEnum();
  const term = useTerm();
  const can = useCan();
  return (
    <RecordPage<SponsorView>
      whole={(sponsor) => sponsor.managers !== undefined}
      title={(sponsor) => sponsor.name}
      chips={(sponsor) =>
        sponsor.mergedInto ? (
          <StatusChip of="mergeStatus" value="merged" />
        ) : (
          <StatusChip of="sponsorStatus" value={sponsor.status} />
        )
      }
      actions={(sponsor) =>
        can("sponsors:write") ? (
          <Button variant="outlined" component={Link} to={`/sponsors/${sponsor.id}`}>
            {programs("edit")}
          </Button>
        ) : null
      }
    >
      {(sponsor) => (
        <>
          <MergedNote kind="sponsors" record={sponsor} />
          <TwoColumns>
            <Panel>
              <Facts
                facts={[
                  { label: t("fields.vendorCode"), value: sponsor.vendorCode },
                  { label: t("fields.stateFunded"), value: shared(sponsor.stateFunded ? "yes" : "no") },
                  { label: t("fields.contactName"), value: sponsor.contactName },
                  { label: t("fields.contactEmail"), value: sponsor.contactEmail },
                  { label: t("fields.contactPhone"), value: sponsor.contactPhone },
                  { label: t("fields.website"), value: sponsor.website },
                  { label: t("fields.selfWithdrawal"), value: shared(sponsor.selfWithdrawal ? "yes" : "no") },
                  {
                    label: t("fields.counties"),
                    value: sponsor.counties.map((code) => term("counties", code)).join(", "),
                    wide: true,
                  },
                  {
                    label: t("counts.trainings"),
                    value: (
                      <To to={listOf("trainings", { sponsorId: sponsor.id })}>{sponsor.counts.trainings}</To>
                    ),
                  },
                  {
                    label: t("counts.upcomingEvents"),
                    value: (
                      <To to={listOf("events", { sponsorId: sponsor.id, upcoming: true })}>
                        {sponsor.counts.upcomingEvents}
                      </To>
                    ),
                  },
                  {
                    label: t("counts.instructors"),
                    value: (
                      <To to={listOf("instructors", { sponsorId: sponsor.id })}>
                        {sponsor.counts.instructors}
                      </To>
                    ),
                  },
                ]}
              />
            </Panel>
            <Panel title={t("managers")}>
              <PlainTable
                rows={sponsor.managers}
                keyOf={(row) => row.id}
                empty={t("noManagers")}
                columns={[
                  {
                    label: t("fields.name"),
                    render: (row) => (
                      <PersonLink id={row.participantId} name={row.name} number={row.registryNumber} />
                    ),
                  },
                  { label: t("fields.status"), render: (row) => word("sponsorManagerKind", row.kind) },
                ]}
              />
            </Panel>
          </TwoColumns>
        </>
      )}
    </RecordPage>
  );
}
