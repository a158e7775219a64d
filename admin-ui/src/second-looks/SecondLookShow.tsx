import { Skeleton } from "@mui/material";
import { ShowBase, useShowContext } from "react-admin";
import type { SecondLookView } from "../providers/wire.ts";
import { ErrorNote } from "../shared/Notes.tsx";
import { BlindDesk } from "./BlindDesk.tsx";
import { ComparedLooks } from "./ComparedLooks.tsx";

function Loaded() {
  const { record, error, refetch } = useShowContext<SecondLookView>();
  if (error) return <ErrorNote error={error as Error} onRetry={() => void refetch()} />;
  // The row of the list stands in until the whole look is here.
  if (!record?.document) return <Skeleton variant="rounded" height={240} />;
  return record.status === "waiting" ? (
    <BlindDesk key={record.id} look={record} />
  ) : (
    <ComparedLooks key={record.id} look={record} />
  );
}

/** One second look: the blind desk until it is done, then both looks side by side. */
export const SecondLookShow = () => (
  <ShowBase queryOptions={{ refetchOnWindowFocus: false, staleTime: 0 }}>
    <Loaded />
  </ShowBase>
);
