import { useTheme } from "@mui/material";
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { Overview } from "../providers/wire.ts";
import { formatDay } from "../shared/dates.ts";
import { useText } from "../shared/useText.ts";

type Props = { flow?: Overview["flow"] };

/** Two bars a week: what came in and what was verified. The same numbers stand in a table for screen readers. */
export function FlowChart({ flow = [] }: Props) {
  const t = useText("dashboard");
  const { palette, typography } = useTheme();
  const tick = { fill: palette.text.secondary, fontSize: 12, fontFamily: typography.fontFamily };
  const short = (week: string) => formatDay(week).replace(/, \d{4}$/, "");
  return (
    <>
      <div aria-hidden style={{ width: "100%", height: 240 }}>
        <ResponsiveContainer>
          <BarChart
            data={flow}
            margin={{ top: 8, right: 8, bottom: 0, left: -18 }}
            barGap={2}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke={palette.divider} />
            <XAxis
              dataKey="week"
              tickFormatter={short}
              tick={tick}
              tickLine={false}
              axisLine={{ stroke: palette.divider }}
            />
            <YAxis allowDecimals={false} tick={tick} tickLine={false} axisLine={false} />
            <Tooltip
              cursor={{ fill: palette.raised }}
              labelFormatter={(week) => t("weekOf", { day: formatDay(String(week)) })}
              contentStyle={{
                background: palette.background.paper,
                border: `1px solid ${palette.divider}`,
                borderRadius: 6,
                color: palette.text.primary,
              }}
            />
            <Legend wrapperStyle={{ fontSize: 12 }} />
            <Bar
              dataKey="received"
              name={t("received")}
              fill={palette.chart.received}
              isAnimationActive={false}
            />
            <Bar
              dataKey="verified"
              name={t("verified")}
              fill={palette.chart.verified}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </div>
      <div className="visually-hidden">
        <table>
          <caption>{t("flow")}</caption>
          <tbody>
            {flow.map(({ week, received, verified }) => (
              <tr key={week}>
                <th scope="row">{t("weekOf", { day: formatDay(week) })}</th>
                <td>{`${t("received")}: ${received}`}</td>
                <td>{`${t("verified")}: ${verified}`}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
