/** Where the page's data come from: held in the page itself, or from the server that it came from. */
import type { Account, Held } from "./types.ts";
import { index, type Story } from "./story.ts";
import * as api from "./api.ts";

export interface Summary {
  id: string;
  title: string;
  place: string | null;
  reports: number;
  claims: number;
  first: string | null;
  last: string | null;
  zone: string;
}

/** The accounts that stand in a self-contained page; null where it came from a server. */
function heldHere(): Held | null {
  const node = document.getElementById("accounts");
  return node === null ? null : (JSON.parse(node.textContent ?? "null") as Held);
}

const here = heldHere();
const indexed = new Map<string, Promise<Story>>();
if (here) for (const account of here.accounts) indexed.set(account.story.id, Promise.resolve(index(account)));

/** Nothing can be decided or added: there is no server behind the page. */
export const alone = here !== null;
export const accounts: Account[] = here?.accounts ?? [];

export function story(id: string): Promise<Story> {
  const known = indexed.get(id);
  if (known) return known;
  if (alone) return Promise.reject(new Error("unknown"));
  const asked = api.account(id).then(index);
  indexed.set(id, asked);
  asked.catch(() => indexed.delete(id));
  return asked;
}

/** What was changed on the server is asked for anew. */
export function forget(id?: string): void {
  if (alone) return;
  if (id === undefined) indexed.clear();
  else indexed.delete(id);
}
