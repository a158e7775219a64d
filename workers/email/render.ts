import type { CorrespondenceLanguage } from "#db/enums.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";
import { en, footerEn } from "./messages.en.ts";
import { es, footerEs } from "./messages.es.ts";
import { footerZh, zh } from "./messages.zh.ts";
import { pageParagraph } from "./pages.ts";

type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Message = { readonly subject: string; readonly paragraphs: readonly string[] };

export type Template = keyof typeof en;
/** What a further language has to say, `satisfies Messages`. */
export type Messages = Record<Template, Message>;
/** The values a template needs; the empty text leaves its paragraph out. */
export type TemplateValues<T extends Template> = Record<
  Names<(typeof en)[T]["subject"] | (typeof en)[T]["paragraphs"][number]>,
  string
>;

export type Rendered = { subject: string; text: string; html: string };

/** Stands for the one-time link in a stored e-mail; the real one exists only in what is sent. */
export const linkPlaceholder = "[one-time link]";

const catalogues: Record<CorrespondenceLanguage, { messages: Messages; footer: readonly string[] }> = {
  en: { messages: en, footer: footerEn },
  es: { messages: es, footer: footerEs },
  zh: { messages: zh, footer: footerZh },
};

const escapes: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => escapes[c]!);

const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();

function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => oneLine(values[name] ?? ""));
}

const isSaid = (text: string, values: Record<string, string>): boolean =>
  [...text.matchAll(/\{(\w+)\}/g)].every(([, name]) => oneLine(values[name!] ?? "") !== "");

/** The language somebody is written to in: English for one the registry does not write. */
export const languageOf = (locale: string): CorrespondenceLanguage =>
  Object.hasOwn(catalogues, locale) ? (locale as CorrespondenceLanguage) : "en";

/** What somebody wrote keeps its lines, each a paragraph of its own. */
const lines = (text: string): string[] => text.split(/\r?\n/).map(oneLine).filter(Boolean);

function say(message: Message, given: Record<string, string>) {
  const paragraphs = message.paragraphs
    .filter((text) => isSaid(text, given))
    .flatMap((text) => (text === "{message}" ? lines(given.message ?? "") : [fill(text, given)]));
  return { subject: fill(message.subject, given), paragraphs };
}

/**
 * The e-mail of a template in a language (English where the language is not there yet), as plain text and HTML. With
 * `english` values the English text stands below one in another language, for whoever helps the person with it.
 */
export function render<T extends Template>(
  template: T,
  values: TemplateValues<T>,
  jurisdiction: Jurisdiction,
  locale = "en",
  english?: TemplateValues<T>,
): Rendered {
  const language = languageOf(locale);
  const { messages, footer } = catalogues[language]!;
  const said = say(messages[template], values);
  const { subject } = said;
  const paragraphs = [...said.paragraphs, ...pageParagraph(template, values, language)];
  const { registryName, helpEmail, helpPhone } = jurisdiction;
  const closing = footer.map((text) => fill(text, { registryName, helpEmail, helpPhone }));
  const below = english && language !== "en" ? say(en[template], english) : undefined;
  const belowText = below ? `\n\n* * *\n\n${[below.subject, ...below.paragraphs].join("\n\n")}` : "";
  return {
    subject,
    text: `${paragraphs.join("\n\n")}${belowText}\n\n-- \n${closing.join("\n")}\n`,
    html: page(language, subject, paragraphs, closing, below),
  };
}

const htmlParagraphs = (paragraphs: readonly string[]): string =>
  paragraphs.map((text) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`).join("\n");

function page(
  language: string,
  subject: string,
  paragraphs: readonly string[],
  closing: readonly string[],
  english?: { subject: string; paragraphs: readonly string[] },
): string {
  const below = english
    ? `\n<section lang="en" style="border-top:1px solid #71767a;padding-top:16px">
<h2 style="font-size:18px;line-height:1.3;margin:0 0 16px">${escapeHtml(english.subject)}</h2>
${htmlParagraphs(english.paragraphs)}
</section>`
    : "";
  return `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#ffffff;color:#1b1b1b;font:16px/1.5 Arial,Helvetica,sans-serif">
<main style="max-width:600px;margin:0 auto;padding:24px">
<h1 style="font-size:20px;line-height:1.3;margin:0 0 16px">${escapeHtml(subject)}</h1>
${htmlParagraphs(paragraphs)}${below}
<footer style="border-top:1px solid #71767a;padding-top:16px;font-size:14px">${closing.map(escapeHtml).join("<br>")}</footer>
</main>
</body>
</html>
`;
}
