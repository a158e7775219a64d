import type { DocumentType } from "../../enums.ts";
import type { Jurisdiction } from "../../jurisdictions/types.ts";
import {
  type CertificateRecord,
  type NameEvidenceRecord,
  type PermitRecord,
  TRAINING_TITLES,
} from "./certificates.ts";
import { plusDays, plusYears, yearOf } from "./dates.ts";
import { certificateSheet, nameEvidenceSheet } from "./drawing/certificate.ts";
import { permitSheet } from "./drawing/permit.ts";
import type { Sheet } from "./drawing/sheet.ts";
import { transcriptSheets } from "./drawing/transcript.ts";
import { institutionsOf } from "./institutions.ts";
import * as english from "./names/english.ts";
import { type DemoPerson, nameOnPaper } from "./people.ts";
import type { Random } from "./random.ts";
import { makeTranscript, type TranscriptRecord } from "./transcripts.ts";

/** What a credential paper says, in the state's codes. */
export type StatedCredential = {
  kind: "permit" | "teaching_credential" | "cda" | "license" | "health_safety";
  name: string;
  level: string | null;
  number: string;
  issuedOn: string;
  expiresOn: string | null;
};

/** One paper somebody holds: its pages, and the facts a clerk will type from it. */
export type Paper = {
  type: DocumentType;
  title: string;
  /** The day it was printed, hence the earliest it can arrive. */
  writtenOn: string;
  sheets: Sheet[];
  transcript?: TranscriptRecord;
  credential?: StatedCredential;
  certificate?: CertificateRecord;
};

type Holder = Pick<
  DemoPerson,
  "background" | "given" | "middle" | "family" | "formerNames" | "birthDate" | "place"
>;

/** Some papers still carry the name from before: the clerk's daily puzzle. */
function holderName(random: Random, holder: Holder, writtenOn: string): string {
  const former = holder.formerNames[0];
  if (!former || (former.usedUntil < writtenOn && random.chance(0.6))) return nameOnPaper(holder);
  return nameOnPaper({ ...holder, ...former });
}

function transcriptPaper(
  random: Random,
  holder: Holder,
  state: Jurisdiction["state"],
  writtenOn: string,
): Paper {
  const institution = random.common(institutionsOf(state), 0.4);
  const name = holderName(random, holder, writtenOn);
  const record = makeTranscript(random, {
    name,
    birthDate: holder.birthDate,
    institution,
    issuedOn: writtenOn,
  });
  const title = `Transcript ${institution.name}`;
  return { type: "transcript", title, writtenOn, sheets: transcriptSheets(record), transcript: record };
}

function credentialPaper(
  random: Random,
  holder: Holder,
  jurisdiction: Jurisdiction,
  kind: StatedCredential["kind"],
  writtenOn: string,
  number: string | undefined,
): Paper {
  const named = random.pick(jurisdiction.credentialNames.filter((candidate) => candidate.kind === kind));
  const level = kind === "permit" ? random.common(jurisdiction.permitLevels, 0.3) : null;
  const issuedOn = plusDays(writtenOn, -random.int(0, kind === "health_safety" ? 200 : 900));
  const months = jurisdiction.defaultExpiryMonths[named.code] ?? 60;
  const credential: StatedCredential = {
    ...{ kind, name: named.code, level: level?.code ?? null },
    number: number ?? (kind === "cda" ? `CDA${random.digits(7)}` : random.digits(9)),
    ...{ issuedOn, expiresOn: plusYears(issuedOn, Math.max(1, Math.round(months / 12))) },
  };
  const record: PermitRecord = {
    holder: holderName(random, holder, issuedOn),
    name: level ? `${named.label}: ${level.label}` : named.label,
    issuer: issuerOf(kind, jurisdiction),
    ...{ number: credential.number, issuedOn, expiresOn: credential.expiresOn },
  };
  return { type: kind, title: record.name, writtenOn, sheets: [permitSheet(record)], credential };
}

function issuerOf(kind: StatedCredential["kind"], jurisdiction: Jurisdiction): string {
  if (kind === "health_safety") return "Safe Hands Training";
  return kind === "cda" ? "National CDA Program" : `State of ${jurisdiction.name}`;
}

function certificatePaper(random: Random, holder: Holder, state: string, writtenOn: string): Paper {
  const certificate: CertificateRecord = {
    holder: holderName(random, holder, writtenOn),
    title: random.pick(TRAINING_TITLES),
    hours: random.pick([1.5, 2, 3, 4, 6, 8, 12, 15]),
    completedOn: writtenOn,
    number: `PD-${random.digits(6)}`,
    sponsor: random.pick([
      "Lakeshore Teaching Partners",
      "Online Early Years Academy",
      "Gateway Child Institute",
      "County Office of Education",
    ]),
    instructor: `${random.pick(english.GIVEN_WOMEN)} ${random.common(english.SURNAMES)}`,
    city: `${holder.place.city}, ${state}`,
  };
  const { title } = certificate;
  return {
    type: "training_certificate",
    title,
    writtenOn,
    sheets: [certificateSheet(certificate)],
    certificate,
  };
}

/** A paper of one type for one person, printed on that day; `number` fixes a credential's number. */
export function makePaper(
  random: Random,
  holder: Holder,
  jurisdiction: Jurisdiction,
  wish: { type: DocumentType; writtenOn: string; number?: string },
): Paper {
  const { type, writtenOn } = wish;
  const known = (kind: string) => jurisdiction.credentialNames.some((name) => name.kind === kind);
  switch (type) {
    case "permit":
    case "teaching_credential":
    case "cda":
    case "license":
    case "health_safety":
      if (known(type)) return credentialPaper(random, holder, jurisdiction, type, writtenOn, wish.number);
      return certificatePaper(random, holder, jurisdiction.state, writtenOn);
    case "training_certificate":
      return certificatePaper(random, holder, jurisdiction.state, writtenOn);
    default:
      return transcriptPaper(random, holder, jurisdiction.state, writtenOn);
  }
}

/** Evidence of a name change on that day. */
export function makeNameEvidence(
  random: Random,
  change: Pick<NameEvidenceRecord, "kind" | "before" | "after" | "county" | "state" | "date">,
): Paper {
  const { kind, date } = change;
  const fileNumber = `${kind[0]!.toUpperCase()}-${yearOf(date)}${random.digits(5)}`;
  const sheets = [nameEvidenceSheet({ ...change, fileNumber })];
  return { type: "name_change_evidence", title: "Proof of a name change", writtenOn: date, sheets };
}
