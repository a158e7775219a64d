import { Alert, Button } from "@mui/material";

type Props = { says: string; without: string; busy: boolean; onWithout: () => void };

/** Told before a document is verified over proposed rows that nobody accepted or skipped. */
export const OpenRowsWarning = ({ says, without, busy, onWithout }: Props) => (
  <Alert
    severity="warning"
    role="alert"
    action={
      <Button color="inherit" disabled={busy} onClick={onWithout}>
        {without}
      </Button>
    }
  >
    {says}
  </Alert>
);
