import { MenuItem, Select } from "@mui/material";
import { useGetIdentity, useNotify } from "react-admin";
import type { Role } from "#db/enums.ts";
import { switchRole } from "../providers/authProvider.ts";
import { useEnum, useText } from "../shared/useText.ts";

/** For people who hold several roles: which one they act in now. */
export function RoleSwitcher() {
  const { identity } = useGetIdentity();
  const t = useText("layout");
  const word = useEnum();
  const notify = useNotify();
  const held = (identity?.roles ?? []) as Role[];
  if (!identity || held.length < 2) return null;
  return (
    <Select
      size="small"
      value={identity.role as Role}
      aria-label={t("roleLabel")}
      onChange={(event) =>
        void switchRole(event.target.value as Role).catch((error: Error) =>
          notify(error.message, { type: "error" }),
        )
      }
      sx={{ fontSize: "0.8125rem", maxWidth: { xs: 92, sm: "none" }, "& .MuiSelect-select": { py: 0.5 } }}
    >
      {held.map((role) => (
        <MenuItem key={role} value={role}>
          {word("role", role)}
        </MenuItem>
      ))}
    </Select>
  );
}
