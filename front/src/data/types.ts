/** The account of a story, as docs/schema/account.json describes it. */

export type Kind = "count" | "floor_only" | "range" | "conflicting" | "nothing";
export type Status = "counts" | "set_aside" | "restates" | "updated" | "shown" | "other" | "live";
export type Party = "state" | "party" | "watch" | "press" | "people";

export interface Toll {
  measure: string;
  object: string | null;
  side: string | null;
  group: string | null;
  where: string | null;
  coverage: string | null;
  kind: Kind;
  low: number | null;
  best: number | null;
  high: number | null;
  terms: { claim: string; low: number; who: string | null }[];
  basis: { claim: string; source: string; said_on: string | null; published: string | null; carriers: number }[];
  set_aside: { claim: string; low: number | null; high: number | null; reason: string }[];
  disputed: { claim: string; by: string }[];
  problems: { code: string; message: string; claims: string[] }[];
  sentence: string;
  reviewed_by: string | null;
  review: { state: "not_reviewed" | "awaits_second" | "signed" | "changed"; by: string[]; entry: number | null };
}

export interface Estimate {
  toll: Toll;
  words: string[];
  shown: string[];
  carriers: string[][];
  method: string;
}

export interface Place {
  id: string;
  name: string;
  country: string | null;
  precision: number;
  drawn: "town" | "area" | "country";
  lat: number | null;
  lon: number | null;
  within: string[];
  without: string[];
}

export interface Source {
  id: string;
  name: string;
  kind: string;
  country: string | null;
  party: string | null;
  party_of: Party;
  unspecified: boolean;
}

export interface Report {
  id: string;
  name: string;
  title: string | null;
  publisher: string | null;
  agency: string | null;
  url: string | null;
  published: { at: string; found: string } | null;
  known: string | null;
  language: string | null;
  translated_from: string | null;
  repeats: string | null;
  derived_from: string | null; // possibly: a person has not confirmed or refused it
  version_of: string | null;
  gone: string | null; // when its address held nothing any more
}

export interface Claim {
  id: string;
  report: string;
  measure: string;
  object: string | null;
  low: number | null;
  high: number | null;
  qualifier: string;
  unit: string | null;
  figure: string;
  quote: [string, string, string];
  span: [number, number];
  who: string | null;
  who_class: string | null;
  side: string;
  group: string | null;
  where: string | null;
  when: string | null;
  said_by: string | null;
  own_observation: boolean;
  via: string[];
  cue: string | null;
  hedge: string | null;
  standing: string;
  frame: string;
  extent: string | null;
  part_of: string | null;
  replaces: string | null;
  disputed_by: string | null;
  rule: string;
  source: string | null;
  chain: string[];
  place: string | null;
  said_on: string | null;
  occurred: [string, string, string] | null;
  grounds: string[];
  versions: { number: number; of: number; earlier: Otherwise | null; dropped: Otherwise | null; last: number; gone: string | null } | null;
  became: { at: number; is: Status }[];
}

export interface Link {
  subject: string;
  relation: string;
  object: string;
  at: string | null;
  by: string;
  reason: string;
}

export interface Act {
  at: string | null;
  until: string | null;
  kind: string;
  what: string;
  where: string | null;
  source: string | null;
  report: string | null;
  claims: string[];
}

/** A version of a page that does not say a figure, and the claims of the same that stand there instead. */
export interface Otherwise { number: number; report: string; at: string | null; instead: { claim: string; low: number | null; high: number | null }[] }

export interface PageChange {
  change: "raised" | "lowered" | "reworded" | "kept" | "new" | "gone";
  changed: ("figure" | "said_by" | "standing")[];
  before: string | null; // a claim of the version before
  after: string | null;
}

/** What a page held from a moment on: a version of its report, or nothing. */
export interface PageHeld { at: string | null; version: number | null; report: string | null; sentence: string | null; changes: PageChange[] }

export interface Page { address: string | null; versions: string[]; gone: string | null; held: PageHeld[] }

export interface Account {
  form: string;
  story: {
    id: string; title: string; place: { name: string } | null; zone: string;
    reports: number; claims: number; first: string | null; last: string | null; rule: string | null;
    shared: number; derived: number;
  };
  upto: number;
  masked: boolean;
  as_of: string | null;
  moments: string[];
  changes: number;
  estimates: Estimate[];
  at: number[][];
  at_places: number[][];
  without: { claim: string; tolls: number[] }[]; // of the newest moment
  places: Place[];
  sources: Source[];
  reports: Report[];
  pages: Page[]; // those that changed or vanished
  claims: Claim[];
  links: Link[];
  timeline: Act[];
  silence: { day: string; reports: number; claims: number; reasons: string[] }[];
  problems: { code: string; message: string; report: string | null; claims: string[] }[];
}

/** What a self-contained page holds. */
export interface Held {
  form: string;
  version: string;
  accounts: Account[];
}
