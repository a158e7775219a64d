/** Words of every page: header, footer, form fields, errors. */
export const common = {
  skip: "Skip to the main content",
  menu: "Menu",
  mainMenu: "Main menu",
  yourPages: "Your pages",
  save: "Save",
  back: "Back",
  required: "required",
  optional: "optional",
  allFieldsRequired: "Every field is needed unless it says optional.",
  search: "Search",
  clear: "Clear the search",
  choose: "- Choose -",
  none: "None",
  yes: "Yes",
  no: "No",
  any: "Any",
  errorTitle: "Please check these answers",
  errorPrefix: "Error: ",
  month: "Month",
  day: "Day",
  year: "Year",
  dateIncomplete: "Give the month, the day and the year.",
  dateImpossible: "This date does not exist. Check the day and the month.",
  previous: "Previous",
  next: "Next",
  newBadge: "New",
  until: "until",
  siteNote: "Early care and education workforce registry",
} as const;

export const nav = {
  home: "Home",
  calendar: "Training calendar",
  trainers: "Approved trainers",
  help: "Help and contact",
  signIn: "Sign in",
  signUp: "Create a profile",
  signOut: "Sign out",
  mine: "My record",
  console: "Staff console",
} as const;

export const header = {
  yours: "Your registration",
  number: "Registry number",
} as const;

export const footer = {
  about: "About this registry",
  privacy: "Privacy",
  help: "Help and contact",
  check: "Check a report",
  identity: (registry: string, agency: string) => `${registry}, run by the ${agency}`,
} as const;

export const participantStatus = {
  pending: "Pending",
  active: "Active",
  expired: "Expired",
  merged: "Merged",
} as const;

export const errors = {
  title: "Something is not right",
  home: "Go to the home page",
  help: "If you need this page, call us:",
  400: { title: "We did not understand this", text: "Go back and try once more." },
  401: { title: "Please sign in", text: "This page is yours alone." },
  403: { title: "This is not for you to open", text: "Your sign-in does not allow this page." },
  404: {
    title: "We cannot find this page",
    text: "It may have moved, or the address has a typing mistake.",
  },
  409: {
    title: "Something changed in the meantime",
    text: "Open the page again and repeat your last step.",
  },
  413: { title: "The file is too large", text: "Send a smaller one, or a photo of each page." },
  422: { title: "Something is missing", text: "Go back and check your answers." },
  428: { title: "Please wait", text: "Something else has to happen first." },
  429: { title: "Too many tries", text: "Please wait a minute and try again." },
  500: {
    title: "Something went wrong on our side",
    text: "Please try again in a moment. Nothing you saved is lost.",
  },
  503: {
    title: "We are back in a moment",
    text: "The registry is restarting. Please try again shortly. Nothing you saved is lost.",
  },
  reference: "Reference",
} as const;
