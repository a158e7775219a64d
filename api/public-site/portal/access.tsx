import { Router } from "express";
import { accessGrantLevels } from "#db/enums.ts";
import { listAccessGrants, requestAccess } from "../../domains/access-grants/index.ts";
import type { AccessGrantRow } from "../../domains/access-grants/schemas.ts";
import { rowsOf } from "../../kernel/list.ts";
import {
  Button,
  ErrorSummary,
  type FormState,
  SelectField,
  TextArea,
  TextField,
} from "../components/forms.tsx";
import { Status, type Tone } from "../components/parts.tsx";
import { dateAt, longDate } from "../components/text.ts";
import { formAt } from "../respond.tsx";
import type { Site } from "../site.ts";
import { own, portalPage } from "./frame.tsx";

const tones: Record<AccessGrantRow["status"], Tone> = {
  requested: "wait",
  granted: "good",
  refused: "act",
  revoked: "off",
  expired: "off",
};

export async function ownAccess(site: Site): Promise<AccessGrantRow[]> {
  const query = { filter: { participantId: own(site).person.id }, sort: ["createdAt", "DESC"] };
  return rowsOf<AccessGrantRow>(await listAccessGrants(site.ctx, query));
}

function Requests({ site, rows }: { site: Site; rows: AccessGrantRow[] }) {
  const { access } = site.m.portal;
  return (
    <>
      <h2>{access.yours}</h2>
      {rows.length === 0 && <p>{access.none}</p>}
      <ul className="cards">
        {rows.map((row) => (
          <li key={row.id} className="card">
            <div className="card__top">
              <h3>{row.programName ?? `${access.program} ${row.programNumber}`}</h3>
              <Status tone={tones[row.status]}>{access.status[row.status]}</Status>
            </div>
            <p>
              {row.programNumber} · {dateAt(row.decidedAt ?? row.createdAt, site.jurisdiction.timeZone)}
              {row.status === "granted" && row.expiresOn && ` · ${access.until} ${longDate(row.expiresOn)}`}
            </p>
            {row.reason && row.status !== "granted" && <p>{row.reason}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

function RequestForm({ site, form }: { site: Site; form: FormState }) {
  const { m } = site;
  const { access } = m.portal;
  const field = { m, form };
  return (
    <form className="usa-form usa-form--large" method="post" action="/my/access" noValidate>
      <TextField
        {...field}
        name="programNumber"
        label={access.number}
        hint={access.numberHint}
        maxLength={40}
        small
      />
      <SelectField
        {...field}
        name="level"
        label={access.level}
        options={accessGrantLevels.map((code) => ({ code, label: access.levels[code] }))}
        notRequired
      />
      <TextArea {...field} name="note" label={access.note} rows={3} maxLength={500} optional />
      <Button>{access.button}</Button>
    </form>
  );
}

/** S164, S210–S211: a request with the program number; staff or a licensee administrator decide. */
export const accessRoutes = Router();

formAt(accessRoutes, "/my/access", [], {
  start: () => ({ level: "administrator" }),
  draw: async (site, form) => {
    const { access } = site.m.portal;
    return portalPage(site, {
      title: access.title,
      body: (
        <>
          <h1>{access.title}</h1>
          <ErrorSummary m={site.m} form={form} />
          <p>{access.lead}</p>
          <RequestForm site={site} form={form} />
          <Requests site={site} rows={await ownAccess(site)} />
        </>
      ),
    });
  },
  submit: async (site, values) => {
    await requestAccess(site.ctx, {
      participantId: own(site).person.id,
      programNumber: values.programNumber ?? "",
      level: accessGrantLevels.find((each) => each === values.level),
      note: values.note || null,
    });
    return { to: "/my/access", notice: site.m.portal.access.done };
  },
});
