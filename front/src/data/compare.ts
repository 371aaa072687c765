/** What changed: between two moments, toll by toll; between two reports, figure by figure. */
import { grounds, scopeKey, statusOf, viewAt, type Story } from "./story.ts";
import type { Claim, Estimate } from "./types.ts";

export type Change = "rose" | "fell" | "new" | "gone" | "withdrawn" | "reworded" | "same";

export interface MomentRow { key: string; before: Estimate | undefined; after: Estimate | undefined; change: Change; fresh: string[] }

export function moments(story: Story, from: string, until: string): MomentRow[] {
  const [a, b] = [viewAt(story, from), viewAt(story, until)];
  const [before, after] = [a, b].map((v) => new Map(v.estimates.map((e) => [scopeKey(e.toll), e])));
  const keys = [...new Set([...(after?.keys() ?? []), ...(before?.keys() ?? [])])];
  return keys.map((key) => {
    const [x, y] = [before?.get(key), after?.get(key)];
    const told = new Set(x ? grounds(x) : []);
    const aside = new Set(x?.toll.set_aside.map((s) => s.claim) ?? []);
    const newlyAside = y?.toll.set_aside.some((s) => !aside.has(s.claim)) ?? false;
    const fresh = (y ? causes(y) : []).filter((id) => {
      const claim = story.claims.get(id);
      return claim !== undefined && !told.has(id) && statusOf(claim, a.n) === null;
    });
    return { key, before: x, after: y, change: changeOf(x, y, newlyAside), fresh };
  }).filter((row) => row.change !== "same");
}

/** What a toll changed because of: its origins, and what it sets aside; not those that pass it on. */
const causes = (e: Estimate): string[] => [...new Set([...e.toll.terms, ...e.toll.basis, ...e.toll.set_aside.slice(0, 2)].map((x) => x.claim))];

function changeOf(x: Estimate | undefined, y: Estimate | undefined, newlyAside: boolean): Change {
  if (!x) return "new";
  if (!y) return "gone";
  const [was, is] = [x.toll.low ?? -1, y.toll.low ?? -1];
  if (is > was) return "rose";
  if (is < was) return newlyAside ? "withdrawn" : "fell";
  if (newlyAside) return "withdrawn";
  return x.toll.kind !== y.toll.kind || x.toll.high !== y.toll.high ? "reworded" : "same";
}

export interface ReportRow { key: string; measure: string; object: string | null; scope: string; before: Claim[]; after: Claim[]; change: Change }

export function reports(story: Story, a: string, b: string): ReportRow[] {
  const rows = new Map<string, ReportRow>();
  for (const claim of story.account.claims) {
    if (claim.report !== a && claim.report !== b) continue;
    const scope = [claim.who_class?.replace(/_/g, " ") ?? claim.object ?? "people", claim.where].filter(Boolean).join(", ");
    const key = `${claim.measure}|${claim.object ?? ""}|${scope}`;
    const row = rows.get(key) ?? { key, measure: claim.measure, object: claim.object, scope, before: [], after: [], change: "same" as Change };
    (claim.report === a ? row.before : row.after).push(claim);
    rows.set(key, row);
  }
  return [...rows.values()].map((row) => ({ ...row, change: reportChange(row) }));
}

const BACK = new Set(["withdrawn", "disavowed", "corrected"]);

function reportChange({ before, after }: ReportRow): Change {
  if (before.length === 0) return after.some((c) => BACK.has(c.standing)) ? "withdrawn" : "new";
  if (after.length === 0) return "gone";
  if (after.some((c) => BACK.has(c.standing)) && !before.some((c) => BACK.has(c.standing))) return "withdrawn";
  const most = (claims: Claim[]): number => Math.max(...claims.map((c) => c.low ?? c.high ?? 0));
  const [was, is] = [most(before), most(after)];
  return is > was ? "rose" : is < was ? "fell" : before.map((c) => c.figure).join() === after.map((c) => c.figure).join() ? "same" : "reworded";
}

/** Reports that are versions of one page: of one address, or said to be; oldest first. */
export function versions(story: Story): [string, string][] {
  const found: [string, string][] = [];
  const last = new Map<string, string>();
  for (const report of story.account.reports) {
    if (report.version_of && story.reports.has(report.version_of)) found.push([report.version_of, report.id]);
    else if (report.url && last.has(report.url)) found.push([last.get(report.url) as string, report.id]);
    if (report.url) last.set(report.url, report.id);
  }
  return found;
}

