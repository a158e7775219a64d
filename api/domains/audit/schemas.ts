/** One row of the audit trail as the console lists it. */
export type AuditRow = {
  id: number;
  at: string;
  actor: string;
  accountId: number | null;
  actorRole: string | null;
  task: string | null;
  action: string;
  subjectType: string;
  subjectId: number | null;
  participantId: number | null;
  registryNumber: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
};
