import { getJson, sendJson } from "../httpClient.ts";
import type {
  CreateReportRun,
  Enroll,
  EnrollmentRow,
  EventView,
  InstructorRow,
  MarkAttendance,
  Overview,
  PreflightResult,
  ReportDefinitionView,
  ReportRunView,
  ReportVersionView,
  Versioned,
  Vocabulary,
} from "../wire.ts";

/** Trainings and their rosters, reports, e-mails, the registry's words. */
export const officeVerbs = {
  vocabulary: () => getJson<Vocabulary>("vocabulary"),
  overview: () => getJson<Overview>("dashboard/overview"),

  publishEvent: (id: number, input: Versioned & { as: "published" | "invite_only" }) =>
    sendJson<EventView>(`events/${id}/publish`, input),
  cancelEvent: (id: number, input: Versioned & { reason: string }) =>
    sendJson<EventView>(`events/${id}/cancel`, input),
  markAttendance: ({ id, ...input }: MarkAttendance) => sendJson(`events/${id}/attendance`, input),
  walkIn: (id: number, input: { registryNumber: string }) =>
    sendJson<EnrollmentRow>(`events/${id}/walk-in`, input),
  enroll: (input: Enroll) => sendJson<EnrollmentRow>("enrollments", input),
  withdrawEnrollment: (id: number, input: { version?: number; reason?: string }) =>
    sendJson<EnrollmentRow>(`enrollments/${id}/withdraw`, input),
  decideInstructor: (id: number, input: Versioned & { status: "approved" | "denied"; reason?: string }) =>
    sendJson<InstructorRow>(`instructors/${id}/decide`, input),

  reportDefinitions: () => getJson<ReportDefinitionView[]>("report_runs/definitions"),
  preflightReport: (input: CreateReportRun) => sendJson<PreflightResult>("report_runs/preflight", input),
  runReport: (input: CreateReportRun) => sendJson<ReportRunView>("report_runs", input),

  withdrawReportVersion: (id: number, input: Versioned & { reason: string }) =>
    sendJson<ReportVersionView>(`report-versions/${id}/withdraw`, input),

  resendNotification: (id: number) => sendJson<{ id: number }>(`notifications/${id}/resend`),
};

export const reportFileUrl = (id: number) => `/api/report_runs/${id}/file`;
