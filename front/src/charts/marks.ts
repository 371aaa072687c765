/** From claims to marks: one mark an origin, however many passed it on; its shape says on which side its giver stands. */
import { known, isPart, partyOf, scopeKey, statusOf, subjectKey, type View } from "../data/story.ts";
import type { Claim, Party, Toll } from "../data/types.ts";

export interface Mark {
  claim: Claim;
  at: string;
  carriers: Claim[]; // those that say it again, itself left out
  party: Party | "none";
  hollow: boolean; // set aside
  part: boolean;
  old: boolean; // its own body gave a later one, or it gives no bound
  kind: "point" | "floor" | "ceiling" | "range" | "words";
  value: number | null;
}

export type Filter = (claim: Claim) => boolean;

export function marksOf(view: View, subject: string, keep: Filter = () => true): Mark[] {
  const { story } = view;
  const stacks = new Map<string, Claim[]>();
  const rest = restsOn(view, subject);
  for (const claim of story.account.claims) {
    if ((subjectKey(claim) !== subject && !rest.has(claim.id)) || claim.frame !== "current" || statusOf(claim, view.n) === null || statusOf(claim, view.n) === "other" || !keep(claim)) continue;
    const origin = story.claims.get(story.root.get(claim.id) ?? claim.id) ?? claim;
    const key = statusOf(origin, view.n) !== null && subjectKey(origin) === subject ? same(view, origin) : same(view, claim);
    stacks.set(key, [...(stacks.get(key) ?? []), claim]);
  }
  return [...stacks.values()].map((stack) => markOf(view, stack, subject));
}

/** What tolls of ``subject`` rest on, of whatever measure: the hospitalised are injured. */
function restsOn(view: View, subject: string): Set<string> {
  const own = [...view.estimates, ...view.ofPlaces].filter((e) => subjectKey(e.toll) === subject);
  return new Set(own.flatMap(({ toll }) => [...toll.basis, ...toll.terms].map((x) => x.claim)));
}

/** What makes two figures one: the body that gave it, its day, its number, and what it is of. */
function same(view: View, claim: Claim): string {
  const giver = claim.source ?? (claim.said_by ? `"${claim.said_by}` : claim.id);
  return [giver, known(view.story, claim)?.slice(0, 10), claim.low, claim.high, claim.side, claim.group, claim.place].join("|");
}

function markOf(view: View, stack: Claim[], subject: string): Mark {
  const { story } = view;
  const isRoot = (claim: Claim): boolean => !story.root.has(claim.id);
  const claim = stack.find((c) => isRoot(c) && c.source !== null) ?? stack.find(isRoot) ?? (stack[0] as Claim);
  const status = statusOf(claim, view.n);
  const { low, high, qualifier } = claim;
  const kind = qualifier === "vague" || (low === null && high === null) ? "words"
    : high === null ? "floor" : low === null ? "ceiling" : low !== high ? "range" : "point";
  return {
    claim, kind,
    at: known(story, claim) ?? "",
    carriers: stack.filter((c) => c !== claim),
    party: partyOf(story, claim),
    hollow: stack.every((c) => statusOf(c, view.n) === "set_aside") || status === "set_aside",
    part: isPart(story, claim) || subjectKey(claim) !== subject,
    old: status === "updated" || status === "shown",
    value: kind === "words" ? null : (low ?? high),
  };
}

export interface Step { at: string; low: number | null; kind: string }

/** What could be said at least of one scope, from each moment on, up to the view's. */
export function floorsOf(view: View, key: string, table: number[][]): Step[] {
  const { account } = view.story;
  const steps: Step[] = [];
  for (let n = 0; n <= view.n; n += 1) {
    const toll = (table[n] ?? []).map((i) => account.estimates[i]?.toll).find((x): x is Toll => x !== undefined && scopeKey(x) === key);
    const step = { at: account.moments[n] ?? "", low: toll?.low ?? null, kind: toll?.kind ?? "nothing" };
    const last = steps.at(-1);
    if (!last || last.low !== step.low || n === view.n) steps.push(step);
  }
  return steps;
}

/** The outline of a mark, ``r`` pixels from its middle. */
export function outline(party: Party | "none", x: number, y: number, r: number): string {
  const p = (dx: number, dy: number): string => `${(x + dx * r).toFixed(1)} ${(y + dy * r).toFixed(1)}`;
  switch (party) {
    case "state": return `M${p(-0.88, -0.88)}L${p(0.88, -0.88)}L${p(0.88, 0.88)}L${p(-0.88, 0.88)}Z`;
    case "party": return `M${p(0, 1.15)}L${p(1.1, -0.75)}L${p(-1.1, -0.75)}Z`;
    case "people": return `M${p(0, -1.15)}L${p(1.1, 0.75)}L${p(-1.1, 0.75)}Z`;
    case "press": return `M${p(0, -1.25)}L${p(1.25, 0)}L${p(0, 1.25)}L${p(-1.25, 0)}Z`;
    default: return `M${p(-1, 0)}A${r} ${r} 0 1 1 ${p(1, 0)}A${r} ${r} 0 1 1 ${p(-1, 0)}Z`;
  }
}

export const colour = (party: Party | "none"): string => `var(--${party === "none" ? "soft" : party})`;

/** Beside the marks that lie there already, but not so far as to look like another day. */
export function spread(points: { x: number; y: number }[], reach: number, left: number, right: number, r: number): void {
  const taken: { x: number; y: number }[] = [];
  for (const point of points) {
    for (let k = 0; k < 60; k += 1) {
      const shift = (r * 2 + 1) * Math.ceil(k / 2) * (k % 2 ? -1 : 1);
      const x = point.x + shift;
      if (Math.abs(shift) > reach) break;
      if (x < left + r || x > right - r || taken.some((t) => Math.abs(t.x - x) < r * 2 && Math.abs(t.y - point.y) < r * 2)) continue;
      point.x = x;
      break;
    }
    taken.push(point);
  }
}
