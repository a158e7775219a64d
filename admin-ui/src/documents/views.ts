/** The filters behind each tab of the queue. */
export const views = {
  waiting: { status: "unverified", waiting: true },
  mine: { mine: true },
  handed: { status: "unverified", assignedToMe: true },
  held: { deskState: "held" },
  escalated: { deskState: "escalated" },
  action_required: { status: "action_required" },
  unreadable: { status: "unreadable" },
  decided: { status: ["verified", "not_accepted"] },
  all: {},
} as const;

const own = ["status", "mine", "waiting", "assignedToMe", "deskState"];
const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/** Which tab the filters stand for; none where they say something else. */
export function viewOf(filters: Record<string, unknown>): keyof typeof views | undefined {
  const given = Object.fromEntries(
    own.filter((key) => filters[key] !== undefined).map((key) => [key, filters[key]]),
  );
  return (Object.keys(views) as (keyof typeof views)[]).find((name) => same(views[name], given));
}
