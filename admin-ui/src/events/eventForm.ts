type Session = { date?: string; startTime?: string; endTime?: string };
export type EventFormValues = Record<string, unknown> & {
  cost?: number | null;
  sessions?: (Session | null)[];
};

type Loaded = Record<string, unknown> & {
  costCents?: number;
  sessions?: Session[];
  instructors?: { id: number }[];
};

/** An event as the form edits it: dollars, and sessions as the clock on the wall shows them. */
export function fromEvent<T extends object>(event: T): T & EventFormValues {
  const { costCents, sessions, instructors } = event as Loaded;
  return {
    ...event,
    cost: (costCents ?? 0) / 100,
    sessions: (sessions ?? []).map(({ date, startTime, endTime }) => ({ date, startTime, endTime })),
    instructorIds: (instructors ?? []).map(({ id }) => id),
  };
}

const known = [
  "id",
  "version",
  "trainingId",
  "title",
  "language",
  "hours",
  "capacity",
  "locationName",
  "addressLine",
  "city",
  "county",
  "programCode",
  "deliveryType",
  "deliveryMethod",
  "funding",
  "instructorIds",
] as const;

/** The form's values as the API takes them; what was left empty is left out, so that the training's own values hold. */
export function toEvent(values: EventFormValues): Record<string, unknown> {
  const sent = Object.fromEntries(
    known
      .filter((key) => values[key] !== undefined && values[key] !== null && values[key] !== "")
      .map((key) => [key, values[key]]),
  );
  return {
    ...sent,
    costCents: Math.round((values.cost ?? 0) * 100),
    sessions: (values.sessions ?? []).map((each) => ({
      date: each?.date ?? "",
      startTime: (each?.startTime ?? "").slice(0, 5),
      endTime: (each?.endTime ?? "").slice(0, 5),
    })),
  };
}
