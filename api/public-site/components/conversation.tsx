import type { AskerView } from "../../domains/requests/schemas.ts";
import type { Site } from "../site.ts";
import { Button, ErrorSummary, FileField, type FormState, TextArea } from "./forms.tsx";
import { Facts, Status, type Tone } from "./parts.tsx";
import { dateAt, longDate } from "./text.ts";

export const requestTones: Record<AskerView["status"], Tone> = {
  open: "wait",
  answered: "act",
  resolved: "good",
  refused: "act",
  withdrawn: "off",
};

/** One request as whoever asked reads it: how far it is, and what was written. */
export function RequestFacts({ site, request }: { site: Site; request: AskerView }) {
  const words = site.m.requests;
  const zone = site.jurisdiction.timeZone;
  return (
    <>
      <p>
        <Status tone={requestTones[request.status]}>{words.status[request.status]}</Status>
      </p>
      <Facts
        rows={[
          [words.page.about, `${words.types[request.type].title}: ${request.subject}`],
          [words.page.asked, dateAt(request.createdAt, zone)],
          [words.page.due, request.status === "open" && request.dueOn ? longDate(request.dueOn) : null],
          [words.page.files, request.files.map(({ originalName }) => originalName).join(", ")],
        ]}
      />
      {request.messages.length > 0 && (
        <section aria-labelledby="conversation">
          <h2 id="conversation">{words.page.conversation}</h2>
          <ol className="cards conversation">
            {request.messages.map((message) => (
              <li key={message.id} className="card">
                <p>
                  <strong>{message.kind === "asked" ? words.page.you : words.page.us}</strong>,{" "}
                  {dateAt(message.createdAt, zone)}
                </p>
                <p className="as-written">{message.body}</p>
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

/** The box to write back in. */
export function WriteBack({
  site,
  form,
  action,
  accept,
}: {
  site: Site;
  form: FormState;
  action: string;
  accept: string;
}) {
  const words = site.m.requests.page;
  const field = { m: site.m, form };
  return (
    <section aria-labelledby="write">
      <h2 id="write">{words.write}</h2>
      <ErrorSummary m={site.m} form={form} />
      <form
        className="usa-form usa-form--large"
        method="post"
        action={action}
        encType="multipart/form-data"
        noValidate
      >
        <TextArea
          {...field}
          name="body"
          label={words.message}
          hint={words.writeHint}
          rows={5}
          maxLength={8000}
        />
        <FileField {...field} name="file" label={words.file} accept={accept} optional />
        <Button>{words.button}</Button>
      </form>
    </section>
  );
}
