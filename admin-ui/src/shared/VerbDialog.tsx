import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, Typography } from "@mui/material";
import { type ReactNode, useId, useState } from "react";
import { Form, useNotify, useRefresh } from "react-admin";
import type { RegistryProvider } from "../providers/dataProvider.ts";
import type { RegistryError } from "../providers/httpClient.ts";
import { ConflictNote, currentOf } from "./ConflictNote.tsx";
import { ErrorNote } from "./Notes.tsx";
import { useRegistry } from "./useRegistry.ts";
import { useText } from "./useText.ts";

type Props<I extends object, O> = {
  title: string;
  /** What will happen: who is told, what changes. */
  explain?: ReactNode;
  submit: string;
  danger?: boolean;
  defaults?: Partial<I>;
  verb: (registry: RegistryProvider, values: I) => Promise<O>;
  done?: string;
  onDone?: (answer: O, values: I) => void;
  onClose: () => void;
  /** The record on screen, to show what a colleague changed meanwhile. */
  seen?: object;
  children?: ReactNode;
};

/** One decision: says what follows, asks what is needed, waits for the server; its refusals land on the fields. */
export function VerbDialog<I extends object, O>(props: Props<I, O>) {
  const {
    title,
    explain,
    submit,
    danger,
    defaults,
    verb,
    done,
    onDone,
    onClose,
    seen = {},
    children,
  } = props;
  const registry = useRegistry();
  const notify = useNotify();
  const refresh = useRefresh();
  const t = useText("shared");
  const titleId = useId();
  const formId = useId();
  const [error, setError] = useState<RegistryError | null>(null);
  const [busy, setBusy] = useState(false);

  const onSubmit = async (values: object) => {
    setBusy(true);
    setError(null);
    try {
      const answer = await verb(registry, values as I);
      if (done) notify(done, { type: "success" });
      refresh();
      onDone?.(answer, values as I);
      onClose();
    } catch (caught) {
      const refused = caught as RegistryError;
      setError(refused);
      if (refused.body?.errors) return refused.body.errors;
    } finally {
      setBusy(false);
    }
    return undefined;
  };

  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId} sx={{ pb: 1 }}>
        {title}
      </DialogTitle>
      <DialogContent>
        <Stack sx={{ gap: 1 }}>
          {explain ? (
            <Typography component="div" variant="body2" sx={{ color: "text.secondary" }}>
              {explain}
            </Typography>
          ) : null}
          {error && currentOf(error) ? (
            <ConflictNote
              error={error}
              seen={seen}
              onReload={() => {
                refresh();
                onClose();
              }}
            />
          ) : error ? (
            <ErrorNote error={error} />
          ) : null}
          <Form id={formId} onSubmit={onSubmit} defaultValues={defaults} record={{}}>
            {children}
          </Form>
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose} disabled={busy} color="inherit">
          {t("cancel")}
        </Button>
        <Button
          type="submit"
          form={formId}
          variant="contained"
          color={danger ? "error" : "primary"}
          loading={busy}
        >
          {submit}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
