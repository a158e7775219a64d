import polyglotI18nProvider from "ra-i18n-polyglot";
import { catalogue } from "./catalogue.ts";

export const i18nProvider = polyglotI18nProvider(() => catalogue, "en", [{ locale: "en", name: "English" }], {
  allowMissing: true,
});
