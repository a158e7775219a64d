import type { DocumentView } from "../../domains/documents/schemas.ts";
import { ActionButton, Notice } from "../components/parts.tsx";
import type { Site } from "../site.ts";

type Given = { site: Site; document: DocumentView };
type Box = NonNullable<DocumentView["decisions"][number]["pointedAt"]>;

const base = (document: DocumentView) => `/my/documents/${document.id}`;
const percent = (fraction: number) => `${Math.round(fraction * 10_000) / 100}%`;

/** Every page as a small picture that opens in full size, with what is wrong with it. */
export function PagePictures({ site, document }: Given) {
  const { documents: words, pictures } = site.m.portal;
  const short = (text: string) => text.split(". ")[0]!.replace(/\.$/, "");
  return (
    <>
      <h2>{words.pages}</h2>
      <ul className="pages">
        {document.pages.map(({ pageNumber, width, height, problems }) => (
          <li key={pageNumber}>
            <figure>
              <a
                className={`page-picture${problems.length > 0 ? " page-picture--problem" : ""}`}
                href={`${base(document)}/pages/${pageNumber}`}
                aria-label={words.openPage(pageNumber)}
              >
                <img
                  src={`${base(document)}/pages/${pageNumber}/thumbnail`}
                  alt={words.page(pageNumber)}
                  width={width}
                  height={height}
                  loading="lazy"
                />
              </a>
              <figcaption>
                {words.page(pageNumber)}
                {problems.map((problem) => (
                  <span key={problem} className="page-problem">
                    {short(pictures.problems[problem])}
                  </span>
                ))}
              </figcaption>
            </figure>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Pages of a document nobody has decided on that a better picture would help. */
export const hardPages = (document: DocumentView): DocumentView["pages"] =>
  document.status === "unverified" ? document.pages.filter(({ problems }) => problems.length > 0) : [];

/** Pages that are hard to read, said while a better picture can still be taken, in words that help to take it. M6 */
export function HardToRead({ site, document }: Given) {
  const { documents: words, pictures } = site.m.portal;
  const hard = hardPages(document);
  if (hard.length === 0) return null;
  return (
    <>
      <Notice kind="warning" title={pictures.title}>
        <ul className="usa-list">
          {hard.map(({ pageNumber, problems }) => (
            <li key={pageNumber}>
              <strong>{words.page(pageNumber)}:</strong>{" "}
              {problems.map((problem) => pictures.problems[problem]).join(" ")}
            </li>
          ))}
        </ul>
        <p>{pictures.lead}</p>
      </Notice>
      <div className="actions">
        <a className="usa-button" href={`${base(document)}/replace`}>
          {pictures.better}
        </a>
        <ActionButton action={`${base(document)}/keep`} label={pictures.keep} quiet />
      </div>
    </>
  );
}

/** The place on a page that a decision points to, drawn over the page's picture. */
export function MarkedPage({ site, document, box }: Given & { box: Box }) {
  const { documents: words } = site.m.portal;
  const page = document.pages.find(({ pageNumber }) => pageNumber === box.page);
  if (!page) return null;
  const { pageNumber, width, height } = page;
  const place = {
    left: percent(box.x),
    top: percent(box.y),
    width: percent(box.width),
    height: percent(box.height),
  };
  return (
    <figure className="marked">
      <figcaption>{words.look}:</figcaption>
      <a
        className="page-picture page-picture--marked"
        href={`${base(document)}/pages/${pageNumber}`}
        aria-label={words.openPage(pageNumber)}
      >
        <img
          src={`${base(document)}/pages/${pageNumber}`}
          alt={words.markedPage(pageNumber)}
          width={width}
          height={height}
        />
        <span className="page-mark" style={place} />
      </a>
    </figure>
  );
}
