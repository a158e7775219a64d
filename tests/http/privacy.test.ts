import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { routes } from "#api/domains/routes.ts";
import type { Answer } from "../support/http.ts";
import { baseWorld, portalRoles, type Twin, twins } from "./privacy-worlds.ts";

/**
 * Non-interference (TRUST B1): two registries that differ only in what a role may not see must answer every question of
 * that role alike, byte for byte, whatever it filters, sorts, searches or counts by.
 */
let base: Awaited<ReturnType<typeof baseWorld>>;
beforeAll(async () => {
  base = await baseWorld();
}, 60_000);

const lists = routes.filter(({ verbs }) => verbs.list).map(({ name }) => name);
const gets = routes.filter(({ verbs }) => verbs.get).map(({ name }) => name);

const keys = [
  ...[
    "id",
    "status",
    "registryNumber",
    "familyName",
    "givenName",
    "birthDate",
    "registeredOn",
    "createdAt",
    "updatedAt",
  ],
  ...[
    "county",
    "email",
    "participantName",
    "programName",
    "sponsorName",
    "eventTitle",
    "startsOn",
    "endedOn",
    "title",
  ],
  ...[
    "queue",
    "lane",
    "receivedAt",
    "ageDays",
    "decidedAt",
    "type",
    "score",
    "hours",
    "name",
    "searchText",
    "ssn",
    "wage",
  ],
  ...[
    "phone",
    "claimedById",
    "startedOn",
    "competency",
    "displayName",
    "reportKey",
    "finishedAt",
    "capacity",
    "subject",
  ],
];
const filterKeys = [
  ...[
    "q",
    "id",
    "ids",
    "status",
    "email",
    "birthDate",
    "county",
    "familyName",
    "givenName",
    "registryNumber",
    "programId",
  ],
  ...[
    "participantId",
    "sponsorId",
    "eventId",
    "trainingId",
    "current",
    "type",
    "lane",
    "mine",
    "waiting",
    "receivedSince",
  ],
  ...[
    "claimedById",
    "upcoming",
    "merged",
    "registeredSince",
    "competency",
    "mine",
    "reportKey",
    "template",
    "staffRole",
  ],
];
/** Values that tell the two registries apart, wherever one of them is looked at. */
const telling = [
  ...[
    "canarya",
    "canaryb",
    "secret-a",
    "canarya1@secret-a.example.org",
    "canaryb1@",
    "canaryb",
    "916555",
    "4157770001",
  ],
  ...[
    "hiddena",
    "hiddenb",
    "Formera",
    "Formerb",
    "mida",
    "prefb",
    "Citya",
    "Alameda",
    "Yolo",
    "1970-02-04",
    "1991-11-22",
  ],
  ...[
    "active",
    "pending",
    "verified",
    "not_accepted",
    "transcript",
    "cda",
    "attended",
    "enrolled",
    "confirmed",
    "2022-01-01",
  ],
  ...[
    "Draft",
    "Draft b",
    "wagea",
    "indexa1",
    "note a",
    "female",
    "outsider",
    "stranger",
    "educator",
    "private",
    "1000011",
  ],
];
const value = fc.oneof(
  fc.constantFrom(...telling),
  fc.integer({ min: 1, max: 20 }),
  fc.boolean(),
  fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 12 }),
  fc.array(fc.constantFrom(...telling), { maxLength: 2 }),
);
const question = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        list: fc.constantFrom(
          "participants",
          "participants",
          "documents",
          "employments",
          "enrollments",
          ...lists,
        ),
        sort: fc.option(fc.tuple(fc.constantFrom(...keys), fc.constantFrom("ASC", "DESC")), {
          nil: undefined,
          freq: 2,
        }),
        range: fc.option(fc.constantFrom([0, 0], [0, 4], [1, 3], [2, 101], [30, 40]), { nil: undefined }),
        filter: fc.option(fc.dictionary(fc.constantFrom(...filterKeys), value, { maxKeys: 2 }), {
          nil: undefined,
          freq: 6,
        }),
      })
      .map(({ list, ...query }) => {
        const given = Object.entries(query).filter(([, part]) => part !== undefined);
        return `/api/${list}?${new URLSearchParams(Object.fromEntries(given.map(([key, part]) => [key, JSON.stringify(part)])))}`;
      }),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom(...gets), fc.integer({ min: 1, max: 20 }))
      .map(([name, id]) => `/api/${name}/${id}`),
  },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.integer({ min: 1, max: 16 }).map((id) => `/api/participants/${id}/history`),
      fc.integer({ min: 1, max: 10 }).map((id) => `/api/documents/${id}/report-preview`),
      fc
        .constantFrom(...telling)
        .map((number) => `/api/participants/lookup?number=${encodeURIComponent(number)}`),
      fc.constantFrom("/api/dashboard/overview", "/api/me", "/api/report_runs/definitions"),
    ),
  },
);

/** Without the moment at which either of the two signed in, which differs for both. */
const told = ({ status, text, headers }: Answer) => ({
  status,
  text: text.replace(/"lastSignInAt":"[^"]*"/g, ""),
  range: headers.get("content-range"),
});

/** What a search box is likeliest to give away, asked in every run beside the drawn questions. */
const pointed = [
  ...telling.flatMap((q) =>
    ["participants", "documents", "events", "sponsors", "trainings", "programs"].map(
      (name) => `/api/${name}?filter=${encodeURIComponent(JSON.stringify({ q }))}`,
    ),
  ),
  ...lists.map((name) => `/api/${name}`),
];

test.each(portalRoles)(
  "a %s learns nothing it may not read, whatever it asks",
  async (role) => {
    const pair: [Twin, Twin] = await twins(base, role);
    let answered = 0;
    let different: string[] = [];
    const compare = async (path: string) => {
      const [one, other] = await Promise.all(pair.map(({ client }) => client.get(path)));
      if (one!.status === 200) answered += 1;
      expect(one!.status, `${path} ${one!.text}`).toBeLessThan(500);
      if (JSON.stringify(told(one!)) !== JSON.stringify(told(other!)))
        different.push(
          `${path}\n  ${one!.status} ${one!.text.slice(0, 300)}\n  ${other!.status} ${other!.text.slice(0, 300)}`,
        );
    };
    try {
      for (const path of pointed) await compare(path);
      await fc.assert(
        fc.asyncProperty(question, async (path) => compare(path)),
        { seed: 20260314, numRuns: 400, endOnFailure: true },
      );
      different = [...new Set(different)];
      expect(different).toEqual([]);
      // The questions are real ones: many were answered with rows.
      expect(answered).toBeGreaterThan(150);
    } finally {
      for (const each of pair) await each.stop();
    }
  },
  120_000,
);
