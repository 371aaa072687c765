/** One figure: its words, its rule, its source and chain, what became of it, and what it does to the toll. */
import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { versions } from "../data/compare.ts";
import { alone } from "../data/held.ts";
import { useHere } from "../data/session.ts";
import { holds, known, sourceName, statusOf, viewAt, type Story, type View } from "../data/story.ts";
import type { Claim, Estimate, Link, Report, Toll } from "../data/types.ts";
import { AsOfBar } from "../parts/AsOf.tsx";
import { CiteLine } from "../parts/Acts.tsx";
import { scopeName, Sentence } from "../parts/Tolls.tsx";
import { Derived } from "../parts/Derived.tsx";
import { VersionLine } from "../parts/Pages.tsx";
import { ClaimLink, giver, Quote, ReportLine, reportName, what, Words } from "../parts/text.tsx";
import { to, type Route } from "../route.ts";
import { capital, day, frameName, kindName, measureName, number, partyName, relation, sideName, standingName, statusName, t } from "../words.ts";

export function FigureView({ story, claim, route }: { story: Story; claim: Claim; route: Route }): JSX.Element {
  const view = useMemo(() => viewAt(story, route.query["as_of"]), [story, route.query["as_of"]]);
  const report = story.reports.get(claim.report);
  const status = statusOf(claim, view.n);
  return (
    <>
      <header class="masthead">
        <p class="crumb"><a href={to(["story", story.account.story.id], route.query["as_of"] ? { as_of: route.query["as_of"], measure: claim.object ? `${claim.measure}:${claim.object}` : claim.measure } : { measure: claim.object ? `${claim.measure}:${claim.object}` : claim.measure })}><bdi>{story.account.story.title}</bdi></a></p>
        <h1 tabIndex={-1}><Words>{claim.figure}</Words> <span class="what"><Words>{what(claim)}</Words></span></h1>
        <p class="standfirst">{status === null ? t("not_yet_known") : capital(statusName(status))}{". "}<Words>{giver(story, claim)}</Words>{known(story, claim) && `, ${day(known(story, claim) ?? "")}`}.</p>
      </header>
      <AsOfBar view={view} route={route} />
      <div class="figure-columns">
        <section aria-labelledby="words-title"><h2 id="words-title">{t("in_its_words")}</h2>
          <Quote claim={claim} language={report?.language ?? null} />
          {report && <p class="source"><ReportLine report={report} by={view.at} /></p>}
          <VersionLine view={view} route={route} claim={claim} />
          {report && <Versions story={story} report={report} />}
          {report?.derived_from && <p class="by">{t("derived_told", { report: reportName(report), from: nameOf(story, report.derived_from) })} <Derived pair={[report.derived_from, report.id]} story={story.account.story.id} /></p>}
          <p class="by">{t("span", { start: number(claim.span[0]), end: number(claim.span[1]) })}</p>
          {report?.translated_from && <p class="note">{t("translated", { language: report.translated_from })}</p>}
          {!alone && <AsFound claim={claim} />}
        </section>
        <section aria-labelledby="read-title"><h2 id="read-title">{t("as_read")}</h2><Facts story={story} claim={claim} /></section>
      </div>
      <section class="part" aria-labelledby="links-title"><h2 id="links-title">{t("what_became_of_it")}</h2><Became view={view} route={route} claim={claim} /></section>
      <section class="part" aria-labelledby="effect-title"><h2 id="effect-title">{t("effect_title")}</h2><Effects view={view} route={route} claim={claim} /></section>
      <CiteLine view={view} />
    </>
  );
}

const nameOf = (story: Story, id: string): string => {
  const report = story.reports.get(id);
  return report ? [reportName(report), report.publisher].filter(Boolean).join(", ") : id;
};

/** Versions of the report's page before and after this one, each to be laid beside it. */
function Versions({ story, report }: { story: Story; report: Report }): JSX.Element | null {
  const pairs = versions(story).filter((pair) => pair.includes(report.id));
  if (pairs.length === 0) return null;
  return <p class="by">{t("other_versions")} {pairs.map(([a, b], k) => {
    const other = story.reports.get(a === report.id ? b : a);
    return <>{k > 0 && "; "}<a href={to(["story", story.account.story.id, "compare"], { a, b })}>{t(a === report.id ? "version_after" : "version_before")}</a>{other?.known && ` (${day(other.known)})`}</>;
  })}</p>;
}

const AROUND = 4000; // characters of the bytes as found that are shown on either side of the figure

/** Where the figure of a claim stands in its report as found: with the words before it, else the first time; -1 where not. */
function placed(raw: string, claim: Claim): number {
  const before = claim.quote[0].slice(-16);
  const at = raw.indexOf(before + claim.figure);
  return at >= 0 ? at + before.length : raw.indexOf(claim.figure);
}

/** The report as read and as found. What was found comes from the server inert, and is shown as text, never as a page. */
function AsFound({ claim }: { claim: Claim }): JSX.Element | null {
  const { session } = useHere();
  const [text, set] = useState<string[] | null>(null);
  const [raw, setRaw] = useState<string | null | undefined>(undefined); // null: no text
  if (!session.may.text) return null;
  const isOpen = (event: Event): boolean => (event.currentTarget as HTMLDetailsElement).open;
  const open = (event: Event): void => {
    if (isOpen(event) && text === null) api.text(claim.report).then((found) => set(Array.from(found.text)), () => set([]));
  };
  const openRaw = (event: Event): void => {
    if (isOpen(event) && raw === undefined) api.found(claim.report).then(setRaw, () => setRaw(null));
  };
  const at = raw ? placed(raw, claim) : -1;
  const [first, last] = at < 0 ? [0, 0] : [at, at + claim.figure.length];
  const [start, end] = claim.span;
  return (
    <>
      <details onToggle={open}><summary>{t("report_as_read")}</summary>
        {text !== null && <p class="whole-text" dir="auto">{text.slice(0, start).join("")}<mark>{text.slice(start, end).join("")}</mark>{text.slice(end).join("")}</p>}</details>
      {session.may.names && <><details onToggle={openRaw}><summary>{t("found_text")}</summary>
        {raw === null && <p class="note">{t("found_no_text")}</p>}
        {raw && <pre class="whole-text found" dir="auto">{raw.slice(Math.max(0, first - AROUND), first)}{at >= 0 && <mark>{raw.slice(first, last)}</mark>}{raw.slice(last, last + AROUND)}</pre>}</details>
      <p><a href={`api/v1/reports/${claim.report}/raw`} download rel="nofollow">{t("as_found")}</a></p></>}
    </>
  );
}

function Facts({ story, claim }: { story: Story; claim: Claim }): JSX.Element {
  const source = claim.source ? story.sources.get(claim.source) : undefined;
  const place = claim.place ? story.places.get(claim.place) : undefined;
  const [low, high] = [claim.low, claim.high].map((n) => (n === null ? null : number(n)));
  const interval = claim.qualifier === "vague" ? t("words_only") : low === high ? (low ?? t("none")) : low === null ? t("up_to", { n: high ?? "" }) : high === null ? t("at_least_n", { n: low ?? "" }) : `${low}–${high}`;
  const via = claim.chain.map((id) => story.sources.get(id)?.name ?? id);
  const rows: [string, string | null][] = [
    ["says", `${interval}${claim.unit ? ` ${claim.unit}` : ""} (${claim.qualifier.replace(/_/g, " ")})`],
    ["measure", measureName(claim.measure, claim.object)],
    ["of", [claim.who, claim.side !== "not_said" && sideName(claim.side), claim.group].filter(Boolean).join("; ") || null],
    ["where", claim.where && place && place.name !== claim.where ? `${claim.where} (${place.name})` : (claim.where ?? null)],
    ["when", claim.occurred ? `${claim.when ?? ""} (${claim.occurred[0]}${claim.occurred[1] !== claim.occurred[0] ? ` – ${claim.occurred[1]}` : ""})` : claim.when],
    ["source", claim.said_by ? `${claim.said_by}${source && source.name !== claim.said_by ? ` (${source.name})` : ""}` : (sourceName(story, claim) ?? t("nobody"))],
    ["side_of_source", source ? partyName(source.party_of) : null],
    ["chain", [...claim.via, ...via.filter((v) => !claim.via.includes(v))].join(" → ") || null],
    ["said_on", claim.said_on && day(claim.said_on)],
    ["standing", standingName(claim.standing) + (claim.hedge ? ` (“${claim.hedge}”)` : "")],
    ["frame", claim.frame === "current" ? null : frameName(claim.frame)],
    ["extent", claim.extent && t(`extent_${claim.extent}`)],
    ["part_of", claim.part_of],
    ["replaces", claim.replaces],
    ["disputed_by_row", claim.disputed_by],
    ["rule_row", [claim.rule, ...claim.grounds].join("; ")],
    ["claim_id", claim.id],
  ];
  return <dl class="facts-list">{rows.filter(([, value]) => value).map(([key, value]) => <div><dt>{t(key)}</dt><dd><Words>{value as string}</Words></dd></div>)}</dl>;
}

const QUIET = new Set(["belongs_to", "names"]);

function Became({ view, route, claim }: { view: View; route: Route; claim: Claim }): JSX.Element {
  const links = [...(view.story.links.get(claim.id) ?? []), ...(view.story.links.get(claim.report) ?? [])]
    .filter((x) => holds(x, view.at) && !QUIET.has(x.relation));
  const own = (x: Link): boolean => x.subject === claim.id || x.subject === claim.report;
  const seen = (x: Link): boolean => {
    const other = view.story.claims.get(own(x) ? x.object : x.subject);
    return other === undefined || statusOf(other, view.n) !== null;
  };
  const shown = links.filter(seen).sort((a, b) => Number(own(b)) - Number(own(a)));
  if (shown.length === 0) return <p class="note">{t("no_links")}</p>;
  return <ul class="became">{shown.map((x) => <li><LinkLine view={view} route={route} link={x} asObject={!own(x)} /></li>)}</ul>;
}

function LinkLine({ view, route, link, asObject }: { view: View; route: Route; link: Link; asObject: boolean }): JSX.Element {
  const [before = "", after = ""] = relation(link.relation, asObject).split("{other}");
  const other = asObject ? link.subject : link.object;
  const report = view.story.reports.get(other);
  const named = report ? <bdi>{report.publisher ?? report.title ?? report.name}</bdi>
    : view.story.claims.has(other) ? <ClaimLink view={view} route={route} id={other} carrier />
    : <bdi>{other === view.story.account.story.id ? view.story.account.story.title : (view.story.sources.get(other)?.name ?? other)}</bdi>;
  return <>{before}{named}{after}{link.reason && `: ${link.reason}`} <span class="by">({t("by_rule", { by: link.by })}{link.at && `, ${day(link.at, true)}`})</span></>;
}

/** What the figure is in each toll, and what each would be had it not been read: asked of the server, or held of the newest moment. */
function Effects({ view, route, claim }: { view: View; route: Route; claim: Claim }): JSX.Element {
  const [asked, set] = useState<Toll[] | null>(null);
  useEffect(() => {
    set(null);
    if (!alone) api.effect(claim.id, view.at).then((found) => set(found.without), () => set(null));
  }, [claim.id, view.at, view.story]);
  const { account } = view.story;
  const held = alone && view.n === account.moments.length - 1 ? account.without.find((x) => x.claim === claim.id)?.tolls.flatMap((i) => account.estimates[i]?.toll ?? []) : undefined;
  const without = held ?? asked;
  const roles = view.estimates.map((e) => ({ e, role: roleIn(e, claim.id) })).filter((x): x is { e: Estimate; role: string } => x.role !== null);
  if (roles.length === 0) return <p class="note">{t(known(view.story, claim) === null ? "undated_no_toll" : "no_effect")}</p>;
  return (
    <ul class="effects">{roles.map(({ e, role }) => (
      <li><h3>{measureName(e.toll.measure, e.toll.object)}: {scopeName(e.toll)}</h3>
        <p><b>{t(`role_${role}`)}</b> {role === "set_aside" && e.toll.set_aside.find((s) => s.claim === claim.id)?.reason}</p>
        <dl class="with-without"><div><dt>{t("with_it")}</dt><dd><b>{kindName(e.toll.kind)}.</b> <Sentence view={view} route={route} of={e} /></dd></div>
          {(without !== null || alone) && <div><dt>{t("without_it")}</dt><dd><Without of={e.toll} without={without} bears={role === "basis" || role === "term"} /></dd></div>}</dl></li>
    ))}</ul>
  );
}

function Without({ of, without, bears }: { of: Toll; without: Toll[] | null; bears: boolean }): JSX.Element {
  const other = without?.find((x) => x.measure === of.measure && x.object === of.object && x.side === of.side && x.group === of.group && x.where === of.where);
  if (without === null || (other === undefined && !bears)) return <>{t(bears ? "without_alone" : "without_same")}</>;
  if (other === undefined) return <>{t("without_nothing")}</>;
  if (other.sentence === of.sentence && other.kind === of.kind) return <>{t("without_same")}</>;
  return <><b>{kindName(other.kind)}.</b> <p class="sentence">{other.sentence}</p></>;
}

function roleIn(e: Estimate, id: string): string | null {
  if (e.toll.terms.some((x) => x.claim === id)) return "term";
  if (e.toll.basis.some((x) => x.claim === id)) return "basis";
  if (e.toll.set_aside.some((x) => x.claim === id)) return "set_aside";
  if (e.carriers.some((of) => of.includes(id))) return "carrier";
  if (e.toll.disputed.some((x) => x.claim === id)) return "disputed";
  return e.shown.includes(id) ? "shown" : null;
}
