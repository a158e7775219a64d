import { Box, Stack, Typography } from "@mui/material";
import type { ParticipantView } from "../providers/wire.ts";
import { formatDay, formatMoment } from "../shared/dates.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { Day, Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { TwoColumns } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useEnum, useText } from "../shared/useText.ts";
import { useTerm } from "../shared/useVocabulary.ts";

const tabOfCount: Partial<Record<keyof ParticipantView["counts"], string>> = {
  documents: "documents",
  degrees: "education",
  courses: "education",
  credentials: "education",
  trainingHours: "education",
  employments: "employment",
  enrollments: "education",
  accessGrants: "access",
  nameChanges: "names",
  openDuplicates: "duplicates",
};

export function OverviewTab({ person }: { person: ParticipantView }) {
  const t = useText("participants");
  const shared = useText("shared");
  const word = useEnum();
  const term = useTerm();
  const address = [person.addressLine, person.city, [person.state, person.zip].filter(Boolean).join(" ")]
    .filter(Boolean)
    .join(", ");
  const flags = (list: readonly string[] | null | undefined, of: "races" | "languages") =>
    (list ?? []).map((code) => term(of, code)).join(", ");
  return (
    <TwoColumns>
      <Panel title={t("overview.registration")}>
        <Facts
          facts={[
            { label: t("fields.registryNumber"), value: person.registryNumber },
            { label: t("fields.status"), value: <StatusChip of="participantStatus" value={person.status} /> },
            { label: t("fields.registeredOn"), value: <Day value={person.registeredOn} /> },
            person.renewsOn ? { label: t("fields.renewsOn"), value: <Day value={person.renewsOn} /> } : null,
            { label: t("fields.createdAt"), value: <Moment value={person.createdAt} /> },
            { label: t("fields.updatedAt"), value: <Moment value={person.updatedAt} /> },
            person.hasSsn === undefined
              ? null
              : {
                  label: t("overview.ssn"),
                  value: t(person.hasSsn ? "overview.ssnHeld" : "overview.ssnNone"),
                },
            (person.mergedFrom ?? []).length > 0 && {
              label: t("overview.mergedFrom"),
              value: (
                <Stack direction="row" sx={{ gap: 1, flexWrap: "wrap" }}>
                  {person.mergedFrom.map((each) => (
                    <To key={each.mergeId} to={`/merges/${each.mergeId}/show`}>
                      {each.registryNumber}
                    </To>
                  ))}
                </Stack>
              ),
            },
          ]}
        />
      </Panel>
      <Panel title={t("overview.contact")}>
        <Facts
          facts={[
            person.birthDate !== undefined && {
              label: t("fields.birthDate"),
              value: person.birthDate
                ? `${formatDay(person.birthDate)}${person.birthDateEstimated ? ` (${shared("estimated")})` : ""}`
                : "—",
            },
            { label: t("fields.preferredName"), value: person.preferredName },
            { label: t("fields.email"), value: person.email },
            { label: t("fields.phone"), value: person.phone },
            { label: t("fields.addressLine"), value: address, wide: true },
            { label: t("fields.county"), value: term("counties", person.county) },
            { label: t("fields.primaryLanguage"), value: term("languages", person.primaryLanguage) },
          ]}
        />
      </Panel>
      <Panel title={t("overview.counts")}>
        <Box sx={{ display: "grid", gridTemplateColumns: { xs: "1fr", sm: "1fr 1fr" }, columnGap: 2 }}>
          {(Object.keys(person.counts ?? {}) as (keyof ParticipantView["counts"])[]).map((key) => (
            <Stack key={key} direction="row" sx={{ justifyContent: "space-between", py: 0.25 }}>
              <Typography variant="body2">
                <To to={`/participants/${person.id}/show?tab=${tabOfCount[key] ?? "overview"}`}>
                  {t(`counts.${key}`)}
                </To>
              </Typography>
              <Typography variant="body2">{person.counts[key]}</Typography>
            </Stack>
          ))}
        </Box>
      </Panel>
      <Panel title={t("overview.accounts")}>
        {(person.accounts ?? []).length === 0 ? (
          <Typography variant="body2" sx={{ color: "text.secondary" }}>
            {t("overview.noAccounts")}
          </Typography>
        ) : (
          person.accounts.map((account) => (
            <Stack
              key={account.id}
              direction="row"
              sx={{ gap: 1, alignItems: "center", flexWrap: "wrap", py: 0.25 }}
            >
              <Typography variant="body2" sx={{ overflowWrap: "anywhere" }}>
                {account.email}
              </Typography>
              <StatusChip of="accountStatus" value={account.status} />
              <Typography variant="caption" sx={{ color: "text.secondary" }}>
                {account.lastSignInAt
                  ? t("overview.lastSignIn", { date: formatMoment(account.lastSignInAt) })
                  : t("overview.neverSignedIn")}
              </Typography>
            </Stack>
          ))
        )}
        {person.gender || person.ethnicity || person.highestEducation || person.startedInFieldYear ? (
          <Box sx={{ mt: 2 }}>
            <Typography variant="h3" sx={{ mb: 1 }}>
              {t("overview.about")}
            </Typography>
            <Facts
              facts={[
                { label: t("fields.gender"), value: word("gender", person.gender) },
                { label: t("fields.ethnicity"), value: term("ethnicities", person.ethnicity) },
                { label: t("fields.race"), value: flags(person.race, "races") },
                { label: t("fields.otherLanguages"), value: flags(person.otherLanguages, "languages") },
                {
                  label: t("fields.highestEducation"),
                  value: term("educationLevels", person.highestEducation),
                },
                { label: t("fields.startedInFieldYear"), value: person.startedInFieldYear },
              ]}
            />
          </Box>
        ) : null}
      </Panel>
      {person.mergedInto ? (
        <PersonLink id={person.mergedInto.id} name={person.mergedInto.registryNumber} />
      ) : null}
    </TwoColumns>
  );
}
