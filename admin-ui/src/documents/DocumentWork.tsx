import { ShowBase, useShowContext } from "react-admin";
import type { DocumentView } from "../providers/wire.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { WorkDesk } from "./WorkDesk.tsx";

function Loaded() {
  const { record, error, refetch } = useShowContext<DocumentView>();
  if (error) return <ErrorNote error={error as Error} onRetry={() => void refetch()} />;
  // The row of the list stands in until the whole document is here.
  if (!record?.pages) return null;
  return <WorkDesk key={record.id} document={record} />;
}

/** One document on the desk. */
export const DocumentWork = () => (
  <ShowBase queryOptions={{ refetchOnWindowFocus: false, staleTime: 0 }}>
    <Loaded />
  </ShowBase>
);
