import { Box, Button, Link as MuiLink, Stack, Typography } from "@mui/material";
import { required, TextInput } from "react-admin";
import { Link } from "react-router";
import type { DuplicateRow, DuplicateView, GroupPair } from "../providers/wire.ts";
import { PersonLink } from "../shared/Links.tsx";
import { Panel } from "../shared/Panel.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";
import type { Place } from "./nextPair.ts";

type Person = DuplicateRow["left"];
const withPerson = (pairs: readonly GroupPair[], id: number) =>
  pairs.filter(({ leftId, rightId }) => leftId === id || rightId === id);

function SetApart({ person, pairs }: { person: Person; pairs: readonly GroupPair[] }) {
  const t = useText("duplicates");
  return (
    <VerbButton label={t("group.apart")} size="small" aria-label={`${t("group.apart")}: ${person.name}`}>
      {(close) => (
        <VerbDialog
          title={t("group.apartTitle", { name: person.name })}
          explain={t("group.apartExplain", { count: pairs.length })}
          submit={t("group.apart")}
          verb={(registry, values: { reason: string }) =>
            registry.setApart({
              ...values,
              participantId: person.id,
              pairs: pairs.map(({ id, version }) => ({ id, version })),
            })
          }
          done={t("group.apartDone")}
          onClose={close}
        >
          <TextInput source="reason" label={t("fields.reason")} validate={required()} multiline autoFocus />
        </VerbDialog>
      )}
    </VerbButton>
  );
}

/** A group of three and more: its records, each with how full it is, and the pairs inside with what speaks for each. */
export function GroupPanel({
  pair,
  shown,
  place,
}: {
  pair: DuplicateView;
  shown: number;
  place: Place | null;
}) {
  const t = useText("duplicates");
  const can = useCan();
  const { members, groupPairs } = pair;
  if (!members || members.length < 3) return null;
  const numberOf = new Map(members.map(({ id, registryNumber }) => [id, registryNumber]));
  return (
    <Panel
      title={t("group.title", { count: members.length })}
      aside={
        can("merges:create") ? (
          <Button
            variant="contained"
            component={Link}
            to={`/merges/create?ids=${members.map(({ registryNumber }) => registryNumber).join(",")}`}
            state={{ place }}
          >
            {t("group.merge", { count: members.length })}
          </Button>
        ) : null
      }
    >
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0 }}>
        {members.map((person) => {
          const pairs = withPerson(groupPairs, person.id);
          return (
            <Stack
              key={person.id}
              component="li"
              direction="row"
              sx={{
                gap: 1,
                py: 0.5,
                alignItems: "center",
                flexWrap: "wrap",
                justifyContent: "space-between",
              }}
            >
              <Box sx={{ minWidth: 0, overflowWrap: "anywhere" }}>
                <PersonLink id={person.id} name={person.name} number={person.registryNumber} />
                <Typography variant="caption" component="div" sx={{ color: "text.secondary" }}>
                  {t("filled", { count: person.completeness })} ·{" "}
                  {t("group.tied", { smart_count: pairs.length })}
                </Typography>
              </Box>
              {can("duplicates:decide") && pairs.length > 0 ? (
                <SetApart person={person} pairs={pairs} />
              ) : null}
            </Stack>
          );
        })}
      </Box>
      <Typography variant="subtitle2" component="h3" sx={{ mt: 1 }}>
        {t("group.pairs")}
      </Typography>
      <Box component="ul" sx={{ listStyle: "none", m: 0, p: 0, maxHeight: 320, overflowY: "auto" }}>
        {groupPairs.map((each) => (
          <Box component="li" key={each.id} sx={{ py: 0.5, overflowWrap: "anywhere" }}>
            <MuiLink
              component={Link}
              to={{ search: each.id === pair.id ? "" : `?pair=${each.id}` }}
              replace
              aria-current={each.id === shown ? "true" : undefined}
              sx={{ fontWeight: each.id === shown ? 600 : undefined }}
            >
              {numberOf.get(each.leftId)} / {numberOf.get(each.rightId)}
            </MuiLink>{" "}
            {each.band ? <StatusChip of="duplicateBand" value={each.band} /> : null}{" "}
            {each.score === null ? null : t("points", { points: Math.round(each.score) })}
            <Typography variant="body2" sx={{ color: "text.secondary" }}>
              {each.signals
                .slice(0, 4)
                .map(({ text }) => text)
                .join(" ")}
            </Typography>
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
