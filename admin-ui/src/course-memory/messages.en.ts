export const course_memory = {
  name: "Course memory |||| Course memory",
  fields: {
    q: "Course or college",
    courseNumber: "Number",
    title: "Course",
    institutionName: "Institution",
    institutionId: "Institution",
    units: "Units",
    unitSystem: "System",
    classification: "Class",
    decidedAt: "Decided",
    decidedByName: "By",
    reason: "Why is it corrected?",
  },
  empty: "Nothing is remembered yet: courses are remembered as transcripts are verified.",
  correct: "Correct",
  correctTitle: "Correct %{course} at %{college}",
  explain:
    "The next transcripts with this course are offered the corrected facts. Records decided already stay as they are; those decided the other way are listed for you.",
  submit: "Correct",
  done: "Course memory is corrected.",
  otherTitle: "Decided the other way",
  otherLead:
    "%{smart_count} verified row of %{course} has another class. It prints as it was decided. |||| %{smart_count} verified rows of %{course} have another class. They print as they were decided.",
  otherRow: "Document %{id} of participant %{number}: %{class}",
  otherOn: "decided on %{day}",
  close: "Close",
} as const;
