import { Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from "@mui/material";
import { type Change, humanKey, inWords } from "./diff.ts";

type Props = { changes: readonly Change[]; labels: { field: string; before: string; after: string } };

/** Field by field: what it was and what it is. */
export const DiffTable = ({ changes, labels }: Props) => (
  <TableContainer>
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{labels.field}</TableCell>
          <TableCell>{labels.before}</TableCell>
          <TableCell>{labels.after}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {changes.map(({ key, before, after }) => (
          <TableRow key={key}>
            <TableCell component="th" scope="row">
              {humanKey(key)}
            </TableCell>
            <TableCell sx={{ color: "text.secondary", overflowWrap: "anywhere" }}>
              {inWords(before)}
            </TableCell>
            <TableCell sx={{ overflowWrap: "anywhere" }}>{inWords(after)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  </TableContainer>
);
