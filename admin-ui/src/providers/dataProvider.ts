import simpleRestProvider from "ra-data-simple-rest";
import type { DataProvider } from "react-admin";
import { getJson, httpClient, sendJson } from "./httpClient.ts";
import type { HistoryEntry, Vocabulary } from "./wire.ts";

export const dataProvider = {
  ...simpleRestProvider("/api", httpClient),

  vocabulary: () => getJson<Vocabulary>("vocabulary"),
  participantHistory: (id: number) => getJson<HistoryEntry[]>(`participants/${id}/history`),
  revealSsn: (id: number, input: { reason: string }) =>
    sendJson<{ ssn: string }>(`participants/${id}/reveal-ssn`, input),
} satisfies DataProvider;

export type RegistryProvider = typeof dataProvider;
