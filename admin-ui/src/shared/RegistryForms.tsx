import { Box } from "@mui/material";
import { type ReactElement, type ReactNode, useState } from "react";
import {
  Create,
  type CreateProps,
  Edit,
  type EditProps,
  SaveButton,
  SimpleForm,
  Toolbar,
  useNotify,
  useRecordContext,
  useRefresh,
  useResourceContext,
  useTranslate,
} from "react-admin";
import type { RegistryError } from "../providers/httpClient.ts";
import { ConflictNote, currentOf } from "./ConflictNote.tsx";
import { ErrorNote } from "./Notes.tsx";
import { HiddenTitle } from "./PageTitle.tsx";

const SaveOnly = () => (
  <Toolbar>
    <SaveButton />
  </Toolbar>
);

/** A form is read out as its resource and what is done to it. */
function FormTitle({ action }: { action: "edit" | "create" }) {
  const translate = useTranslate();
  const resource = useResourceContext();
  return (
    <HiddenTitle>
      {`${translate(`ra.action.${action}`)}: ${translate(`resources.${resource}.name`, { smart_count: 1 })}`}
    </HiddenTitle>
  );
}

function Refused({ error, clear }: { error: RegistryError | null; clear: () => void }) {
  const record = useRecordContext();
  const refresh = useRefresh();
  if (!error || error.body?.errors) return null;
  const reload = () => {
    refresh();
    clear();
  };
  return (
    <Box sx={{ p: 1 }}>
      {currentOf(error) && record ? (
        <ConflictNote error={error} seen={record} onReload={reload} />
      ) : (
        <ErrorNote error={error} />
      )}
    </Box>
  );
}

type Props<P> = Omit<P, "children" | "mutationMode"> & { children: ReactNode; maxWidth?: number };

/** An edit form: sends the `version` it saw, waits, shows a refusal on the fields and a stale edit side by side. */
export function RegistryEdit({ children, maxWidth = 760, ...edit }: Props<EditProps>) {
  const [error, setError] = useState<RegistryError | null>(null);
  return (
    <Edit
      mutationMode="pessimistic"
      redirect="show"
      actions={false}
      queryOptions={{ refetchOnWindowFocus: false }}
      {...edit}
      mutationOptions={{ ...edit.mutationOptions, onError: (caught) => setError(caught as RegistryError) }}
      sx={{ maxWidth, mt: 1 }}
    >
      <FormTitle action="edit" />
      <Refused error={error} clear={() => setError(null)} />
      <SimpleForm toolbar={<SaveOnly />} warnWhenUnsavedChanges>
        {children}
      </SimpleForm>
    </Edit>
  );
}

/** A form for something new; the server's refusals land on the fields. */
export function RegistryCreate({
  children,
  maxWidth = 760,
  toolbar,
  onRefused,
  ...create
}: Props<CreateProps> & {
  /** Instead of the save button alone. */
  toolbar?: ReactElement | undefined;
  /** True where the form shows the refusal itself. */
  onRefused?: (error: RegistryError) => boolean;
}) {
  const notify = useNotify();
  return (
    <Create
      redirect="show"
      actions={false}
      {...create}
      mutationOptions={{
        onError: (caught) => {
          const { message, body } = caught as RegistryError;
          const shown = onRefused?.(caught as RegistryError) ?? false;
          if (!shown && !body?.errors) notify(message, { type: "error" });
        },
        ...create.mutationOptions,
      }}
      sx={{ maxWidth, mt: 1 }}
    >
      <FormTitle action="create" />
      <SimpleForm toolbar={toolbar ?? <SaveOnly />}>{children}</SimpleForm>
    </Create>
  );
}

/** Inputs side by side where there is room. */
export const Row = ({ children, columns = 2 }: { children: ReactNode; columns?: number }) => (
  <Box
    sx={{
      display: "grid",
      width: "100%",
      gap: { xs: 0, sm: 1.5 },
      gridTemplateColumns: { xs: "1fr", sm: `repeat(${columns}, minmax(0, 1fr))` },
    }}
  >
    {children}
  </Box>
);
