import { Typography } from "@mui/material";
import { Fragment } from "react";
import { Menu, useGetIdentity, useResourceDefinitions, useSidebarState } from "react-admin";
import { useLocation } from "react-router";
import type { Role } from "#db/enums.ts";
import { useText } from "../shared/useText.ts";
import { menuOf } from "./menu.ts";

/** Lists that are tabs of another list: its item is where one is. */
const standsFor: Readonly<Record<string, string>> = { directory_duplicates: "duplicates" };
const ACTIVE = "RaMenuItemLink-active";

/** The menu of the role someone acts in. */
export function ConsoleMenu() {
  const { identity } = useGetIdentity();
  const t = useText("layout");
  const known = useResourceDefinitions();
  const [open] = useSidebarState();
  const here = standsFor[useLocation().pathname.split("/")[1] ?? ""];
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
              <Menu.ResourceItem key={name} name={name} className={here === name ? ACTIVE : undefined} />
            ))}
          </Fragment>
        );
      })}
    </Menu>
  );
}
