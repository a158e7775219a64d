import { Button, type ButtonProps } from "@mui/material";
import { type ReactNode, useState } from "react";

type Props = Omit<ButtonProps, "onClick" | "children"> & {
  label: string;
  /** The dialog; it gets the function that closes it. */
  children: (close: () => void) => ReactNode;
};

/** A button that opens the dialog of one decision. */
export function VerbButton({ label, children, ...button }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outlined" {...button} onClick={() => setOpen(true)}>
        {label}
      </Button>
      {open ? children(() => setOpen(false)) : null}
    </>
  );
}
