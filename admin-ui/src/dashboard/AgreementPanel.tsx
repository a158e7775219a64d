import { Box, Typography } from "@mui/material";
import type { DeskNumbers } from "../providers/wire.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";
import { tableStyles } from "./tableStyles.ts";

type Field = DeskNumbers["agreement"][number];
type Section = "decision" | "courses" | "degrees" | "credentials" | "trainingHours";

/** `courses.units` in the desk's words: the section and its field. */
function useFieldName() {
  const t = useText("dashboard");
  const looks = useText("second-looks");
  return (field: string) => {
    const [section, cell] = field.split(".") as [Section, Parameters<typeof looks>[0]];
    return [t(`desk.sections.${section}`), looks(`cells.${cell}` as Parameters<typeof looks>[0])] as const;
  };
}

const percent = ({ agreed, compared }: Field) =>
  `${((agreed / Math.max(1, compared)) * 100).toLocaleString("en-US", { maximumFractionDigits: 1 })} %`;

/** How often two clerks who read the same document agree, field by field, the least agreed first. M8 */
export function AgreementPanel({ agreement }: { agreement: DeskNumbers["agreement"] }) {
  const t = useText("dashboard");
  const nameOf = useFieldName();
  return (
    <Panel title={t("desk.agreement")}>
      {agreement.length === 0 ? (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {t("desk.agreementNone")}
        </Typography>
      ) : (
        <Box
          sx={{ overflow: "auto", maxHeight: 320 }}
          tabIndex={0}
          role="region"
          aria-label={t("desk.agreement")}
        >
          <Box component="table" sx={tableStyles}>
            <thead>
              <tr>
                <th scope="col" colSpan={2}>
                  {t("desk.field")}
                </th>
                <th scope="col" className="number" colSpan={2}>
                  {t("desk.agreed")}
                </th>
              </tr>
            </thead>
            <tbody>
              {agreement.map((each) => {
                const [section, cell] = nameOf(each.field);
                return (
                  <tr key={each.field}>
                    <td>{section}</td>
                    <th scope="row">{cell}</th>
                    <td className="number">{percent(each)}</td>
                    <td className="number">
                      {each.agreed.toLocaleString("en-US")} / {each.compared.toLocaleString("en-US")}
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </Box>
        </Box>
      )}
    </Panel>
  );
}
