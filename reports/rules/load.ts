import { eq, getTableColumns } from "drizzle-orm";
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
const documentStatus = documents.status;

/** Everything on one person's record with the status of the document behind each row, for `printableRecord`. */
export async function loadRecord(tx: Tx | Db, participantId: number): Promise<RecordRows> {
  const [degreeRows, courseRows, credentialRows, trainingRows] = await Promise.all([
    tx
      .select({ ...getTableColumns(degrees), documentStatus, institution })
      .from(degrees)
      .leftJoin(documents, eq(documents.id, degrees.documentId))
      .leftJoin(institutions, eq(institutions.id, degrees.institutionId))
      .where(eq(degrees.participantId, participantId)),
    tx
      .select({ ...getTableColumns(courses), documentStatus, institution })
      .from(courses)
      .leftJoin(documents, eq(documents.id, courses.documentId))
      .leftJoin(institutions, eq(institutions.id, courses.institutionId))
      .where(eq(courses.participantId, participantId)),
    tx
      .select({ ...getTableColumns(credentials), documentStatus })
      .from(credentials)
      .leftJoin(documents, eq(documents.id, credentials.documentId))
      .where(eq(credentials.participantId, participantId)),
    tx
      .select({ ...getTableColumns(trainingHours), documentStatus })
      .from(trainingHours)
      .leftJoin(documents, eq(documents.id, trainingHours.documentId))
      .where(eq(trainingHours.participantId, participantId)),
  ]);
  return {
    degrees: degreeRows,
    courses: courseRows,
    credentials: credentialRows,
    training: trainingRows,
  };
}
