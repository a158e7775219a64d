import { Router } from "express";
import { page } from "../respond.tsx";
import type { Site } from "../site.ts";

function Contact({ site }: { site: Site }) {
  const { m, jurisdiction } = site;
  return (
    <dl className="facts">
      <div>
        <dt>{m.help.phone}</dt>
        <dd>
          <a href={`tel:${jurisdiction.helpPhone.replace(/\D/g, "")}`}>{jurisdiction.helpPhone}</a>
        </dd>
      </div>
      <div>
        <dt>{m.help.email}</dt>
        <dd>
          <a href={`mailto:${jurisdiction.helpEmail}`}>{jurisdiction.helpEmail}</a>
        </dd>
      </div>
    </dl>
  );
}

/** S60: the short list of wanted documents and every way to send them. */
function WhereToSubmit({ site }: { site: Site }) {
  const { m, jurisdiction } = site;
  return (
    <section aria-labelledby="submit">
      <h2 id="submit">{m.help.submitTitle}</h2>
      <p>{m.help.submitBest}</p>
      <p>
        <a className="usa-button" href="/my/documents/new">
          {m.help.submitButton}
        </a>
      </p>
      <h3>{m.help.submitEmail}</h3>
      <p>
        <a href={`mailto:${jurisdiction.helpEmail}`}>{jurisdiction.helpEmail}</a>
      </p>
      <h3>{m.help.submitMail}</h3>
      <address>
        {jurisdiction.mailingAddress.map((line) => (
          <span key={line}>
            {line}
            <br />
          </span>
        ))}
      </address>
      <p>
        <strong>{m.help.submitFax}.</strong> {jurisdiction.faxNumber}
      </p>
      <p>{m.help.submitNumber}</p>
      <h3>{m.help.wantedTitle}</h3>
      <ul className="usa-list">
        {jurisdiction.documentTypes
          .filter(({ uploadable }) => uploadable)
          .map(({ code, label, help }) => (
            <li key={code}>
              <strong>{label}.</strong> {help}
            </li>
          ))}
      </ul>
      <p>{m.help.notTwice}</p>
      <p>{m.help.time(jurisdiction.verificationPromise)}</p>
    </section>
  );
}

export const aboutRoutes = Router();

aboutRoutes.get(
  "/help",
  page((site) => ({
    title: site.m.help.title,
    body: (
      <>
        <h1>{site.m.help.title}</h1>
        <p className="usa-intro">{site.m.requests.lead}</p>
        <div className="actions">
          <a className="usa-button" href="/help/ask">
            {site.m.requests.start}
          </a>
          <a href={site.person ? "/my/requests" : "/help/request"}>{site.m.requests.read}</a>
        </div>
        <h2>{site.m.help.contactTitle}</h2>
        <Contact site={site} />
        <WhereToSubmit site={site} />
        <section aria-labelledby="questions">
          <h2 id="questions">{site.m.help.questionsTitle}</h2>
          {site.m.help.questions.map(({ q, a }) => (
            <details key={q} className="question">
              <summary>{q}</summary>
              <p>{a}</p>
            </details>
          ))}
        </section>
      </>
    ),
  })),
);

aboutRoutes.get(
  "/about",
  page((site) => ({
    title: site.m.about.title,
    body: (
      <>
        <h1>{site.m.about.title}</h1>
        <h2>{site.m.about.whatTitle}</h2>
        {site.m.about.what.map((text) => (
          <p key={text}>{text}</p>
        ))}
        <h2>{site.m.about.whoTitle}</h2>
        <p>{site.m.about.who}</p>
        <h2>{site.m.about.runTitle}</h2>
        <p>{site.m.about.run(site.jurisdiction.registryName, site.jurisdiction.agency)}</p>
        <Contact site={site} />
      </>
    ),
  })),
);

/** S219–S223 in plain words. */
aboutRoutes.get(
  "/privacy",
  page((site) => ({
    title: site.m.privacy.title,
    body: (
      <>
        <h1>{site.m.privacy.title}</h1>
        {site.m.privacy.parts.map(({ title, text }) => (
          <section key={title}>
            <h2>{title}</h2>
            <p>{text}</p>
          </section>
        ))}
        <h2>{site.m.privacy.question}</h2>
        <Contact site={site} />
      </>
    ),
  })),
);
