import { expect, test } from "vitest";
import { z } from "zod";
import { toRegistryError } from "#api/http/error-handler.ts";

test.each<[string, z.ZodType, unknown, string]>([
  ["a long text", z.string().max(3), "Ana Reyes", "Please enter at most 3 characters."],
  ["a short code", z.string().length(4), "AB", "Please enter exactly 4 characters."],
  ["an empty text", z.string().trim().min(1), " ", "Please fill this in."],
  ["an empty list", z.array(z.string()).min(1), [], "Please fill this in."],
  ["a long list", z.array(z.string()).max(1), ["a", "b"], "Please enter at most 1 item."],
  ["a large number", z.number().max(400), 401, "Please enter at most 400."],
  ["nothing where more is needed", z.number().positive(), 0, "Please enter more than 0."],
  ["a word for a number", z.number(), "many", "This value does not fit here."],
  ["a rule's own sentence", z.string().max(3, "Three letters at most."), "Reyes", "Three letters at most."],
])("%s says beside its field what would fit", (_name, schema, value, said) => {
  const { error } = z.object({ field: schema }).safeParse({ field: value });
  expect(toRegistryError(error)).toMatchObject({ fields: { field: said } });
});
