import type { ReactNode } from "react";
import { Layout } from "react-admin";
import { useNavigate } from "react-router";
import { useKey } from "../shared/keys.ts";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { ConsoleBar } from "./ConsoleBar.tsx";
import { ConsoleMenu } from "./ConsoleMenu.tsx";

function GoKeys() {
  const navigate = useNavigate();
  const can = useCan();
  const t = useText("layout");
  const go = (combo: string, label: string, to: string, permission: string) =>
    ({
      binding: { combo, label, everywhere: true, enabled: can(permission) },
      run: () => void navigate(to),
    }) as const;
  const home = go("g h", t("keysOf.home"), "/", "dashboard:read");
  const documents = go("g d", t("keysOf.documents"), "/documents", "documents:read");
  const duplicates = go("g u", t("keysOf.duplicates"), "/duplicates", "duplicates:read");
  const people = go("g p", t("keysOf.participants"), "/participants", "participants:read");
  const reports = go("g r", t("keysOf.reports"), "/report_runs", "report_runs:read");
  useKey(home.binding, home.run);
  useKey(documents.binding, documents.run);
  useKey(duplicates.binding, duplicates.run);
  useKey(people.binding, people.run);
  useKey(reports.binding, reports.run);
  return null;
}

/** The frame around every screen. */
export const ConsoleLayout = ({ children }: { children: ReactNode }) => (
  <Layout appBar={ConsoleBar} appBarAlwaysOn menu={ConsoleMenu}>
    <GoKeys />
    {children}
  </Layout>
);
