import type { SecondLookView } from "../providers/wire.ts";
import { Day, Moment } from "../shared/Moments.tsx";
import { Facts, Panel } from "../shared/Panel.tsx";
import { useText } from "../shared/useText.ts";

/** Whose document it is and what they stated with it: what any reader of it would know. */
export function StatedFacts({ document }: { document: SecondLookView["document"] }) {
  const t = useText("documents");
  const own = useText("second-looks");
  const { participant, stated } = document;
  const former = participant.formerNames
    .map(({ givenName, familyName }) => `${givenName} ${familyName}`)
    .join(", ");
  return (
    <Panel>
      <Facts
        facts={[
          { label: t("fields.participantName"), value: `${participant.givenName} ${participant.familyName}` },
          former ? { label: own("formerNames"), value: former } : null,
          participant.birthDate
            ? { label: own("birthDate"), value: <Day value={participant.birthDate} /> }
            : null,
          { label: t("fields.receivedAt"), value: <Moment value={document.receivedAt} /> },
          stated.level ? { label: t("fields.statedLevel"), value: stated.level } : null,
          stated.number ? { label: t("fields.statedNumber"), value: stated.number } : null,
          stated.issuedOn
            ? { label: t("fields.statedIssuedOn"), value: <Day value={stated.issuedOn} /> }
            : null,
          stated.expiresOn
            ? { label: t("fields.statedExpiresOn"), value: <Day value={stated.expiresOn} /> }
            : null,
        ]}
      />
    </Panel>
  );
}
