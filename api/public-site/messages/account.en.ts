/** Signing up, signing in and the links that are mailed. */
export const signIn = {
  title: "Sign in",
  email: "E-mail address",
  password: "Password",
  button: "Sign in",
  forgot: "Forgot your password?",
  new: "New here?",
  create: "Create a profile",
  noRecord: "You are signed in as staff. This page is for educators with a record of their own.",
} as const;

export const signUp = {
  title: "Create a profile",
  lead: "It takes about five minutes. We look first whether a record of yours is here already, so that you never end up with two.",
  nameTitle: "Your name",
  nameHint: "As on your official documents. Only registry staff can change it later.",
  givenName: "First name",
  middleName: "Middle name",
  familyName: "Last name",
  birthDate: "Date of birth",
  birthHint: "For example: April 12 1988",
  signInTitle: "How you will sign in",
  email: "E-mail address",
  emailHint: "One that is yours alone and that you keep when you change jobs.",
  password: "Password",
  passwordHint: "At least 15 characters. A few words together are easy to remember.",
  claimsTitle: "Are you here already?",
  claimsHint:
    "Tick what fits and give the number. It helps us to find your record. Skip what you do not know.",
  claims: {
    certification_number: "I hold a permit, credential or other certification",
    fcc_license: "I hold a family child care license",
    employer_file_number: "My program has started a record for me",
  },
  claimNumberMissing: "Give the number, or take the tick away.",
  terms: "I agree to the privacy rules of this registry, and what I wrote is true.",
  termsLink: "Read the privacy rules",
  button: "Create my profile",
  have: "You have a profile already?",
  birthMissing: "Give your date of birth.",
  givenMissing: "Enter your first name.",
  familyMissing: "Enter your last name.",
} as const;

export const checkMail = {
  title: "Check your e-mail",
  signUp: "We have sent an e-mail to the address you gave. Open the link in it to finish.",
  signUpKnown:
    "If we know you already, the e-mail says how to get back to your record. It goes to the address we have on file, which may be an older one.",
  reset:
    "If there is a profile with this e-mail address, we have sent a link to it. Open it to choose a new password.",
  change:
    "We have sent an e-mail to your new address. Your sign-in changes when you open the link in it. Until then, use the old one.",
  valid: "The link works once and for a short time.",
  nothing: "Nothing there after ten minutes? Look into the spam folder. Then call us:",
} as const;

export const forgot = {
  title: "Forgot your password?",
  lead: "Give your e-mail address. We send you a link to choose a new password.",
  button: "Send me a link",
} as const;

export const reset = {
  title: "Choose a new password",
  password: "New password",
  button: "Save the new password",
  done: "Your new password is saved. Please sign in with it. Everywhere else you have been signed out.",
} as const;

export const confirm = {
  title: "Finish your profile",
  lead: "Enter the password you chose, so that we know it is you.",
  button: "Open my record",
  forgot: "I do not remember it",
  done: "Your e-mail address is confirmed.",
} as const;

export const badLink = {
  title: "This link does not work any more",
  text: "A link works once and for a short time. Ask for a new one.",
  button: "Send me a new link",
} as const;
