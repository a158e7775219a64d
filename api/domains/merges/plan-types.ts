/** What stands in the way of a merge until somebody chooses or a second person approves. */
export type Block = {
  code: string;
  message: string;
  needs: "choice" | "choose_login" | "second_person" | "nothing_helps";
  choiceKey?: string;
};
/** Two rows that say the same: which stands, which rests. */
export type PlannedCollapse = {
  table: string;
  label: string;
  keep: string;
  rest: string;
  choiceKey?: string;
  /** With a choice: each record's row, whichever stands as things are. */
  sides?: { survivor: string; retired: string };
};
