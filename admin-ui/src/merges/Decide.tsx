import { Typography } from "@mui/material";
import { required, TextInput } from "react-admin";
import type { RegistryProvider } from "../providers/dataProvider.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

type Words = { label: string; title: string; explain?: string; reason: string; done: string };
type Props<O> = {
  /** What is decided about, as it was seen. */
  seen: { version: number };
  /** Said in place of a yes where the first person looks at their own proposal. */
  own?: string | undefined;
  approve: Words & {
    verb: (registry: RegistryProvider, input: { version: number; reason?: string }) => Promise<O>;
    onDone?: (answer: O) => void;
  };
  refuse: Words & {
    verb: (registry: RegistryProvider, input: { version: number; reason: string }) => Promise<unknown>;
  };
};

/** The second person's yes, with a note if they like, and no, with a reason. */
export function Decide<O>({ seen, own, approve, refuse }: Props<O>) {
  const { version } = seen;
  return (
    <>
      {own ? (
        <Typography variant="body2">{own}</Typography>
      ) : (
        <VerbButton label={approve.label} variant="contained">
          {(close) => (
            <VerbDialog
              title={approve.title}
              explain={approve.explain}
              submit={approve.label}
              verb={(registry, { reason }: { reason: string }) =>
                approve.verb(registry, { version, ...(reason ? { reason } : {}) })
              }
              done={approve.done}
              onDone={approve.onDone}
              seen={seen}
              onClose={close}
            >
              <TextInput source="reason" label={approve.reason} multiline />
            </VerbDialog>
          )}
        </VerbButton>
      )}
      <VerbButton label={refuse.label}>
        {(close) => (
          <VerbDialog
            title={refuse.title}
            submit={refuse.label}
            verb={(registry, { reason }: { reason: string }) => refuse.verb(registry, { version, reason })}
            done={refuse.done}
            seen={seen}
            onClose={close}
          >
            <TextInput source="reason" label={refuse.reason} validate={required()} multiline autoFocus />
          </VerbDialog>
        )}
      </VerbButton>
    </>
  );
}
