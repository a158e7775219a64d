import { nameEvidenceSheet } from "#db/seed/demo/drawing/certificate.ts";
import { photographSheet } from "#db/seed/demo/drawing/photo.ts";
import { drawTranscriptPdf, drawTranscriptPhoto } from "#db/seed/demo/drawing/transcript.ts";
import { DEMO_INSTITUTIONS } from "#db/seed/demo/institutions.ts";
import { makeRandom } from "#db/seed/demo/random.ts";
import { sampleTranscript } from "#db/seed/demo/transcripts.ts";

export const college = DEMO_INSTITUTIONS.find(({ state }) => state === "CA")!;
export const passed = { number: "CD 101", title: "Child Growth and Development", units: 3, grade: "A" };
export const failed = { number: "CD 214", title: "Infant and Toddler Care", units: 3, grade: "F" };
export const courses = [
  passed,
  { number: "CD 110", title: "Child, Family and Community", units: 3, grade: "B+" },
  { number: "CD 125", title: "Observation and Assessment", units: 3, grade: "A-" },
  failed,
  { number: "CD 230", title: "Health, Safety and Nutrition", units: 3, grade: "B" },
] as const;

const course = { inProgress: false, subject: "ece" as const };
function transcriptOf(name: string) {
  return sampleTranscript(makeRandom(`journey ${name}`), {
    look: "classic",
    calendar: "semester",
    institution: college,
    student: { name, birthDate: null, studentNumber: "880012345" },
    terms: [
      {
        label: "Spring 2019",
        startsOn: "2019-02-05",
        endsOn: "2019-06-02",
        courses: courses.map((each) => ({ ...each, ...course })),
      },
    ],
    degree: {
      level: "associate",
      title: "Associate in Arts, Early Childhood Education",
      field: "Early Childhood Education",
      conferredOn: "2019-06-02",
    },
    issuedOn: "2026-05-15",
  });
}

/** A phone photo of a transcript with a passed and a failed course and a degree, as a phone stores it: turned. */
export function transcriptPhoto(name: string): Promise<Uint8Array> {
  const place = { latitude: 34.05, longitude: -118.24 };
  return drawTranscriptPhoto(transcriptOf(name), { orientation: 6, place });
}

/** The same transcript as the college's own PDF. */
export const transcriptPdf = (name: string): Promise<Uint8Array> => drawTranscriptPdf(transcriptOf(name));

/** A phone photo of a marriage certificate. */
export function marriagePhoto(before: string, after: string): Promise<Uint8Array> {
  const sheet = nameEvidenceSheet({
    kind: "marriage",
    before,
    after,
    county: "Los Angeles",
    state: "California",
    date: "2026-05-30",
    fileNumber: "M-202612345",
  });
  return photographSheet(sheet, { seed: after, orientation: 6 });
}
