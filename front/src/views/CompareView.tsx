/** Two moments, two reports, or two versions of one page: what rose, fell, is new, was withdrawn. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { moments, reports, versions, type Change } from "../data/compare.ts";
import { lastBy, viewAt, type Story, type View } from "../data/story.ts";
import type { Claim, Estimate } from "../data/types.ts";
import { CiteLine } from "../parts/Acts.tsx";
import { floorWords, scopeName } from "../parts/Tolls.tsx";
import { claimPath, ClaimLink, ReportLine, reportName, Scrolls, Words } from "../parts/text.tsx";
import { amend, to, type Route } from "../route.ts";
import { clock, count, day, kindName, measureName, number, standingName, t } from "../words.ts";

export function CompareView({ story, route }: { story: Story; route: Route }): JSX.Element {
  const { account } = story;
  const view = viewAt(story, route.query["to"]);
  const byReport = Boolean(route.query["a"] || route.query["b"] || route.query["by"] === "reports");
  const pairs = useMemo(() => versions(story), [story]);
  return (
    <>
      <header class="masthead">
        <p class="crumb"><a href={to(["story", account.story.id])}><bdi>{account.story.title}</bdi></a></p>
        <h1 tabIndex={-1}>{t("compare_title")}</h1>
        <nav class="measures" aria-label={t("compare_what")}><ul>
          <li><a href={to(route.path, {})} aria-current={byReport ? undefined : "page"}>{t("two_moments")}</a></li>
          <li><a href={to(route.path, { by: "reports" })} aria-current={byReport ? "page" : undefined}>{t("two_reports")}</a></li>
          {pairs.slice(0, 6).map(([a, b]) => <li><a href={to(route.path, { a, b })}>{t("versions_of", { name: story.reports.get(b)?.title ?? b })}</a></li>)}
        </ul></nav>
      </header>
      {byReport ? <Reports story={story} view={view} route={route} /> : <Moments story={story} route={route} />}
      <CiteLine view={view} />
    </>
  );
}

function Moments({ story, route }: { story: Story; route: Route }): JSX.Element {
  const { account } = story;
  const ends = account.moments;
  const until = route.query["to"] ?? account.as_of ?? ends.at(-1) ?? "";
  const before = Math.max(0, lastBy(account, until) - 1);
  const from = route.query["from"] ?? ends[before] ?? "";
  const rows = useMemo(() => moments(story, from, until), [story, from, until]);
  const [a, b] = [viewAt(story, from), viewAt(story, until)];
  const pick = (name: string, value: View): JSX.Element => (
    <label>{t(name)}<select value={value.n} onChange={(event) => amend(route, { [name]: ends[Number(event.currentTarget.value)] ?? null })}>
      {ends.map((at, n) => <option key={at} value={n}>{day(at)}, {clock(at)}</option>)}
    </select></label>
  );
  return (
    <div>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>{pick("from", a)}{pick("to", b)}<span class="by">{account.story.zone}</span></form>
      <p class="note" aria-live="polite">{count("changes", rows.length)}</p>
      {rows.length > 0 && <Scrolls label={t("two_moments")}><table class="compare">
        <thead><tr><th scope="col">{t("toll")}</th><th scope="col">{t("change")}</th><th scope="col">{t("before")}</th><th scope="col">{t("after")}</th><th scope="col">{t("because")}</th></tr></thead>
        <tbody>{rows.map((row) => {
          const toll = (row.after ?? row.before as Estimate).toll;
          return (
            <tr key={row.key}><th scope="row">{measureName(toll.measure, toll.object)}<span class="by"> {scopeName(toll)}</span></th>
              <td><Changed is={row.change} /></td><td>{row.before ? <Says view={a} of={row.before} /> : "–"}</td><td>{row.after ? <Says view={b} of={row.after} /> : "–"}</td>
              <td><Because view={b} route={{ ...route, query: { as_of: until } }} ids={row.fresh} /></td></tr>
          );
        })}</tbody></table></Scrolls>}
    </div>
  );
}

function Says({ view, of }: { view: View; of: Estimate }): JSX.Element {
  const { toll } = of;
  const high = toll.high !== null && toll.high !== toll.low ? ` – ${number(toll.high)}` : "";
  return <><b class="n">{toll.low === null ? of.words.slice(0, 2).join(", ") || t("no_number") : floorWords(view, of)}{high}</b><br /><span class="by">{kindName(toll.kind)}{toll.set_aside.length > 0 && `, ${t("n_set_aside", { n: toll.set_aside.length })}`}</span></>;
}

function Because({ view, route, ids }: { view: View; route: Route; ids: string[] }): JSX.Element {
  const shown = ids.slice(0, 3);
  return <ul class="bare">{shown.map((id) => <li><ClaimLink view={view} route={route} id={id} /></li>)}{ids.length > 3 && <li class="by">{t("and_more", { n: ids.length - 3 })}</li>}</ul>;
}

const SIGNS: Record<Change, string> = { rose: "▲", fell: "▼", new: "+", gone: "−", withdrawn: "○", reworded: "≠", same: "=" };

export function Changed({ is }: { is: Change }): JSX.Element {
  return <span class={`changed ${is}`}><span aria-hidden="true">{SIGNS[is]}</span> {t(`change_${is}`)}</span>;
}

function Reports({ story, view, route }: { story: Story; view: View; route: Route }): JSX.Element {
  const list = story.account.reports;
  const [a, b] = [route.query["a"] ?? list[0]?.id ?? "", route.query["b"] ?? list.at(-1)?.id ?? ""];
  const rows = useMemo(() => reports(story, a, b), [story, a, b]);
  const pick = (name: "a" | "b", value: string): JSX.Element => (
    <label>{t(name === "a" ? "first_report" : "second_report")}<select value={value} onChange={(event) => amend(route, { a, b, [name]: event.currentTarget.value })}>
      {list.map((r) => <option key={r.id} value={r.id}>{r.known ? day(r.known, true) : t("undated")} · {r.publisher ?? r.name} · {reportName(r).slice(0, 60)}</option>)}
    </select></label>
  );
  const [first, second] = [story.reports.get(a), story.reports.get(b)];
  return (
    <div>
      <form class="filters wide" onSubmit={(event) => event.preventDefault()}>{pick("a", a)}{pick("b", b)}</form>
      <p class="note" aria-live="polite">{count("changes", rows.filter((r) => r.change !== "same").length)}</p>
      <Scrolls label={t("two_reports")}><table class="compare">
        <thead><tr><th scope="col">{t("of")}</th><th scope="col">{t("change")}</th><th scope="col">{first ? <ReportLine report={first} /> : a}</th><th scope="col">{second ? <ReportLine report={second} /> : b}</th></tr></thead>
        <tbody>{rows.map((row) => (
          <tr key={row.key}><th scope="row">{measureName(row.measure, row.object)}<span class="by"> <Words>{row.scope}</Words></span></th><td><Changed is={row.change} /></td>
            <td><Figures story={story} view={view} claims={row.before} /></td><td><Figures story={story} view={view} claims={row.after} /></td></tr>
        ))}</tbody></table></Scrolls>
    </div>
  );
}

function Figures({ story, claims }: { story: Story; view: View; claims: Claim[] }): JSX.Element {
  if (claims.length === 0) return <>–</>;
  return <ul class="bare">{claims.map((c) => <li><a href={to(claimPath(story, c.id))}><Words>{c.figure}</Words></a>{" "}
    <span class="by">{c.said_by ? <Words>{`(${c.said_by})`}</Words> : `(${t("nobody")})`}{c.standing !== "asserted" && ` ${standingName(c.standing)}`}</span></li>)}</ul>;
}
