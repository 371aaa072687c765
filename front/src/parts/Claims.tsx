/** Every figure in its words, by the day on which it was published; filters stand in the address. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { known, statusOf, subjectKey, undated, type View } from "../data/story.ts";
import type { Claim } from "../data/types.ts";
import { amend, to, type Route } from "../route.ts";
import { count, day, standingName, statusName, t } from "../words.ts";
import { VersionLine } from "./Pages.tsx";
import { claimPath, giver, kept, Quote, ReportLine, what, Words } from "./text.tsx";

const STEP = 40;

export function filtered(view: View, query: Record<string, string>, subject: string): Claim[] {
  const q = query["q"]?.toLowerCase();
  return view.story.account.claims.filter((c) => {
    if (statusOf(c, view.n) === null && !undated(view.story, c)) return false;
    if (query["figures"] !== "all" && subjectKey(c) !== subject) return false;
    if (query["is"] && statusOf(c, view.n) !== query["is"]) return false;
    if (query["standing"] && c.standing !== query["standing"]) return false;
    if (query["place"] && view.story.places.get(c.place ?? "")?.name !== query["place"]) return false;
    return !q || [c.quote.join(""), giver(view.story, c), view.story.reports.get(c.report)?.title ?? ""].join(" ").toLowerCase().includes(q);
  });
}

export function Claims({ view, route, subject, subjectName }: { view: View; route: Route; subject: string; subjectName: string }): JSX.Element {
  const [shown, show] = useState(STEP);
  const { query } = route;
  const claims = filtered(view, query, subject);
  useEffect(() => show(STEP), [subject, query["is"], query["standing"], query["place"], query["q"], query["figures"]]);
  const values = (of: (c: Claim) => string | null): string[] => [...new Set(view.story.account.claims.map(of).filter((x): x is string => x !== null))].sort();
  return (
    <>
      <form class="filters" onSubmit={(event) => event.preventDefault()} aria-label={t("filter_figures")}>
        <Pick name="figures" label={t("measure")} value={query["figures"] ?? ""} route={route} options={[["", subjectName], ["all", t("all_measures")]]} />
        <Pick name="is" label={t("what_became")} value={query["is"] ?? ""} route={route} options={[["", t("any")], ...(["counts", "set_aside", "restates", "updated", "shown", "live", "other"] as const).map((s): [string, string] => [s, statusName(s)])]} />
        <Pick name="standing" label={t("standing")} value={query["standing"] ?? ""} route={route} options={[["", t("any")], ...values((c) => c.standing).map((s): [string, string] => [s, standingName(s)])]} />
        <Pick name="place" label={t("place")} value={query["place"] ?? ""} route={route} options={[["", t("any")], ...values((c) => view.story.places.get(c.place ?? "")?.name ?? null).map((s): [string, string] => [s, s])]} />
        <label>{t("words_in_it")}<input type="search" value={query["q"] ?? ""} onInput={(event) => amend(route, { q: event.currentTarget.value || null })} /></label>
      </form>
      <p class="note" aria-live="polite">{count("figures_shown", claims.length)}</p>
      {claims.slice(0, shown).map((claim, k) => {
        const when = known(view.story, claim);
        const before = claims[k - 1];
        const fresh = k === 0 || (before && known(view.story, before)?.slice(0, 10) !== when?.slice(0, 10));
        return <>{fresh && <h3 class="day">{when ? day(when) : t("undated_heading")}</h3>}<ClaimItem key={claim.id} view={view} route={route} claim={claim} /></>;
      })}
      {claims.length > shown && <button type="button" class="plain" onClick={() => show(shown + STEP * 2)}>{t("show_more", { n: Math.min(STEP * 2, claims.length - shown) })}</button>}
    </>
  );
}

export function Pick({ name, label, value, route, options }: { name: string; label: string; value: string; route: Route; options: [string, string][] }): JSX.Element {
  return (
    <label>{label}<select value={value} onChange={(event) => amend(route, { [name]: event.currentTarget.value || null })}>
      {options.map(([key, words]) => <option key={key} value={key}>{words}</option>)}
    </select></label>
  );
}

export function ClaimItem({ view, route, claim }: { view: View; route: Route; claim: Claim }): JSX.Element {
  const status = statusOf(claim, view.n);
  const report = view.story.reports.get(claim.report);
  return (
    <article class={status === "set_aside" ? "claim aside" : "claim"}>
      <h4><a href={to(claimPath(view.story, claim.id), kept(route))}><Words>{claim.figure}</Words></a> <span class="by"><Words>{what(claim)}</Words></span>
        {status && status !== "live" && <span class={`status ${status}`}>{statusName(status)}</span>}</h4>
      <Quote claim={claim} language={report?.language ?? null} />
      <p class="source"><b><Words>{giver(view.story, claim)}</Words></b>. {report && <ReportLine report={report} by={view.at} />}</p>
      <VersionLine view={view} route={route} claim={claim} />
    </article>
  );
}
