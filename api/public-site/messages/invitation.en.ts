/** Invitations to a roster, from an organization's list. */
export const invitation = {
  title: "Your invitation",
  hours: (hours: string, sponsor: string) =>
    `${sponsor} has you on the list of those who attended: ${hours}. Take them, and they are on your record at once.`,
  seat: (sponsor: string) => `${sponsor} signed you up. Take your place, and you are on the roster.`,
  when: "When",
  given: "Offered by",
  credit: "Counts as",
  takeHours: "Put the hours on my record",
  takeSeat: "Take my place",
  notMe: "If you were not there, or do not want to come, you do not need to do anything.",
  signIn: "Sign in",
  signUp: "Sign up",
  signFirst: "Sign in to the record the training is to be on. If you are new here, sign up: it is free.",
  staffOnly: "You are signed in without a record of your own. Sign out, and open the link again.",
  waiting: "Invitations",
  done: {
    attended: "The hours are on your record.",
    enrolled: "You are on the roster. We have sent you an e-mail.",
    waitlisted: "The training is full. You are on the waiting list, and we write to you when a seat is free.",
  },
  gone: {
    title: "This invitation does not work any more",
    text: "It was used, withdrawn or is too old. If you opened an older e-mail, use the link in the newest one.",
    button: "Training calendar",
  },
} as const;
