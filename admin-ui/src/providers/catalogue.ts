import english from "ra-language-english";
import { documents } from "../documents/messages.en.ts";
import { enums } from "../enums/messages.en.ts";
import { layout } from "../layout/messages.en.ts";
import { participants } from "../participants/messages.en.ts";
import { shared } from "../shared/messages.en.ts";

/** Texts of the resources: `name`, `fields.*` where react-admin looks for them, and what the screens say. */
export const resources = { documents, participants } as const;

/** Every text of the console. */
export const catalogue = { ...english, shared, layout, enums, resources };

export type Rooms = { shared: typeof shared; layout: typeof layout } & typeof resources;
export type Enums = typeof enums;

/** Dotted paths to the texts of a tree. */
export type TextKey<T, Prefix extends string = ""> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : TextKey<T[K], `${Prefix}${K}.`>;
}[keyof T & string];
