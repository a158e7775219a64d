import { FormControl, FormControlLabel, FormLabel, Radio, RadioGroup } from "@mui/material";
import type { TogetherPreview } from "../providers/wire.ts";
import { Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";

type Props = { preview: TogetherPreview; keepAccountId: number | null; onKeepAccount: (id: number) => void };

/** Which of several sign-ins stays; nothing where there is at most one. */
export function KeepLogin({ preview, keepAccountId, onKeepAccount }: Props) {
  const compare = useText("duplicates");
  const logins = preview.records.flatMap(({ accounts }) =>
    accounts.filter(({ status }) => status !== "disabled"),
  );
  const asksLogin = logins.length > 1;
  return (
    <>
      {asksLogin ? (
        <Panel title={compare("compare.login")}>
          <FormControl>
            <FormLabel id="keep-login">{compare("compare.loginNote")}</FormLabel>
            <RadioGroup
              aria-labelledby="keep-login"
              value={keepAccountId ?? ""}
              onChange={(_event, id) => onKeepAccount(Number(id))}
            >
              {logins.map((account) => (
                <FormControlLabel
                  key={account.id}
                  value={account.id}
                  control={<Radio size="small" />}
                  label={account.email}
                  sx={{ overflowWrap: "anywhere" }}
                />
              ))}
            </RadioGroup>
          </FormControl>
        </Panel>
      ) : null}
    </>
  );
}
