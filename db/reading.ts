/** What is read from a page and where it stands; plain types, shared by workers, verbs and the console. */

/** A place on a page: fractions of the page image's width and height, origin top left; `page` counts from one. */
export type Box = { page: number; x: number; y: number; width: number; height: number };

/** One word of a page with its box (fractions, as in {@link Box}) and confidence from 0 to 1. */
export type Word = {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
  confidence: number;
};

/** One value the reader proposes: as the entry grid types it, as the page prints it, how sure, and where it stands. */
export type ReadField = { value: string; raw: string; confidence: number; box: Box | null };

/** A proposed row: the cells of the entry grid that were read. */
export type ReadRow = { confidence: number; box: Box | null; fields: Record<string, ReadField> };

/**
 * Everything the reader proposes for one document. The keys of `rows` and of their fields are those of the entries a
 * clerk saves: courses (courseNumber, title, term, completedOn, units, unitSystem, grade, state, institutionName), degrees
 * (institutionName, level, title, major, conferredOn), credentials (name, level, documentNumber, issuedOn, expiresOn),
 * trainingHours (title, sponsorName, competency, hours, completedOn, certificateNumber).
 */
export type Reading = {
  kind: "transcript" | "certificate" | "credential" | "unknown";
  /** The person the document names. */
  person: ReadField | null;
  /** Day of birth as printed, `YYYY-MM-DD`. */
  birthDate: ReadField | null;
  /** The college, or the organization that issued it. */
  institution: ReadField | null;
  /** City of the institution where it is printed: tells two colleges of one name apart. */
  institutionCity: ReadField | null;
  rows: {
    degrees: ReadRow[];
    courses: ReadRow[];
    credentials: ReadRow[];
    trainingHours: ReadRow[];
  };
};
