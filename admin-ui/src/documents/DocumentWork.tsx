import { ShowBase, useShowContext } from "react-admin";
import { Navigate } from "react-router";
import type { DocumentView } from "../providers/wire.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { WorkDesk } from "./WorkDesk.tsx";

function Loaded() {
  const { record, error, refetch, resource } = useShowContext<DocumentView>();
  if (error) return <ErrorNote error={error as Error} onRetry={() => void refetch()} />;
  if (!record) return null;
  // A number typed into the address that is no document of this registry ends at the list.
  if (!Array.isArray(record.pages)) return <Navigate to={`/${resource}`} replace />;
  return <WorkDesk key={record.id} document={record} />;
}

/** One document on the desk. */
export const DocumentWork = () => (
  <ShowBase queryOptions={{ refetchOnWindowFocus: false, staleTime: 0 }} disableAuthentication={false}>
    <Loaded />
  </ShowBase>
);
