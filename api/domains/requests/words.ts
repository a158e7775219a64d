import type { CorrectionField, CorrespondenceLanguage, RequestType } from "#db/enums.ts";
import type { RequestDetails } from "#db/schema/index.ts";

/** What of a record is put right, as a person is told of it. */
export const fieldWords: Record<CorrespondenceLanguage, Record<CorrectionField, string>> = {
  en: {
    birthDate: "Date of birth",
    preferredName: "Preferred name",
    email: "E-mail address",
    phone: "Phone",
    addressLine: "Street address",
    city: "City",
    state: "State",
    zip: "ZIP code",
    county: "County",
  },
  es: {
    birthDate: "Fecha de nacimiento",
    preferredName: "Nombre preferido",
    email: "Correo electrónico",
    phone: "Teléfono",
    addressLine: "Dirección",
    city: "Ciudad",
    state: "Estado",
    zip: "Código postal",
    county: "Condado",
  },
  zh: {
    birthDate: "出生日期",
    preferredName: "常用名",
    email: "电子邮件地址",
    phone: "电话",
    addressLine: "街道地址",
    city: "城市",
    state: "州",
    zip: "邮政编码",
    county: "县",
  },
};

const corrected: Record<CorrespondenceLanguage, (field: string) => string> = {
  en: (field) => `We corrected your record: ${field}.`,
  es: (field) => `Corregimos su registro: ${field}.`,
  zh: (field) => `我们已更正您的记录：${field}。`,
};

/** The answer to a correction that was made, in the language of whoever asked; the value itself is not mailed. */
export const correctedInWords = (locale: CorrespondenceLanguage, field: CorrectionField): string =>
  corrected[locale](fieldWords[locale][field]);

const merged: Record<CorrespondenceLanguage, string> = {
  en: "The records you wrote to us about are one now. Their numbers all lead to it.",
  es: "Los registros sobre los que nos escribió ahora son uno solo. Todos sus números llevan a él.",
  zh: "您来信所说的记录现已合并为一份，原有号码均指向该记录。",
};
/** The answer to a report of duplicates that a merge settled; it names no number, whoever reported them. */
export const mergedInWords = (locale: CorrespondenceLanguage): string => merged[locale];

const duplicate: Record<CorrespondenceLanguage, string> = {
  en: "two records of one person",
  es: "dos registros de una misma persona",
  zh: "同一人的两份记录",
};

/** What a request is about in an e-mail: no value of a record and no number of somebody else's. */
export function aboutInWords(request: {
  type: RequestType;
  subject: string;
  locale: CorrespondenceLanguage;
  details: RequestDetails;
}): string {
  if (request.type === "correction" && request.details.field)
    return fieldWords[request.locale][request.details.field];
  return request.type === "duplicate" ? duplicate[request.locale] : request.subject;
}
