import type { Layout } from "./book.ts";
import { campusBlocks } from "./tune/campus-blocks.ts";
import { ruledLedger } from "./tune/ruled-ledger.ts";
import { typedColumns } from "./tune/typed-columns.ts";
import { yearSpread } from "./tune/year-spread.ts";

/** Every look the reader is measured on; a look belongs to one split for good. */
export const layouts: readonly Layout[] = [ruledLedger, typedColumns, campusBlocks, yearSpread];
