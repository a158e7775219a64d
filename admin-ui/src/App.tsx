import { Admin, Resource } from "react-admin";
import { Dashboard } from "./dashboard/Dashboard.tsx";
import { ConsoleLayout } from "./layout/ConsoleLayout.tsx";
import { SignInPage } from "./layout/SignInPage.tsx";
import { authProvider } from "./providers/authProvider.ts";
import { dataProvider } from "./providers/dataProvider.ts";
import { i18nProvider } from "./providers/i18nProvider.ts";
import { store } from "./providers/store.ts";
import { darkTheme, lightTheme } from "./providers/theme.ts";
import { resources } from "./resources.ts";

/** The console: one list of resources, one data provider, one theme in two lights. */
export const App = () => (
  <Admin
    dataProvider={dataProvider}
    authProvider={authProvider}
    i18nProvider={i18nProvider}
    store={store}
    theme={lightTheme}
    darkTheme={darkTheme}
    dashboard={Dashboard}
    layout={ConsoleLayout}
    loginPage={SignInPage}
    title="Rollbook"
    requireAuth
    disableTelemetry
  >
    {resources.map((each) => (
      <Resource key={each.name} {...each} />
    ))}
  </Admin>
);
