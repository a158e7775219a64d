import { Box, Typography } from "@mui/material";

type Props = {
  id: string;
  label: string;
  error?: string;
  optional?: boolean;
  onChange: (file: File | null) => void;
};

/** One PDF or picture from this machine, with the refusal beside it. */
export function UploadField({ id, label, error, optional = false, onChange }: Props) {
  const errorId = `${id}-error`;
  return (
    <Box>
      <Typography component="label" htmlFor={id} variant="body2" sx={{ display: "block", mb: 0.5 }}>
        {label}
      </Typography>
      <input
        id={id}
        name="file"
        type="file"
        required={!optional}
        // Without HEIC in the list an iPhone converts its photos to JPEG.
        accept=".pdf,.jpg,.jpeg,.png,.webp,application/pdf,image/jpeg,image/png,image/webp"
        aria-invalid={Boolean(error)}
        aria-describedby={error ? errorId : undefined}
        onChange={(event) => onChange(event.target.files?.[0] ?? null)}
      />
      {error ? (
        <Typography id={errorId} variant="caption" component="p" sx={{ color: "status.bad.fg" }}>
          {error}
        </Typography>
      ) : null}
    </Box>
  );
}
