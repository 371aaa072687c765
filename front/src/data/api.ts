/** The server's API (docs/api.md), as the live page uses it. Addresses are relative to the page's own base. */
import type { Account, Toll } from "./types.ts";

const ROOT = "api/v1";

export interface Fault {
  status: number;
  title: string;
  detail: string | null;
  code: string;
  remedy: string | null;
  entry?: Entry; // another's decision, on which this one would be stale
}

export class Refused extends Error {
  constructor(readonly fault: Fault) {
    super(fault.detail ?? fault.title);
  }
}

export interface Session {
  user: string | null;
  role: "nobody" | "reader" | "reviewer" | "admin";
  csrf: string | null;
  may: { decide: boolean; add: boolean; names: boolean; text: boolean; seal: boolean };
}

export interface Rows<T> {
  rows: T[];
  next: string | null;
  as_of: string | null;
  upto: number;
}

export interface Move {
  measure: string;
  scope: string;
  before: string | null;
  after: string | null;
  change: string;
  because: string[];
  claims: string[];
}

export interface StorySummary {
  id: string; title: string; place: { name: string } | null; zone: string; reports: number; claims: number;
  first: string | null; last: string | null; rule: string | null;
  tolls: Toll[]; moved: Move[]; conflicts: number; problems: number; withdrawn: number;
  newest: { title: string | null; publisher: string | null; name: string; published: string | null } | null;
}

export interface Placed {
  id: string; story: string; report: string; report_id: string; publisher: string | null; published: string | null;
  measure: string; object: string | null; low: number | null; high: number | null; qualifier: string; who: string | null; side: string;
  where: string | null; said_by: string | null; source: { name: string; kind: string } | null; standing: string; rule: string;
  place: { id: string; name: string } | null;
  sentence: { start: number; end: number; text: string }; figure: { start: number; end: number; text: string };
}

export interface Entry {
  number: number; recorded: string; by: string; kind: string; act: string | null; subject: string; story: string | null;
  reason: string | null; value: string | null; state: string; digest: string;
}

export interface Task {
  claim: Placed;
  weight: number;
  why: string;
  precision: number | null;
  decided: Entry[];
}

export interface Hit {
  kind: "report" | "claim" | "source"; id: string; story: string | null; report: string | null;
  title: string | null; words: string | null; published: string | null; score: number;
}

export interface Citation { text: string; path: string; upto: number; as_of: string | null; digest: string }

let csrf: string | null = null;
export let entry = ""; // the ledger's last entry that the person has seen

async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = new Headers(init.headers);
  if (csrf !== null && init.method !== undefined && init.method !== "GET") headers.set("X-CSRF-Token", csrf);
  const answer = await fetch(`${ROOT}/${path}`, { ...init, headers, credentials: "same-origin" });
  const number = answer.headers.get("Tollbook-Entry");
  if (number !== null) entry = number;
  if (answer.ok) return answer.status === 204 ? (undefined as T) : ((await answer.json()) as T);
  const fault = (await answer.json().catch(() => ({}))) as Partial<Fault>;
  throw new Refused({
    status: answer.status, title: fault.title ?? answer.statusText, detail: fault.detail ?? null,
    code: fault.code ?? "", remedy: fault.remedy ?? null, ...(fault.entry ? { entry: fault.entry } : {}),
  });
}

const send = <T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> =>
  ask<T>(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json", ...headers } });

function asked(path: string, query: Record<string, string | undefined>): string {
  const kept = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]));
  const words = new URLSearchParams(kept).toString();
  return words ? `${path}?${words}` : path;
}

/** All rows of a list, page by page, up to ``most``. */
async function all<T>(path: string, query: Record<string, string | undefined>, most = 2000): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask<Rows<T>>(asked(path, { ...query, limit: "500", cursor }));
    found.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined && found.length < most);
  return found;
}

export const account = (id: string): Promise<Account> => ask(`stories/${encodeURIComponent(id)}/account`);
export const stories = (query: Record<string, string | undefined>): Promise<StorySummary[]> => all("stories", query);
export const search = (query: Record<string, string | undefined>): Promise<Hit[]> => all("search", query, 200);
export const review = (story?: string): Promise<Task[]> => all("review", { story }, 500);
export const corrections = (story?: string): Promise<Entry[]> => all("corrections", { story }, 500);
export const claimEntries = (claim: string): Promise<Entry[]> => all(`claims/${claim}/entries`, {});
export const effect = (claim: string, as_of?: string): Promise<{ with: Toll[]; without: Toll[] }> =>
  ask(asked(`claims/${claim}/effect`, { as_of }));
export const cite = (path: string, query: Record<string, string | undefined>): Promise<Citation> => ask(asked(path, query));
export const text = (report: string): Promise<{ text: string }> => ask(`reports/${report}/text`);
/** The bytes of a report as they were found, as text; `null` where they are none. They are never run. */
export async function found(report: string): Promise<string | null> {
  const answer = await fetch(`${ROOT}/reports/${report}/raw`, { credentials: "same-origin" });
  return answer.ok && (answer.headers.get("Content-Type") ?? "").startsWith("text/plain") ? answer.text() : null;
}
export const places = (q: string): Promise<{ id: string; name: string; country: string | null }[]> => all("places", { q }, 50);
export interface SourceRow { id: string; name: string; kind: string; country: string | null; claims: number; stories: string[] }
export const sources = (story?: string): Promise<SourceRow[]> => all("sources", { story }, 2000);
export const claimsOf = (query: Record<string, string | undefined>): Promise<Placed[]> => all("claims", query);

export async function session(): Promise<Session> {
  const found = await ask<Session>("session");
  csrf = found.csrf;
  return found;
}
export async function signIn(token: string): Promise<Session> {
  const found = await send<Session>("session", { token });
  csrf = found.csrf;
  return found;
}
export const signOut = (): Promise<void> => ask("session", { method: "DELETE" });

export interface Decided { entries: Entry[]; upto: number; stories: string[] }
export const decide = (act: Record<string, unknown>, seen: string = entry): Promise<Decided> =>
  send("decisions", act, { "If-Match": seen });

export interface Added { added: number; known: number; reports: { id: string; stories: string[]; title: string | null; name: string; claims: number }[]; problems: { code: string; message: string }[] }
export const add = (report: Record<string, string>): Promise<Added> => send(report["address"] === undefined ? "reports" : "reports/address", report);
export const addFile = (file: File, published: string): Promise<Added> =>
  ask(asked("reports/file", { name: file.name, published }), {
    method: "POST", body: file, headers: { "Content-Type": "application/octet-stream" },
  });

/** Calls back at each change of the ledger; the function returned ends that. */
export function changes(story: string | undefined, told: (stories: string[]) => void): () => void {
  const stream = new EventSource(asked(`${ROOT}/changes`, { story }));
  stream.addEventListener("entries", (event) => {
    const change = JSON.parse((event as MessageEvent<string>).data) as { stories: string[]; upto: number };
    told(change.stories);
  });
  return () => stream.close();
}
