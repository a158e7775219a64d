import type { ParticipantView, SponsorRow } from "../providers/wire.ts";
import { PersonLink, To } from "../shared/Links.tsx";
import { useRead } from "../shared/useRead.ts";

type Props = { kind: "sponsor" | "participant"; id: number };

/** The sponsor or person a report was asked for, by name; the number where the role does not read the record. */
export function RecordName({ kind, id }: Props) {
  const sponsor = useRead(
    ["sponsors", "name", id],
    async (registry) => (await registry.getOne<SponsorRow>("sponsors", { id })).data,
    { enabled: kind === "sponsor" },
  ).data;
  const person = useRead(
    ["participants", "name", id],
    async (registry) => (await registry.getOne<ParticipantView>("participants", { id })).data,
    { enabled: kind === "participant" },
  ).data;
  if (sponsor) return <To to={`/sponsors/${id}/show`}>{sponsor.name}</To>;
  if (person) {
    const name = `${person.familyName}, ${person.givenName}`;
    return <PersonLink id={id} name={name} number={person.registryNumber} />;
  }
  return <>{id}</>;
}
