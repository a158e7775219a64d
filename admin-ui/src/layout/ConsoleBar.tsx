import { Box, Stack, Typography } from "@mui/material";
import {
  AppBar,
  type AppBarProps,
  LoadingIndicator,
  Logout,
  ToggleThemeButton,
  UserMenu,
  useGetIdentity,
} from "react-admin";
import { useCan } from "../shared/useCan.ts";
import { useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import { GlobalSearch } from "./GlobalSearch.tsx";
import { KeysOverlay } from "./KeysOverlay.tsx";
import { RoleSwitcher } from "./RoleSwitcher.tsx";

const Tools = () => (
  <>
    <RoleSwitcher />
    <KeysOverlay />
    <ToggleThemeButton />
    <LoadingIndicator />
  </>
);

/** The button says whose menu it is, and its name for a screen reader is the same word. */
function OwnMenu() {
  const { identity } = useGetIdentity();
  return (
    <UserMenu label={identity?.fullName}>
      <Logout />
    </UserMenu>
  );
}

/** The registry's name, the search for a person, and what is about oneself. */
export function ConsoleBar(props: AppBarProps) {
  const can = useCan();
  const t = useText("shared");
  const vocabulary = useVocabulary();
  return (
    <AppBar
      {...props}
      color="inherit"
      elevation={0}
      toolbar={<Tools />}
      userMenu={<OwnMenu />}
      sx={{ borderBottom: "1px solid", borderColor: "divider", bgcolor: "background.paper" }}
    >
      <Stack direction="row" sx={{ flex: 1, gap: 1.5, alignItems: "center", minWidth: 0 }}>
        <Box sx={{ display: { xs: "none", md: "block" }, minWidth: 0, flexShrink: 1 }}>
          <Typography variant="h3" component="p" noWrap title={vocabulary?.registryName}>
            {t("name")}
            <Typography component="span" variant="body2" sx={{ color: "text.secondary", ml: 1 }}>
              {vocabulary?.name}
            </Typography>
          </Typography>
        </Box>
        <Box sx={{ flex: 1, minWidth: 0, display: "flex", justifyContent: { md: "center" } }}>
          {can("participants:read") ? <GlobalSearch /> : null}
        </Box>
      </Stack>
    </AppBar>
  );
}
