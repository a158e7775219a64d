import type { DocumentType } from "#db/enums.ts";
import type { Jurisdiction } from "#db/jurisdictions/types.ts";

type Words = { readonly types: Readonly<Record<DocumentType, string>>; readonly dates: string };

/** What English takes from the jurisdiction's own vocabulary, in the other languages people are written to in. */
const words: Readonly<Record<string, Words>> = {
  es: {
    dates: "es-US",
    types: {
      transcript: "expediente académico",
      permit: "permiso",
      teaching_credential: "credencial docente",
      training_certificate: "certificado de capacitación",
      cda: "credencial CDA",
      license: "licencia",
      health_safety: "certificado de salud y seguridad",
      name_change_evidence: "comprobante de cambio de nombre",
      other: "documento",
    },
  },
  zh: {
    dates: "zh-CN",
    types: {
      transcript: "成绩单",
      permit: "许可证",
      teaching_credential: "教师资格证",
      training_certificate: "培训证书",
      cda: "CDA 证书",
      license: "执照",
      health_safety: "健康与安全证书",
      name_change_evidence: "改名证明",
      other: "文件",
    },
  },
};

/** "transcript" in the state's own word, small enough for the middle of a sentence; in Spanish and Chinese in theirs. */
export function documentTypeLabel(jurisdiction: Jurisdiction, type: DocumentType, locale = "en"): string {
  const own = words[locale]?.types[type];
  if (own) return own;
  const label = jurisdiction.documentTypes.find(({ code }) => code === type)?.label ?? "document";
  return /^[A-Z][a-z]/.test(label) ? label[0]!.toLowerCase() + label.slice(1) : label;
}

/** `2026-03-14` as "March 14, 2026", or as the language writes it; a calendar date, so no time zone moves it. */
export function longDate(date: string | null | undefined, locale = "en"): string {
  if (!date) return "";
  return new Date(`${date}T00:00:00Z`).toLocaleDateString(words[locale]?.dates ?? "en-US", {
    dateStyle: "long",
    timeZone: "UTC",
  });
}

const promises: readonly [RegExp, Readonly<Record<string, string>>][] = [
  [/^up to (\d+) weeks$/, { es: "hasta $1 semanas", zh: "最多 $1 周" }],
  [/^(\d+) to (\d+) business days$/, { es: "de $1 a $2 días hábiles", zh: " $1 至 $2 个工作日" }],
];

/** The jurisdiction's promise on verification time in a language; as it stands where the language has no words for it. */
export function promiseIn(promise: string, locale: string): string {
  for (const [pattern, said] of promises) {
    const own = said[locale];
    if (own && pattern.test(promise)) return promise.replace(pattern, own);
  }
  return promise;
}
