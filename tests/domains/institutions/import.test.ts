import { Readable } from "node:stream";
import { asc, eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { importInstitutions } from "#api/domains/institutions/index.ts";
import type { Tx } from "#db/client.ts";
import { institutions } from "#db/schema/index.ts";
import { inRollback } from "#tests/setup/db.ts";
import { ctxFor, systemCtx } from "#tests/support/ctx.ts";

const HEADER =
  "UNITID,INSTNM,IALIAS,ADDR,CITY,STABBR,ZIP,WEBADDR,OPEFLAG,DEGGRANT,CLOSEDAT,DEATHYR,CHFNM,COUNTYNM";
const ALABAMA =
  '100654,"Alabama A & M University","AAMU | Alabama A&M|","4900 Meridian","Normal","AL","35762","www.aamu.edu/",1,1,"-2",-2,"X","Madison County"';
const CANADA_COLLEGE =
  '111434,"Ca\xf1ada College","-2","4200 Farm Hill","Redwood City","CA","94061-1099","https://canadacollege.edu",1,1,"-2",-2,"Kim \x96 Lopez","San Mateo County"';
const CLOSED =
  '111111,"Closed Academy of Hair","-2","1 Road","Fresno","CA","93650","-2",1,2,"06/30/2022",2022,"Y","-2"';

/** As published: Windows' own one-byte letters and line ends. */
const file = (...rows: string[]) =>
  Readable.from([Buffer.from(`${[HEADER, ...rows].join("\r\n")}\r\n`, "latin1")]);

const run = (tx: Tx, source: Readable) => importInstitutions(systemCtx(tx), source);

test("the published form is read: cp1252 letters, -2 for blanks, aliases apart, closing dates", () =>
  inRollback(async (tx) => {
    const summary = await run(tx, file(ALABAMA, CANADA_COLLEGE, CLOSED));
    expect(summary).toEqual({
      added: 3,
      changed: 0,
      unchanged: 0,
      closed: 1,
      notAccredited: 1,
      rejected: [],
    });
    const [alabama, closed, canada] = await tx
      .select()
      .from(institutions)
      .orderBy(asc(institutions.ipedsUnitId));
    expect(alabama).toMatchObject({
      name: "Alabama A & M University",
      aliases: ["AAMU", "Alabama A&M"],
      county: "Madison County",
      closedOn: null,
      accredited: true,
    });
    expect(canada).toMatchObject({ name: "Cañada College", aliases: [], zip: "94061-1099" });
    expect(closed).toMatchObject({ closedOn: "2022-06-30", website: null, county: null, accredited: false });
  }));

test("the same file again changes nothing; a renamed institution changes in place", () =>
  inRollback(async (tx) => {
    await run(tx, file(ALABAMA, CLOSED));
    expect(await run(tx, file(ALABAMA, CLOSED))).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
    });
    const renamed = ALABAMA.replace("A & M University", "State University");
    expect(await run(tx, file(renamed, CLOSED))).toMatchObject({ changed: 1, unchanged: 1 });
    const rows = await tx.select().from(institutions).where(eq(institutions.ipedsUnitId, 100654));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ name: "Alabama State University", version: 2 });
  }));

test("whether an institution counts as accredited stays as staff decided", () =>
  inRollback(async (tx) => {
    await run(tx, file(CLOSED));
    await tx.update(institutions).set({ accredited: true });
    await run(tx, file(CLOSED.replace("Fresno", "Clovis")));
    const [row] = await tx.select().from(institutions);
    expect(row).toMatchObject({ city: "Clovis", accredited: true });
  }));

test("each row that cannot be used is told by its line and left out", () =>
  inRollback(async (tx) => {
    const { added, rejected } = await run(
      tx,
      file(
        ALABAMA.replace("100654", "x"),
        CLOSED,
        '222222,"Too short"',
        CLOSED,
        CANADA_COLLEGE.replace('"CA"', '"-2"'),
      ),
    );
    expect(added).toBe(1);
    expect(rejected.map(({ line }) => line)).toEqual([2, 4, 5, 6]);
    expect(rejected.map(({ reason }) => reason)).toEqual([
      "UNITID is not a six-digit number.",
      expect.stringContaining("does not have the header's columns"),
      "UNITID 111111 appears twice; the first row counts.",
      "STABBR is not a two-letter state.",
    ]);
  }));

test("a college that grants degrees without Title IV aid, or no degrees, is not taken for accredited", () =>
  inRollback(async (tx) => {
    await run(tx, file(ALABAMA.replace('"www.aamu.edu/",1,1', '"www.aamu.edu/",5,1')));
    const [row] = await tx.select().from(institutions);
    expect(row).toMatchObject({ accredited: false, closedOn: null });
  }));

test("where only the year of closing is known, its last day counts", () =>
  inRollback(async (tx) => {
    await run(tx, file(CLOSED.replace("06/30/2022", "-2")));
    const [row] = await tx.select().from(institutions);
    expect(row).toMatchObject({ closedOn: "2022-12-31" });
  }));

test("a stray quotation mark costs at most its own row", () =>
  inRollback(async (tx) => {
    const stray = ALABAMA.replace("4900 Meridian", 'Hall "v, 2" Street');
    const { added, rejected } = await run(tx, file(stray, CANADA_COLLEGE, CLOSED));
    expect(added + rejected.length).toBe(3);
    const names = (await tx.select().from(institutions)).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["Cañada College", "Closed Academy of Hair"]));
  }));

test("a row the database refuses undoes the whole import", () =>
  inRollback(async (tx) => {
    await tx.execute(
      sql`alter table institutions add constraint no_academies check (name not like 'Closed Academy%')`,
    );
    await expect(run(tx, file(ALABAMA, CLOSED))).rejects.toThrow();
    expect(await tx.$count(institutions)).toBe(0);
  }));

test("another file is refused in words and nothing is imported", () =>
  inRollback(async (tx) => {
    const other = Readable.from(["id,name\n1,x\n"]);
    await expect(run(tx, other)).rejects.toThrow(/not an IPEDS header file.*UNITID/);
    const broken = file(ALABAMA, '111112,"never closed,');
    await expect(run(tx, broken)).rejects.toThrow(/not a readable CSV file/);
    await expect(run(tx, file())).rejects.toThrow(/no institution/);
    expect(await tx.$count(institutions)).toBe(0);
  }));

test("a clerk may not import institutions", () =>
  inRollback(async (tx) => {
    await expect(importInstitutions(ctxFor(tx, "data_entry"), file(ALABAMA))).rejects.toThrow();
    expect(await tx.$count(institutions)).toBe(0);
  }));
