import { Typography } from "@mui/material";
import { Fragment } from "react";
import { Menu, useGetIdentity, useResourceDefinitions, useSidebarState } from "react-admin";
import type { Role } from "#db/enums.ts";
import { useText } from "../shared/useText.ts";
import { menuOf } from "./menu.ts";

/** The menu of the role someone acts in. */
export function ConsoleMenu() {
  const { identity } = useGetIdentity();
  const t = useText("layout");
  const known = useResourceDefinitions();
  const [open] = useSidebarState();
  const sections = identity ? menuOf[identity.role as Role] : [];
  return (
    <Menu sx={{ pt: 0.5, mt: 0 }}>
      <Menu.DashboardItem />
      {sections.map(({ title, resources }) => {
        const items = resources.filter((name) => known[name]?.hasList);
        return items.length === 0 ? null : (
          <Fragment key={title}>
            <Typography
              variant="caption"
              component="li"
              role="presentation"
              sx={{
                listStyle: "none",
                px: 2,
                pt: 1,
                pb: 0.25,
                color: "text.secondary",
                visibility: open ? "visible" : "hidden",
              }}
            >
              {t(`menu.${title}`)}
            </Typography>
            {items.map((name) => (
              <Menu.ResourceItem key={name} name={name} />
            ))}
          </Fragment>
        );
      })}
    </Menu>
  );
}
