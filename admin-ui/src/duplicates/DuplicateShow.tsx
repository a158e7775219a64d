import { Alert } from "@mui/material";
import { useParams, useSearchParams } from "react-router";
import type { DuplicateView } from "../providers/wire.ts";
import { formatMoment } from "../shared/dates.ts";
import { RecordPage } from "../shared/RecordPage.tsx";
import { StatusChip } from "../shared/StatusChip.tsx";
import { useText } from "../shared/useText.ts";
import { CompareDesk } from "./CompareDesk.tsx";
import { GroupPanel } from "./GroupPanel.tsx";
import { NextPair, usePlace } from "./NextPair.tsx";
import { PairActions } from "./PairActions.tsx";
import { peopleOf } from "./Side.tsx";

/** The numbers of the two that are compared: of a group the pair that was chosen. */
function sidesOf({ left, right, members, groupPairs }: DuplicateView, id: number) {
  const chosen = groupPairs?.find((each) => each.id === id);
  const numberOf = (personId: number, else_: string) =>
    members?.find((each) => each.id === personId)?.registryNumber ?? else_;
  return {
    left: chosen ? numberOf(chosen.leftId, left.registryNumber) : left.registryNumber,
    right: chosen ? numberOf(chosen.rightId, right.registryNumber) : right.registryNumber,
  };
}

/** One pair, or a group with one of its pairs: the two records side by side and everything a merge would do. */
export function DuplicateShow() {
  const t = useText("duplicates");
  const place = usePlace(Number(useParams().id));
  const asked = Number(useSearchParams()[0].get("pair"));
  const shownOf = (pair: DuplicateView) => pair.groupPairs?.find(({ id }) => id === asked) ?? pair;
  return (
    <RecordPage<DuplicateView>
      whole={(pair) => pair.comparison !== undefined || pair.status === "merged"}
      title={(pair) =>
        peopleOf(pair).length > 2
          ? t("group.name", { name: peopleOf(pair)[0]!.name, count: peopleOf(pair).length - 1 })
          : `${pair.left.name} / ${pair.right.name}`
      }
      chips={(pair) => (
        <>
          {pair.band ? <StatusChip of="duplicateBand" value={pair.band} /> : null}
          <StatusChip of="duplicateStatus" value={pair.status} />
        </>
      )}
      actions={(pair) => (
        <>
          <PairActions
            key={shownOf(pair).id}
            pair={shownOf(pair)}
            which={
              peopleOf(pair).length > 2 ? Object.values(sidesOf(pair, shownOf(pair).id)).join(" / ") : null
            }
          />
          <NextPair place={place} decided={pair.status !== "open"} />
        </>
      )}
    >
      {(pair) => (
        <>
          {pair.decidedAt ? (
            <Alert severity="info">
              {t("compare.decided", {
                name: pair.decidedByName ?? "",
                when: formatMoment(pair.decidedAt),
                reason: pair.decisionReason ?? "",
              })}
            </Alert>
          ) : null}
          <GroupPanel pair={pair} shown={shownOf(pair).id} place={place} />
          <CompareDesk
            key={shownOf(pair).id}
            {...sidesOf(pair, shownOf(pair).id)}
            candidateId={shownOf(pair).id}
            place={place}
            mayMerge={pair.status !== "merged"}
          />
        </>
      )}
    </RecordPage>
  );
}
