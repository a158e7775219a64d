import { Link as MuiLink } from "@mui/material";
import type { ReactNode } from "react";
import { Link } from "react-router";

/** A link to a record of the console. */
export const To = ({ to, children }: { to: string; children: ReactNode }) => (
  <MuiLink component={Link} to={to} underline="hover">
    {children}
  </MuiLink>
);

/** A person by name and number, opening their record. */
export const PersonLink = ({ id, name, number }: { id: number; name: string; number?: string | null }) => (
  <To to={`/participants/${id}/show`}>
    {name}
    {number ? ` (${number})` : ""}
  </To>
);
