import { createHash } from "node:crypto";
import { type RequestHandler, Router } from "express";
import { reportSections } from "#db/enums.ts";
import { checkReportCode, checkReportFile } from "../../domains/report-versions/index.ts";
import type { CheckedReport } from "../../domains/report-versions/schemas.ts";
import { toRegistryError } from "../../http/error-handler.ts";
import { limitRequests } from "../../http/limit.ts";
import { receiveUpload } from "../../http/upload.ts";
import { Invalid, TooLarge } from "../../kernel/errors.ts";
import type { FileStore } from "../../kernel/files.ts";
import {
  Button,
  ErrorSummary,
  emptyForm,
  FileField,
  type FormState,
  TextField,
} from "../components/forms.tsx";
import { Facts, Notice } from "../components/parts.tsx";
import { longDate } from "../components/text.ts";
import type { PageContent } from "../layout.tsx";
import { belongsToForm, page, redirect, refused, sendPage, valuesOf } from "../respond.tsx";
import { loadSite, type Site } from "../site.ts";

/** A licensing visit checks a folder of papers; a script that tries codes or files is slowed. */
const checkLimit = limitRequests({
  counter: "check_report",
  windowMs: 60_000,
  limit: 60,
  message: "Too many checks from here. Please wait a minute.",
});

/** No search engine keeps an answer. */
const unlisted: RequestHandler = (_req, res, next) => {
  res.set("X-Robots-Tag", "noindex, nofollow");
  next();
};

/** Takes a file's fingerprint as it streams past; nothing is kept. */
const passing: Pick<FileStore, "put" | "remove"> = {
  async put(source, { maxBytes = Number.POSITIVE_INFINITY }) {
    const hash = createHash("sha256");
    let sizeBytes = 0;
    for await (const chunk of Buffer.isBuffer(source) ? [source] : source) {
      sizeBytes += chunk.length;
      if (sizeBytes > maxBytes) throw new TooLarge("The file is too large.");
      hash.update(chunk);
    }
    return { key: "", sizeBytes, sha256: hash.digest("hex") };
  },
  remove: async () => {},
};

function CodeForm({ site, form }: { site: Site; form: FormState }) {
  const { check } = site.m;
  return (
    <form className="usa-form" method="post" action="/check" noValidate>
      <TextField
        m={site.m}
        form={form}
        name="code"
        label={check.code}
        hint={check.codeHint}
        autoComplete="off"
        maxLength={40}
      />
      <Button>{check.button}</Button>
    </form>
  );
}

function FileForm({ site, form }: { site: Site; form: FormState }) {
  const { check } = site.m;
  return (
    <section aria-labelledby="check-file">
      <h2 id="check-file">{check.fileTitle}</h2>
      <p>{check.fileLead}</p>
      <form className="usa-form" method="post" action="/check/file" encType="multipart/form-data" noValidate>
        <FileField m={site.m} form={form} name="file" label={check.file} accept=".pdf,application/pdf" />
        <Button>{check.fileButton}</Button>
      </form>
    </section>
  );
}

function Forms({ site, form }: { site: Site; form: FormState }) {
  return (
    <>
      <CodeForm site={site} form={form} />
      <FileForm site={site} form={form} />
    </>
  );
}

function FormPage(site: Site, form: FormState): PageContent {
  const { check } = site.m;
  return {
    title: check.title,
    unlisted: true,
    body: (
      <>
        <h1>{check.title}</h1>
        <ErrorSummary m={site.m} form={form} />
        <p className="usa-intro">{check.lead(site.jurisdiction.registryName)}</p>
        <Forms site={site} form={form} />
      </>
    ),
  };
}

/** The state in words; a date only where the registry knows the day. */
function State({ site, report }: { site: Site; report: CheckedReport }) {
  const { check } = site.m;
  if (report.state === "current")
    return (
      <Notice kind="success" title={check.current}>
        <p>{check.currentText}</p>
      </Notice>
    );
  if (report.state === "withdrawn")
    return (
      <Notice kind="error" title={check.withdrawn}>
        <p>{check.withdrawnText(report.withdrawnOn ? longDate(report.withdrawnOn) : "")}</p>
      </Notice>
    );
  return (
    <Notice kind="warning" title={check.superseded}>
      <p>{check.supersededText}</p>
      {report.supersededOn && <p>{check.supersededSince(longDate(report.supersededOn))}</p>}
    </Notice>
  );
}

/** What the paper says, to be laid beside it: nothing that is not printed there. */
function Paper({ site, report }: { site: Site; report: CheckedReport }) {
  const { check, portal } = site.m;
  return (
    <section aria-labelledby="compare">
      <h2 id="compare">{check.compareTitle}</h2>
      <p>{check.compareLead}</p>
      <Facts
        rows={[
          [check.registry, site.jurisdiction.registryName],
          [check.name, report.printedName],
          [check.number, check.numberEnding(report.numberEnding)],
          [check.issued, longDate(report.issuedOn)],
          [check.version, String(report.number)],
          ...reportSections.map(
            (section) => [portal.report.sections[section], check.lines(report.lines[section])] as const,
          ),
        ]}
      />
      <p>{check.differs(site.jurisdiction.helpPhone)}</p>
    </section>
  );
}

function Answer(
  site: Site,
  report: CheckedReport | null,
  words: { title: string; lead?: string },
): PageContent {
  const { check } = site.m;
  return {
    title: words.title,
    unlisted: true,
    status: report ? 200 : 404,
    body: (
      <>
        <h1>{words.title}</h1>
        {report ? (
          <>
            {words.lead && <p className="usa-intro">{words.lead}</p>}
            <State site={site} report={report} />
            <Paper site={site} report={report} />
            <p>
              <a href="/check">{check.another}</a>
            </p>
          </>
        ) : (
          <>
            <Notice kind="warning">
              <p>{words.lead}</p>
            </Notice>
            <Forms site={site} form={emptyForm} />
          </>
        )}
      </>
    ),
  };
}

/**
 * Public: is this Education & Training Report still what the registry says? By the code on the paper or by the file
 * itself, without signing in and without JavaScript. Nobody learns more than the paper says. B-O4, M7
 */
export const checkRoutes = Router();
checkRoutes.use("/check", checkLimit, unlisted);

checkRoutes.get(
  "/check",
  page((site) => FormPage(site, emptyForm)),
);

checkRoutes.post("/check", async (req, res) => {
  const site = await loadSite(req);
  const values = valuesOf(req);
  const code = (values.code ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");
  if (code.length === 16) return redirect(req, res, `/check/${code}`);
  const message = site.m.check.codeWrong;
  const form = refused(values, new Invalid(message, { fields: { code: message } }));
  sendPage(res, site, { ...FormPage(site, form), status: 422, failed: true });
});

checkRoutes.post("/check/file", async (req, res) => {
  const site = await loadSite(req);
  const { check } = site.m;
  let sha256: string;
  try {
    sha256 = (await receiveUpload(req, passing)).file.sha256;
  } catch (error) {
    const known = toRegistryError(error);
    if (!belongsToForm(known)) throw error;
    return sendPage(res, site, { ...FormPage(site, refused({}, known)), status: known.status, failed: true });
  }
  const report = await checkReportFile(site.ctx, sha256);
  const words = report
    ? { title: check.fileWhole, lead: check.fileWholeText }
    : { title: check.fileOther, lead: check.fileOtherText };
  sendPage(res, site, Answer(site, report, words));
});

checkRoutes.get(
  "/check/:code",
  page(async (site, req) => {
    const { check } = site.m;
    const report = await checkReportCode(site.ctx, String(req.params.code));
    return Answer(
      site,
      report,
      report ? { title: check.answer } : { title: check.unknown, lead: check.unknownText },
    );
  }),
);
