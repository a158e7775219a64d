import { Box } from "@mui/material";
import type { DuplicateRow } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { useText } from "../shared/useText.ts";

type Person = DuplicateRow["left"];
/** So many records of a group are named in one cell. */
const named = 4;

/** One record in a cell of the list: its name, its number, how full it is. */
export function Side({ side }: { side: Person }) {
  const t = useText("duplicates");
  return (
    <Box sx={{ "& + &": { mt: 0.5 } }}>
      <div style={{ overflowWrap: "anywhere" }}>{side.name}</div>
      <div style={{ opacity: 0.75, fontSize: "0.75rem" }}>
        {[side.registryNumber, side.birthDate && formatDay(side.birthDate)].filter(Boolean).join(" · ")}
      </div>
      <div style={{ opacity: 0.75, fontSize: "0.75rem" }}>{t("filled", { count: side.completeness })}</div>
    </Box>
  );
}

/** The other record of a pair, or all others of a group. */
export function Others({ people }: { people: readonly Person[] }) {
  const t = useText("duplicates");
  return (
    <>
      {people.slice(0, named).map((side) => (
        <Side key={side.id} side={side} />
      ))}
      {people.length > named ? <div>{t("group.more", { count: people.length - named })}</div> : null}
    </>
  );
}

/** The records of one line: the fullest of a group first. */
export const peopleOf = ({
  left,
  right,
  members,
}: Pick<DuplicateRow, "left" | "right" | "members">): Person[] =>
  members && members.length > 2 ? members : [left, right];
