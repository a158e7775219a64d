import { createInsertSchema } from "drizzle-zod";
import { z } from "zod";
import { sponsors } from "#db/schema/index.ts";
import type { Wire } from "../../kernel/wire.ts";
import { emailSchema } from "../accounts/schemas.ts";
import { confirmNewSchema } from "../directory-duplicates/schemas.ts";
import type { MergeLinks } from "../directory-merges/schemas.ts";

const line = (max: number) => z.string().trim().max(max, `At most ${max} characters.`).nullable();
const blankIsNull = (raw: unknown): unknown =>
  raw && typeof raw === "object"
    ? Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, value === "" ? null : value]))
    : raw;

/** Contact and settings: what a sponsor's own managers keep. S122, S119, S137 */
const editable = createInsertSchema(sponsors, {
  name: z.string("Enter the organization's name.").trim().min(1, "Enter the organization's name.").max(160),
  contactName: line(120),
  contactEmail: emailSchema.nullable(),
  contactPhone: line(30),
  website: z
    .url({ protocol: /^https?$/, message: "Enter a web address that starts with https://." })
    .max(200)
    .nullable(),
  counties: z.array(z.string().trim().min(1).max(60)).max(100),
}).pick({
  name: true,
  contactName: true,
  contactEmail: true,
  contactPhone: true,
  website: true,
  counties: true,
  selfWithdrawal: true,
});

/** What the registry alone decides: the vendor code of the ORGCODE, approval, state funding. B-R1, S136, S141 */
const decided = createInsertSchema(sponsors, {
  vendorCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{4}$/, "A vendor code has four letters or digits."),
}).pick({ vendorCode: true, status: true, stateFunded: true });

export const updateSponsorSchema = z.preprocess(
  blankIsNull,
  editable.partial().extend({
    ...decided.partial().shape,
    id: z.number().int(),
    version: z.number().int(),
  }),
);
export type UpdateSponsor =
  z.input<typeof editable> extends infer Fields
    ? Partial<Fields> & Partial<z.input<typeof decided>> & { id: number; version: number }
    : never;

export const createSponsorSchema = z.preprocess(
  blankIsNull,
  editable
    .partial({
      contactName: true,
      contactEmail: true,
      contactPhone: true,
      website: true,
      counties: true,
      selfWithdrawal: true,
    })
    .extend(decided.partial({ status: true, stateFunded: true }).shape)
    .extend(confirmNewSchema.shape),
);
export type CreateSponsor = z.input<typeof createSponsorSchema>;

export type SponsorRow = Wire<
  Pick<
    typeof sponsors.$inferSelect,
    | "id"
    | "name"
    | "vendorCode"
    | "status"
    | "stateFunded"
    | "contactName"
    | "contactEmail"
    | "contactPhone"
    | "website"
    | "counties"
    | "selfWithdrawal"
    | "version"
    | "updatedAt"
  >
>;

export type SponsorView = SponsorRow &
  MergeLinks & {
    createdAt: string;
    /** Named for registry staff and the sponsor's own managers; empty for everybody else. */
    managers: {
      id: number;
      participantId: number;
      name: string;
      registryNumber: string;
      kind: "contact" | "additional";
    }[];
    counts: { trainings: number; upcomingEvents: number; instructors: number };
  };
