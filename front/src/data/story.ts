/** One story, indexed once; and what can be seen of it as of a moment. */
import type { Account, Claim, Estimate, Link, Party, Place, Report, Source, Status, Toll } from "./types.ts";

export interface Story {
  account: Account;
  claims: Map<string, Claim>;
  reports: Map<string, Report>;
  sources: Map<string, Source>;
  places: Map<string, Place>;
  links: Map<string, Link[]>; // by what stands at either end
  root: Map<string, string>; // a claim that says another again -> the origin of its chain
  carriers: Map<string, Claim[]>; // an origin -> those that say it again
}

export function index(account: Account): Story {
  const by = <T extends { id: string }>(rows: T[]): Map<string, T> => new Map(rows.map((row) => [row.id, row]));
  const claims = by(account.claims);
  const links = new Map<string, Link[]>();
  const direct = new Map<string, string>();
  for (const link of account.links) {
    for (const end of new Set([link.subject, link.object])) links.set(end, [...(links.get(end) ?? []), link]);
    if (link.relation === "restates" && claims.has(link.object)) direct.set(link.subject, link.object);
  }
  const root = new Map([...direct.keys()].map((claim) => [claim, rootOf(claim, direct)]));
  const carriers = new Map<string, Claim[]>();
  for (const [claim, origin] of root) {
    const told = claims.get(claim);
    if (told && claim !== origin) carriers.set(origin, [...(carriers.get(origin) ?? []), told]);
  }
  return {
    account, claims, links, root, carriers,
    reports: by(account.reports), sources: by(account.sources), places: by(account.places),
  };
}

function rootOf(claim: string, direct: Map<string, string>): string {
  const seen = new Set<string>();
  while (direct.has(claim) && !seen.has(claim)) {
    seen.add(claim);
    claim = direct.get(claim) as string;
  }
  return claim;
}

/** A story as of one of its moments. */
export interface View {
  story: Story;
  n: number; // index of the moment; -1 where nothing is dated
  at: string;
  estimates: Estimate[];
  ofPlaces: Estimate[];
}

export function viewAt(story: Story, asOf: string | undefined): View {
  const { account } = story;
  const n = asOf === undefined || asOf === "" ? startOf(account) : lastBy(account, asOf);
  const pick = (table: number[][]): Estimate[] => (table[n] ?? []).flatMap((i) => account.estimates[i] ?? []);
  return { story, n, at: account.moments[n] ?? "", estimates: pick(account.at), ofPlaces: pick(account.at_places) };
}

function startOf(account: Account): number {
  const n = account.as_of === null ? -1 : lastBy(account, account.as_of);
  return n < 0 ? account.moments.length - 1 : n;
}

/** The last moment by then: a day means its end, as the story's clocks have it. */
export function lastBy(account: Account, asOf: string): number {
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(asOf);
  let found = -1;
  for (const [n, at] of account.moments.entries()) {
    const by = whole ? at.slice(0, 10) <= asOf : Date.parse(at) <= Date.parse(asOf);
    if (by) found = n;
  }
  return found;
}

/** What a claim is as of the view; null where the world did not know it yet, or never knew when it did. */
export function statusOf(claim: Claim, n: number): Status | null {
  let is: Status | null = null;
  for (const change of claim.became) if (change.at <= n) is = change.is;
  return is;
}

export const undated = (story: Story, claim: Claim): boolean => story.reports.get(claim.report)?.known == null;
export const known = (story: Story, claim: Claim): string | null => story.reports.get(claim.report)?.known ?? null;
export const holds = (link: Link, at: string): boolean => link.at === null || Date.parse(link.at) <= Date.parse(at);

/** On which side of the matter the giver of a figure stands; "none" where no source is named. */
export function partyOf(story: Story, claim: Claim): Party | "none" {
  if (claim.source !== null) return story.sources.get(claim.source)?.party_of ?? "none";
  return claim.own_observation ? "press" : "none";
}

/** According to whom: the body by its name; of a figure that names none, the publisher. */
export function sourceName(story: Story, claim: Claim): string | null {
  if (claim.source !== null) return story.sources.get(claim.source)?.name ?? claim.said_by;
  return claim.said_by ?? null;
}

export const subjectKey = (of: { measure: string; object: string | null }): string => (of.object ? `${of.measure}:${of.object}` : of.measure);
export const scopeKey = (toll: Toll): string => [subjectKey(toll), toll.side ?? "", toll.group ?? "", toll.where ?? ""].join("|");
export const isWhole = (toll: Toll): boolean => (toll.side === null || toll.side === "all_stated") && toll.group === null && toll.where === null;

/** What is counted in a story: in the order of its newest estimates, then of the claims. */
export function subjects(view: View): { measure: string; object: string | null; key: string }[] {
  const found = new Map<string, { measure: string; object: string | null; key: string }>();
  const add = (of: { measure: string; object: string | null }): void => {
    const key = subjectKey(of);
    if (!found.has(key)) found.set(key, { measure: of.measure, object: of.object, key });
  };
  view.estimates.forEach((e) => add(e.toll));
  view.story.account.claims.forEach((c) => {
    if (c.frame === "current" && (statusOf(c, view.n) !== null || undated(view.story, c))) add(c);
  });
  return [...found.values()];
}

/** The figure is of a side, a group, a place within the story's, or a member of another: no total. */
export function isPart(story: Story, claim: Claim): boolean {
  const place = claim.place ? story.places.get(claim.place) : undefined;
  const home = story.account.story.place?.name;
  const within = place !== undefined && home !== undefined && place.name !== home && place.within.some((id) => story.places.get(id)?.name === home);
  return within || claim.side === "state_forces" || claim.side === "others" || claim.group !== null || claim.part_of !== null;
}

/** Claims that a toll is about: what it rests on, sets aside or disputes, and what it only shows. */
export function grounds(e: Estimate): string[] {
  const { toll } = e;
  return [...new Set([
    ...toll.terms.map((x) => x.claim), ...toll.basis.map((x) => x.claim), ...e.carriers.flat(),
    ...toll.set_aside.map((x) => x.claim), ...toll.disputed.map((x) => x.claim), ...e.shown,
    ...toll.problems.flatMap((p) => p.claims),
  ])];
}
