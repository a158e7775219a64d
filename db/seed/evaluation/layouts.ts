import type { Layout } from "./book.ts";
import { conferenceSlip, extensionAward } from "./held-out/certificates.ts";
import { agencyLetter, wallCredential } from "./held-out/credentials.ts";
import { exchangeForm } from "./held-out/exchange-form.ts";
import { quarterColumns } from "./held-out/quarter-columns.ts";
import { sessionSlips } from "./held-out/session-slips.ts";
import { yearMatrix } from "./held-out/year-matrix.ts";
import { boxedCells } from "./tune/boxed-cells.ts";
import { campusBlocks } from "./tune/campus-blocks.ts";
import { confirmationLetter, courseReceipt, framedCertificate, hoursRecord } from "./tune/certificates.ts";
import { attendanceForm, grantedAttendance, titleFirst, webinarThanks } from "./tune/certificates-granted.ts";
import { dayPass, diplomaOfMerit, plainNotice, ribbonAward } from "./tune/certificates-sessions.ts";
import { statePermit, walletCard } from "./tune/credential-cards.ts";
import { boardLicense, permitLetter } from "./tune/credential-papers.ts";
import { courseCard, nationalCredential, stateLookup } from "./tune/credentials.ts";
import { furtherSystemLooks } from "./tune/further-system-looks.ts";
import { periodBlocks } from "./tune/period-blocks.ts";
import { portalPrint } from "./tune/portal-print.ts";
import { quarterRegister } from "./tune/quarter-register.ts";
import { recordCard } from "./tune/record-card.ts";
import { ruledLedger } from "./tune/ruled-ledger.ts";
import { statusList } from "./tune/status-list.ts";
import { systemLooks } from "./tune/system-looks.ts";
import { termRegister } from "./tune/term-register.ts";
import { tripleColumns } from "./tune/triple-columns.ts";
import { typedColumns } from "./tune/typed-columns.ts";
import { yearSpread } from "./tune/year-spread.ts";

/** Every look the reader is measured on; a look belongs to one split for good. */
export const layouts: readonly Layout[] = [
  ruledLedger,
  typedColumns,
  campusBlocks,
  yearSpread,
  quarterRegister,
  tripleColumns,
  portalPrint,
  recordCard,
  termRegister,
  statusList,
  ...systemLooks,
  ...furtherSystemLooks,
  periodBlocks,
  boxedCells,
  framedCertificate,
  courseReceipt,
  hoursRecord,
  confirmationLetter,
  grantedAttendance,
  titleFirst,
  attendanceForm,
  webinarThanks,
  dayPass,
  diplomaOfMerit,
  plainNotice,
  ribbonAward,
  stateLookup,
  courseCard,
  nationalCredential,
  statePermit,
  walletCard,
  permitLetter,
  boardLicense,
  sessionSlips,
  yearMatrix,
  quarterColumns,
  exchangeForm,
  conferenceSlip,
  extensionAward,
  agencyLetter,
  wallCredential,
];
