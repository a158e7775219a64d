import { Link as MuiLink } from "@mui/material";
import type { ReactNode } from "react";
import { Link } from "react-router";

/** A link to a record of the console; amid other words it is underlined, as color alone would not tell it. */
export const To = ({ to, children, inText }: { to: string; children: ReactNode; inText?: boolean }) => (
  <MuiLink component={Link} to={to} underline={inText ? "always" : "hover"}>
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
