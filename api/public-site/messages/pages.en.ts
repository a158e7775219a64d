/** The pages that say something to everybody. */
export const home = {
  title: "Home",
  lead: "One place for your training, your documents and your registry number.",
  announcements: "Announcements",
  noAnnouncements: "There is nothing new today.",
  quickLinks: "What would you like to do?",
  links: {
    calendar: {
      title: "Find a training",
      text: "Search by county, topic and language. No sign-in needed.",
    },
    signUp: {
      title: "Create a profile",
      text: "Get your registry number. It is free and takes five minutes.",
    },
    trainers: {
      title: "Find an approved trainer",
      text: "Organizations, their counties and how to reach them.",
    },
    help: { title: "Get help", text: "Phone, e-mail and where to send documents." },
    documents: {
      title: "Send a document",
      text: "Transcripts, permits, certificates. A phone photo is fine.",
    },
    report: { title: "Education & Training Report", text: "Your official report as a PDF." },
    trainings: { title: "My trainings", text: "What you signed up for and your hours." },
    myDocuments: { title: "My documents", text: "What has arrived, and how far it is." },
    employment: { title: "My work", text: "Where you work and have worked." },
    profile: { title: "My profile", text: "Address, phone, language and who sees your documents." },
    access: { title: "Program access", text: "For directors and administrators of a program." },
    mine: { title: "My record", text: "Everything that waits for you." },
  },
} as const;

export const about = {
  title: "About this registry",
  whatTitle: "What the registry does",
  what: [
    "The registry keeps your education, permits and training hours in one place. Staff check your documents, so that your employer, licensing and stipend programs can rely on them.",
    "Your registry number stays yours for your whole career. You can use it at trainings instead of your Social Security number.",
  ],
  whoTitle: "Who can join",
  who: "Teachers, assistants, directors, group leaders, site coordinators and family child care providers. It is free.",
  runTitle: "Who runs it",
  run: (registry: string, agency: string) => `The ${registry} is run by the ${agency}.`,
} as const;

export const help = {
  title: "Help and contact",
  contactTitle: "Talk to a person",
  phone: "Phone",
  email: "E-mail",
  submitTitle: "Where to send your documents",
  submitBest:
    "The quickest way is to send them here: sign in, open My documents and choose a file or take a photo.",
  submitButton: "Send a document",
  submitMail: "By mail",
  submitEmail: "By e-mail",
  submitFax: "By fax",
  submitNumber:
    "Write your name and registry number on every page you mail, or print a coversheet for it under My documents.",
  wantedTitle: "Documents you can send",
  notTwice: "Please do not send the same document twice. It waits in line from the day it first arrived.",
  time: (promise: string) => `Staff check documents in the order they arrive. It can take ${promise}.`,
  questionsTitle: "Common questions",
  questions: [
    {
      q: "I cannot sign in.",
      a: "Use your full e-mail address. If you forgot the password, choose “Forgot your password?” on the sign-in page and we send you a link.",
    },
    {
      q: "I changed my e-mail address and cannot open the old one.",
      a: "Call the help desk. Have your registry number ready, if you know it.",
    },
    {
      q: "I think I have two records.",
      a: "Choose “Write to the help desk” above and give both registry numbers if you know them. Staff put the two together. Nothing gets lost.",
    },
    {
      q: "I changed my name.",
      a: "Sign in, open My profile and choose “Ask for a name change”. Send a photo of the proof with it.",
    },
  ],
} as const;

export const privacy = {
  title: "Privacy",
  parts: [
    {
      title: "What we keep, and why",
      text: "Your name, birth date, contact details, education, permits, trainings and work history. We keep them to match documents and training records to the right person, and to print your report. We do not ask for your Social Security number here.",
    },
    {
      title: "Who sees it",
      text: "You. Registry staff, when they check a document or help you. Administrators of the program where you work now see the education and training of confirmed staff, and you can hide documents from them. Nobody can search the registry for people by qualification.",
    },
    {
      title: "What we never do",
      text: "We never sell your information. We never show your wage to anyone but you, the agency and, for your work there, your current employer.",
    },
    {
      title: "Reports to funders",
      text: "Agencies that offer trainings report how many people came, with registry numbers instead of Social Security numbers.",
    },
    {
      title: "Cookies",
      text: "One cookie keeps you signed in. It ends when you sign out, after 30 minutes without a click, or after 12 hours. There is no tracking and no advertising.",
    },
  ],
  question: "A question about your information?",
} as const;

export const trainers = {
  title: "Approved trainers",
  lead: "Organizations that the registry has approved, the counties they come to, and how to reach them.",
  county: "County",
  q: "Name",
  button: "Search",
  counties: "Counties",
  allCounties: "All of the state",
  instructors: "Instructors",
  events: "Trainings on the calendar",
  contact: "Contact",
  website: "Website",
  none: "No approved organization fits this search.",
  noneHint: "Try another county, or look at all organizations.",
} as const;
