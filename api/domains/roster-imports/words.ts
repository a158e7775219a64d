import type { rosterColumns } from "#db/enums.ts";

export type RosterColumn = (typeof rosterColumns)[number];

/** Words as they are compared: without accents, signs and case. */
export const foldWords = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Headings of each column, folded, in English and Spanish. */
const headings: Record<RosterColumn, readonly string[]> = {
  registryNumber: [
    "registry id",
    "registry number",
    "registry no",
    "registry",
    "registry member id",
    "registry id number",
    "member id",
    "membership id",
    "participant id",
    "id",
    "id number",
    "number",
    "numero de registro",
    "no de registro",
    "id de registro",
    "numero",
    "registro",
    "numero de miembro",
  ],
  givenName: [
    "first name",
    "firstname",
    "first",
    "given name",
    "given",
    "forename",
    "nombre",
    "nombres",
    "primer nombre",
    "nombre de pila",
    "nombre s",
  ],
  familyName: [
    "last name",
    "lastname",
    "last",
    "surname",
    "family name",
    "family",
    "apellido",
    "apellidos",
    "apellido s",
    "primer apellido",
  ],
  name: [
    "name",
    "full name",
    "participant",
    "participant name",
    "attendee",
    "attendee name",
    "name original name",
    "print name",
    "printed name",
    "last name first name",
    "last first",
    "last first name",
    "first and last name",
    "first last",
    "nombre completo",
    "nombre y apellido",
    "nombre y apellidos",
    "nombres y apellidos",
    "apellidos y nombres",
    "apellido y nombre",
    "apellidos nombre",
    "participante",
    "asistente",
  ],
  birthDate: [
    "date of birth",
    "birth date",
    "birthdate",
    "birthday",
    "dob",
    "d o b",
    "fecha de nacimiento",
    "nacimiento",
    "fecha nac",
  ],
  email: [
    "email",
    "e mail",
    "email address",
    "e mail address",
    "user email",
    "correo",
    "correo electronico",
    "direccion de correo",
    "mail",
  ],
  phone: [
    "phone",
    "phone number",
    "telephone",
    "mobile",
    "cell",
    "cell phone",
    "telefono",
    "celular",
    "movil",
    "numero de telefono",
  ],
  hours: [
    "hours",
    "hour",
    "hrs",
    "pd hours",
    "clock hours",
    "training hours",
    "horas",
    "horas de capacitacion",
  ],
  attended: ["attended", "attendance", "present", "came", "signed in", "asistio", "asistencia", "presente"],
};
const familyFirst = new Set([
  "last name first name",
  "last first",
  "last first name",
  "apellidos y nombres",
  "apellido y nombre",
  "apellidos nombre",
]);

const known = new Map(
  (Object.entries(headings) as [RosterColumn, readonly string[]][]).flatMap(([column, words]) =>
    words.map((word) => [word, column] as const),
  ),
);

/** The column a heading names, if it is one. */
export const columnNamed = (heading: string): RosterColumn | null => known.get(foldWords(heading)) ?? null;
export const namesFamilyFirst = (heading: string): boolean => familyFirst.has(foldWords(heading));

const yes = new Set(
  "yes y x 1 true present attended came signed in full si s presente asistio p ok completed".split(" "),
);
const no = new Set("no n 0 false absent ausente falta no show did not attend".split(" "));

/** "Sí", "x", "✓" → true; "no", "absent" → false; undefined for anything else. */
export function yesOrNo(text: string): boolean | undefined {
  if (/[✓✔☑√]/u.test(text)) return true;
  const word = foldWords(text);
  if (yes.has(word)) return true;
  return no.has(word) || word === "no show" || word === "did not attend" || text.trim() === "-"
    ? false
    : undefined;
}
