import { Router } from "express";
import { correspondenceLanguages, genders } from "#db/enums.ts";
import { getParticipant, updateParticipant } from "../../domains/participants/index.ts";
import type { ParticipantView, UpdateParticipant } from "../../domains/participants/schemas.ts";
import { Invalid } from "../../kernel/errors.ts";
import { DateField, dateParts, readDate } from "../components/dates.tsx";
import {
  Button,
  CheckboxField,
  ErrorSummary,
  type FormState,
  SelectField,
  TextField,
} from "../components/forms.tsx";
import { Facts } from "../components/parts.tsx";
import { labelOf, longDate } from "../components/text.ts";
import { type Done, formAt, page } from "../respond.tsx";
import type { Site } from "../site.ts";
import { own, portalPage, versionOf } from "./frame.tsx";

const sections = ["contact", "personal", "demographic", "privacy"] as const;
type SectionKey = (typeof sections)[number];
type Fields = Omit<UpdateParticipant, "id" | "version">;

const loadOwn = (site: Site): Promise<ParticipantView> => getParticipant(site.ctx, own(site).person.id);

/** The rows of a section as they read on the profile. S39 */
function rowsOfSection(site: Site, person: ParticipantView, key: SectionKey): [string, string | null][] {
  const { profile } = site.m.portal;
  const { jurisdiction, m } = site;
  if (key === "contact")
    return [
      [profile.email, person.email],
      [profile.phone, person.phone],
      [profile.correspondence, profile.languages[person.correspondenceLanguage]],
      [profile.addressLine, person.addressLine],
      [profile.city, [person.city, person.state, person.zip].filter(Boolean).join(", ") || null],
      [profile.county, person.county && labelOf(jurisdiction.counties, person.county)],
    ];
  if (key === "personal")
    return [
      [profile.preferredName, person.preferredName],
      [profile.birthDate, person.birthDate && longDate(person.birthDate)],
      [profile.primaryLanguage, person.primaryLanguage],
      [
        profile.highestEducation,
        person.highestEducation && labelOf(jurisdiction.educationLevels, person.highestEducation),
      ],
      [profile.startedInFieldYear, person.startedInFieldYear?.toString() ?? null],
    ];
  if (key === "demographic")
    return [
      [profile.gender, person.gender && profile.genders[person.gender]],
      [profile.ethnicity, person.ethnicity && labelOf(jurisdiction.ethnicities, person.ethnicity)],
      [profile.race, person.race?.map((code) => labelOf(jurisdiction.races, code)).join(", ") || null],
    ];
  return [[profile.hidden, person.hiddenFromEmployers ? m.common.yes : m.common.no]];
}

function Section({ site, person, section }: { site: Site; person: ParticipantView; section: SectionKey }) {
  const { profile } = site.m.portal;
  const title = profile.sections[section];
  return (
    <section aria-labelledby={`section-${section}`} className="card profile-section">
      <div className="card__top">
        <h2 id={`section-${section}`}>{title}</h2>
        <a href={`/my/profile/${section}`}>
          {profile.edit}
          <span className="usa-sr-only"> {title}</span>
        </a>
      </div>
      <Facts
        rows={rowsOfSection(site, person, section).map(([label, value]) => [
          label,
          value ?? profile.notGiven,
        ])}
      />
    </section>
  );
}

/** Numbers other agencies know the person by, each with the state's word for it. */
function numbersOf(site: Site, person: ParticipantView): string {
  const labels: Record<string, string> = site.jurisdiction.identifierLabels;
  return person.identifiers
    .map(({ kind, value }) => (labels[kind] ? `${labels[kind]}: ${value}` : value))
    .join("; ");
}

export const profileRoutes = Router();

profileRoutes.get(
  "/my/profile",
  page(async (site) => {
    const { profile } = site.m.portal;
    const person = await loadOwn(site);
    const full = (name: { givenName: string; middleName: string | null; familyName: string }) =>
      [name.givenName, name.middleName, name.familyName].filter(Boolean).join(" ");
    return portalPage(site, {
      title: profile.title,
      body: (
        <>
          <h1>{profile.title}</h1>
          <section className="card profile-section" aria-labelledby="section-name">
            <div className="card__top">
              <h2 id="section-name">{profile.name}</h2>
              <a href="/my/name-change">{profile.changeName}</a>
            </div>
            <Facts
              rows={[
                [profile.name, full(person)],
                [profile.formerNames, person.names.map(full).join("; ")],
                [profile.numbers, numbersOf(site, person)],
              ]}
            />
            <p className="quiet">{profile.names}</p>
          </section>
          <section className="card profile-section" aria-labelledby="section-sign-in">
            <div className="card__top">
              <h2 id="section-sign-in">{site.m.signIn.title}</h2>
              <a href="/my/email">{profile.changeEmail}</a>
            </div>
            <Facts rows={[[profile.signInEmail, site.signedInAs]]} />
          </section>
          {sections.map((section) => (
            <Section key={section} site={site} person={person} section={section} />
          ))}
        </>
      ),
    });
  }),
);

type Given = { site: Site; form: FormState };

function ContactFields({ site, form }: Given) {
  const { profile } = site.m.portal;
  const field = { m: site.m, form, optional: true };
  return (
    <>
      <TextField
        {...field}
        name="email"
        type="email"
        label={profile.email}
        autoComplete="email"
        inputMode="email"
      />
      <TextField {...field} name="phone" type="tel" label={profile.phone} autoComplete="tel" />
      <SelectField
        {...field}
        optional={false}
        name="correspondenceLanguage"
        label={profile.correspondence}
        hint={profile.correspondenceHint}
        options={correspondenceLanguages.map((code) => ({ code, label: profile.languages[code] }))}
      />
      <TextField {...field} name="addressLine" label={profile.addressLine} autoComplete="street-address" />
      <TextField {...field} name="city" label={profile.city} autoComplete="address-level2" />
      <TextField
        {...field}
        name="state"
        label={profile.state}
        hint={profile.stateHint}
        autoComplete="address-level1"
        maxLength={2}
        small
      />
      <TextField
        {...field}
        name="zip"
        label={profile.zip}
        autoComplete="postal-code"
        inputMode="numeric"
        maxLength={10}
        small
      />
      <SelectField {...field} name="county" label={profile.county} options={site.jurisdiction.counties} />
    </>
  );
}

function PersonalFields({ site, form }: Given) {
  const { profile } = site.m.portal;
  const field = { m: site.m, form, optional: true };
  return (
    <>
      <TextField
        {...field}
        name="preferredName"
        label={profile.preferredName}
        autoComplete="nickname"
        maxLength={80}
      />
      <DateField m={site.m} form={form} name="birthDate" label={profile.birthDate} autoComplete="bday" />
      <SelectField
        {...field}
        name="primaryLanguage"
        label={profile.primaryLanguage}
        options={site.jurisdiction.languages}
      />
      <SelectField
        {...field}
        name="highestEducation"
        label={profile.highestEducation}
        options={site.jurisdiction.educationLevels}
      />
      <TextField
        {...field}
        name="startedInFieldYear"
        label={profile.startedInFieldYear}
        inputMode="numeric"
        maxLength={4}
        small
      />
    </>
  );
}

function DemographicFields({ site, form }: Given) {
  const { profile } = site.m.portal;
  const field = { m: site.m, form, optional: true };
  const chosen = (form.values.race ?? "").split(",");
  return (
    <>
      <p>{profile.voluntary}</p>
      <SelectField
        {...field}
        name="gender"
        label={profile.gender}
        options={genders.map((code) => ({ code, label: profile.genders[code] }))}
      />
      <SelectField
        {...field}
        name="ethnicity"
        label={profile.ethnicity}
        options={site.jurisdiction.ethnicities}
      />
      <fieldset className="usa-fieldset">
        <legend className="usa-legend">
          {profile.race} <span className="usa-hint">({site.m.common.optional})</span>
        </legend>
        <span className="usa-hint">{profile.raceHint}</span>
        {site.jurisdiction.races.map(({ code, label }) => (
          <div className="usa-checkbox" key={code}>
            <input
              className="usa-checkbox__input"
              type="checkbox"
              id={`race-${code}`}
              name="race"
              value={code}
              defaultChecked={chosen.includes(code)}
            />
            <label className="usa-checkbox__label" htmlFor={`race-${code}`}>
              {label}
            </label>
          </div>
        ))}
      </fieldset>
    </>
  );
}

function PrivacyFields({ site, form }: Given) {
  const { profile } = site.m.portal;
  return (
    <CheckboxField m={site.m} form={form} name="hiddenFromEmployers" hint={profile.hiddenHint}>
      {profile.hidden}
    </CheckboxField>
  );
}

const sectionFields = {
  contact: ContactFields,
  personal: PersonalFields,
  demographic: DemographicFields,
  privacy: PrivacyFields,
};

/** The section's fields as the verb takes them. @throws Invalid for a date or year that is none. */
function readSection(site: Site, key: SectionKey, values: Record<string, string>): Fields {
  const text = (name: string) => values[name] ?? "";
  if (key === "contact")
    return {
      email: text("email"),
      phone: text("phone"),
      addressLine: text("addressLine"),
      city: text("city"),
      state: text("state").toUpperCase(),
      zip: text("zip"),
      county: text("county"),
      correspondenceLanguage: values.correspondenceLanguage as Fields["correspondenceLanguage"],
    };
  if (key === "demographic")
    return {
      gender: (text("gender") || null) as Fields["gender"],
      ethnicity: text("ethnicity"),
      race: text("race") ? text("race").split(",") : null,
    };
  if (key === "privacy") return { hiddenFromEmployers: text("hiddenFromEmployers") === "yes" };
  const birth = readDate(site.m, values, "birthDate");
  const year = text("startedInFieldYear").trim();
  const fields: Record<string, string> = {};
  if (!birth.date) fields.birthDate = birth.problem ?? site.m.signUp.birthMissing;
  if (year && !/^\d{4}$/.test(year)) fields.startedInFieldYear = site.m.portal.profile.yearWrong;
  if (Object.keys(fields).length > 0) throw new Invalid(site.m.common.errorTitle, { fields });
  return {
    preferredName: text("preferredName"),
    birthDate: birth.date,
    primaryLanguage: text("primaryLanguage"),
    highestEducation: text("highestEducation"),
    startedInFieldYear: year ? Number(year) : null,
  };
}

const startValues = (person: ParticipantView): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(person).flatMap(([key, value]) =>
      typeof value === "string" || typeof value === "number" ? [[key, String(value)]] : [],
    ),
  ),
  ...dateParts("birthDate", person.birthDate),
  race: person.race?.join(",") ?? "",
  hiddenFromEmployers: person.hiddenFromEmployers ? "yes" : "",
});

for (const key of sections) {
  const SectionFields = sectionFields[key];
  formAt(profileRoutes, `/my/profile/${key}`, [], {
    start: async (site) => startValues(await loadOwn(site)),
    draw: (site, form) => {
      const title = site.m.portal.profile.sections[key];
      return portalPage(site, {
        title,
        back: ["/my/profile", site.m.portal.profile.title],
        body: (
          <>
            <h1>{title}</h1>
            <ErrorSummary m={site.m} form={form} />
            <form className="usa-form usa-form--large" method="post" action={`/my/profile/${key}`} noValidate>
              <input type="hidden" name="version" value={form.values.version ?? ""} />
              <SectionFields site={site} form={form} />
              <Button>{site.m.common.save}</Button>
            </form>
          </>
        ),
      });
    },
    submit: async (site, values): Promise<Done> => {
      const version = versionOf(values);
      await updateParticipant(site.ctx, {
        id: own(site).person.id,
        version,
        ...readSection(site, key, values),
      });
      return { to: "/my/profile", notice: site.m.portal.saved };
    },
  });
}
