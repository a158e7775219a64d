import { eq, getTableColumns, inArray } from "drizzle-orm";
import type { Db, Tx } from "#db/client.ts";
import { courses, credentials, degrees, documents, institutions, trainingHours } from "#db/schema/index.ts";
import type { RecordRows } from "./types.ts";

const institution = {
  id: institutions.id,
  name: institutions.name,
  city: institutions.city,
  state: institutions.state,
  accredited: institutions.accredited,
};
const document = { documentStatus: documents.status, documentType: documents.type };
const nothing: RecordRows = { degrees: [], courses: [], credentials: [], training: [] };

/** Everything on one person's record with the document behind each row, for `printableRecord`. */
export async function loadRecord(tx: Tx | Db, participantId: number): Promise<RecordRows> {
  return (await loadRecords(tx, [participantId])).get(participantId) ?? nothing;
}

/** The same for several people with as many statements as for one. Every asked id has an entry. */
export async function loadRecords(
  tx: Tx | Db,
  participantIds: readonly number[],
): Promise<Map<number, RecordRows>> {
  const ids = [...participantIds];
  const [degreeRows, courseRows, credentialRows, trainingRows] = await Promise.all([
    tx
      .select({ ...getTableColumns(degrees), ...document, institution })
      .from(degrees)
      .leftJoin(documents, eq(documents.id, degrees.documentId))
      .leftJoin(institutions, eq(institutions.id, degrees.institutionId))
      .where(inArray(degrees.participantId, ids)),
    tx
      .select({ ...getTableColumns(courses), ...document, institution })
      .from(courses)
      .leftJoin(documents, eq(documents.id, courses.documentId))
      .leftJoin(institutions, eq(institutions.id, courses.institutionId))
      .where(inArray(courses.participantId, ids)),
    tx
      .select({ ...getTableColumns(credentials), ...document })
      .from(credentials)
      .leftJoin(documents, eq(documents.id, credentials.documentId))
      .where(inArray(credentials.participantId, ids)),
    tx
      .select({ ...getTableColumns(trainingHours), ...document })
      .from(trainingHours)
      .leftJoin(documents, eq(documents.id, trainingHours.documentId))
      .where(inArray(trainingHours.participantId, ids)),
  ]);
  const of = <R extends { participantId: number }>(rows: readonly R[], id: number) =>
    rows.filter((row) => row.participantId === id);
  return new Map(
    ids.map((id) => [
      id,
      {
        degrees: of(degreeRows, id),
        courses: of(courseRows, id),
        credentials: of(credentialRows, id),
        training: of(trainingRows, id),
      },
    ]),
  );
}
