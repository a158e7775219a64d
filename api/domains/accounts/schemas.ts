import { z } from "zod";
import { staffRoles } from "#db/enums.ts";

export const emailSchema = z
  .string()
  .trim()
  .max(254, "An e-mail address has at most 254 characters.")
  .regex(
    /^[^\s@<>(),;:"\\[\]]+@[^\s@<>(),;:"\\[\]]+\.[^\s@<>(),;:"\\[\].]+$/,
    "Enter an e-mail address, like name@example.org.",
  );

/** NIST SP 800-63B-4: length counts, composition rules do not. */
export const passwordSchema = z
  .string()
  .min(15, "Use at least 15 characters. A few words together are easy to remember.")
  .max(256, "Use at most 256 characters.");

export const signInSchema = z.strictObject({
  email: z.string().trim().min(1, "Enter your e-mail address.").max(254),
  password: z.string().min(1, "Enter your password.").max(1024),
});
export type SignIn = z.infer<typeof signInSchema>;

export const createStaffSchema = z.strictObject({
  email: emailSchema,
  displayName: z.string().trim().min(1, "Enter the person's name.").max(120),
  staffRole: z.enum(staffRoles),
  password: passwordSchema,
});
export type CreateStaff = z.infer<typeof createStaffSchema>;

/** What `/api/me` answers. */
export type Me = {
  id: number;
  displayName: string;
  email: string;
  role: string;
  roles: readonly string[];
  participantId: number | null;
  permissions: readonly string[];
};

/** What `/api/vocabulary` answers: the jurisdiction's words. */
export type { Jurisdiction as Vocabulary } from "#db/jurisdictions/types.ts";

/** S11: the three claims "I am here already", each with its identifier. */
export const signUpClaims = ["certification_number", "fcc_license", "employer_file_number"] as const;

const name = (missing: string) => z.string().trim().min(1, missing).max(80, "At most 80 characters.");
const identifier = z.string().trim().max(60, "At most 60 characters.").optional();

export const signUpSchema = z.strictObject({
  givenName: name("Enter your first name."),
  middleName: z.string().trim().max(80, "At most 80 characters.").optional(),
  familyName: name("Enter your last name."),
  birthDate: z.iso.date("Give your date of birth."),
  email: emailSchema,
  password: passwordSchema,
  identifiers: z
    .strictObject({
      certification_number: identifier,
      fcc_license: identifier,
      employer_file_number: identifier,
    })
    .default({}),
  acceptsTerms: z.literal(true, "Tick the box to go on."),
});
export type SignUp = z.input<typeof signUpSchema>;

export const accountTokenSchema = z.string().min(20).max(200);
export const requestResetSchema = z.strictObject({ email: emailSchema });
export const resetPasswordSchema = z.strictObject({ token: accountTokenSchema, password: passwordSchema });
export type ResetPassword = z.infer<typeof resetPasswordSchema>;
export const confirmEmailSchema = z.strictObject({
  token: accountTokenSchema,
  password: z.string().min(1, "Enter your password.").max(1024),
});
export type ConfirmEmail = z.infer<typeof confirmEmailSchema>;
export const changeLoginEmailSchema = z.strictObject({
  email: emailSchema,
  password: z.string().min(1, "Enter your password.").max(1024),
});
export type ChangeLoginEmail = z.infer<typeof changeLoginEmailSchema>;
