import { Box, Typography } from "@mui/material";
import type { SecondLookView } from "../providers/wire.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { useVocabulary } from "../shared/useVocabulary.ts";
import type { second_looks } from "./messages.en.ts";

type Difference = NonNullable<SecondLookView["differences"]>[number];
type Cell = keyof typeof second_looks.cells;

/** A stored value in the words the desk uses for it. */
function useShown() {
  const word = useEnum();
  const vocabulary = useVocabulary();
  return ({ section, cell }: Difference, value: string): string => {
    if (value === "") return "";
    if (cell === "outcome") return word("decisionOutcome", value);
    if (cell === "reasonCode") return vocabulary?.reasons.find(({ code }) => code === value)?.label ?? value;
    if (cell === "classification")
      return vocabulary?.classificationLabels[value as keyof typeof vocabulary.classificationLabels] ?? value;
    if (cell === "unitSystem") return word("unitSystem", value);
    if (cell === "state") return word("courseState", value);
    if (section === "degrees" && cell === "level") return word("degreeLevel", value);
    if (section === "credentials" && cell === "name")
      return vocabulary?.credentialNames.find(({ code }) => code === value)?.label ?? value;
    if (cell === "units" || cell === "hours") return String(Number(value));
    return value;
  };
}

/** Row by row, what the two entered, side by side. */
export function Differences({ differences }: { differences: readonly Difference[] }) {
  const t = useText("second-looks");
  const shown = useShown();
  const value = (difference: Difference, side: "first" | "second") =>
    shown(difference, difference[side]) || (
      <Typography component="span" variant="body2" sx={{ color: "text.secondary", fontStyle: "italic" }}>
        {t("done.missing")}
      </Typography>
    );
  return (
    <Box sx={{ overflowX: "auto" }}>
      <Box
        component="table"
        aria-label={t("done.differences")}
        sx={{
          width: "100%",
          borderCollapse: "collapse",
          fontSize: "0.875rem",
          "& th, & td": {
            textAlign: "left",
            verticalAlign: "top",
            py: 0.75,
            pr: 1.5,
            borderBottom: 1,
            borderColor: "divider",
            overflowWrap: "break-word",
          },
          "& th": { color: "text.secondary", fontWeight: 600, whiteSpace: "nowrap" },
        }}
      >
        <thead>
          <tr>
            <th scope="col">{t("done.field")}</th>
            <th scope="col">{t("done.first")}</th>
            <th scope="col">{t("done.second")}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map((each) => (
            <tr key={`${each.section}.${each.row}.${each.cell}.${each.first}.${each.second}`}>
              <td>
                <strong>{t(`cells.${each.cell as Cell}`)}</strong>
                <Typography variant="body2" sx={{ color: "text.secondary" }}>
                  {each.row}
                </Typography>
              </td>
              <td>{value(each, "first")}</td>
              <td>{value(each, "second")}</td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
