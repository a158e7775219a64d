import { Link as MuiLink } from "@mui/material";
import { useResourceDefinitions } from "react-admin";
import { Link } from "react-router";
import { resources } from "../providers/catalogue.ts";
import { useSubjectWord } from "./useSubjectWord.ts";

type Props = { type: string; id: number | null };

/** What a deed was done to, as a word and number; a link where the record has a page. */
export function SubjectLink({ type, id }: Props) {
  const word = useSubjectWord();
  // Newer resources are addressed with hyphens.
  const resource = type in resources ? type : type.replaceAll("_", "-");
  const known = useResourceDefinitions()[resource];
  const text = [word(type), id].filter(Boolean).join(" ");
  // Texts that are maintained by form only open in it.
  const page = known?.hasShow ? "/show" : known?.hasEdit ? "" : null;
  if (id === null || page === null || !(resource in resources)) return <>{text}</>;
  return (
    <MuiLink
      component={Link}
      to={`/${resource}/${id}${page}`}
      underline="hover"
      onClick={(event: React.MouseEvent) => event.stopPropagation()}
    >
      {text}
    </MuiLink>
  );
}
