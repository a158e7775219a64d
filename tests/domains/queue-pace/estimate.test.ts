import fc from "fast-check";
import { expect, test } from "vitest";
import { laneRanks } from "#api/domains/documents/index.ts";
import { estimate } from "#api/domains/queue-pace/index.ts";
import { addWorkingDays } from "#api/domains/queue-pace/working-days.ts";

const transcript = { type: "transcript", lane: "standard" } as const;
/** Wednesday. */
const today = "2026-03-18";

test("working days are Monday to Friday, counted from the next one on", () => {
  expect(addWorkingDays("2026-03-18", 1)).toBe("2026-03-19");
  expect(addWorkingDays("2026-03-20", 1), "from a Friday").toBe("2026-03-23");
  expect(addWorkingDays("2026-03-21", 1), "from a Saturday").toBe("2026-03-23");
  expect(addWorkingDays("2026-03-22", 5), "from a Sunday").toBe("2026-03-27");
  expect(addWorkingDays("2026-03-18", 20)).toBe("2026-04-15");
});

test("any number of working days counts as stepping day by day does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 400 }), (start, count) => {
      const from = new Date(Date.UTC(2026, 2, 15 + start));
      const day = new Date(from);
      for (let left = count; left > 0; ) {
        day.setUTCDate(day.getUTCDate() + 1);
        if (day.getUTCDay() % 6 !== 0) left -= 1;
      }
      expect(addWorkingDays(from.toISOString().slice(0, 10), count)).toBe(day.toISOString().slice(0, 10));
    }),
  );
});

test("213 ahead at 40 a day: read on the sixth working day", () => {
  const standing = { ...transcript, ahead: 213, aheadOfType: 213 };
  const paces = [{ ...transcript, decidedPerDay: 40 }];
  expect(estimate(standing, paces, laneRanks, today)).toEqual({ expectedOn: "2026-03-26", pace: 40 });
});

test("what the desk spends on the lanes before goes on arriving and does not move the lane behind", () => {
  const visits = { type: "transcript", lane: "licensing_visit", decidedPerDay: 30 } as const;
  const paces = [visits, { ...transcript, decidedPerDay: 10 }];
  const standard = estimate({ ...transcript, ahead: 19, aheadOfType: 19 }, paces, laneRanks, today);
  expect(standard).toEqual({ expectedOn: "2026-03-20", pace: 10 });
  const urgent = { type: "transcript", lane: "licensing_visit", ahead: 19, aheadOfType: 19 } as const;
  expect(estimate(urgent, paces, laneRanks, today)).toEqual({ expectedOn: "2026-03-19", pace: 40 });
});

test("a type the desk is slower with is not promised the pace of the whole line", () => {
  const certificates = { type: "training_certificate", lane: "standard", decidedPerDay: 90 } as const;
  const paces = [certificates, { ...transcript, decidedPerDay: 10 }];
  const standing = { ...transcript, ahead: 99, aheadOfType: 49 };
  expect(estimate(standing, paces, laneRanks, today).expectedOn).toBe("2026-03-25");
});

test("a type decided less than five times in twenty days says nothing: the whole line is looked at", () => {
  const certificates = { type: "training_certificate", lane: "standard", decidedPerDay: 90 } as const;
  const paces = [certificates, { ...transcript, decidedPerDay: 0.2 }];
  const standing = { ...transcript, ahead: 9, aheadOfType: 9 };
  expect(estimate(standing, paces, laneRanks, today).expectedOn).toBe("2026-03-19");
});

test("no day is named without a pace, nor one further away than a year of work", () => {
  const standing = { ...transcript, ahead: 0, aheadOfType: 0 };
  expect(estimate(standing, [], laneRanks, today)).toEqual({ expectedOn: null, pace: null });
  const slow = [{ ...transcript, decidedPerDay: 1 }];
  expect(estimate({ ...standing, ahead: 259 }, slow, laneRanks, today).expectedOn).not.toBeNull();
  expect(estimate({ ...standing, ahead: 260 }, slow, laneRanks, today).expectedOn).toBeNull();
});
