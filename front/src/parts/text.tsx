/** Words of reports, and what names a claim, a report, a source. Report text is text: it is never markup. */
import type { ComponentChildren, JSX } from "preact";
import { known, sourceName, statusOf, type Story, type View } from "../data/story.ts";
import type { Claim, Report } from "../data/types.ts";
import { to, type Route } from "../route.ts";
import { clock, count, day, foundName, measureName, t, yours } from "../words.ts";

/** Words of a report, in their own direction; names that are withheld are told from words. */
export function Words({ children }: { children: string }): JSX.Element {
  const parts = children.split("[name]");
  return (
    <bdi>
      {parts.map((part, k) => (k === 0 ? part : [<span class="withheld" title={t("withheld")}>{t("name_withheld")}</span>, part]))}
    </bdi>
  );
}

export function Quote({ claim, language }: { claim: Claim; language: string | null }): JSX.Element {
  const [before, figure, after] = claim.quote;
  return (
    <blockquote lang={language ?? undefined}>
      <p dir="auto"><Words>{before}</Words>{figure !== "" && <mark><Words>{figure}</Words></mark>}<Words>{after}</Words></p>
    </blockquote>
  );
}

export const claimPath = (story: Story, claim: string): string[] => ["story", story.account.story.id, "figure", claim];

/** Where links lead keeps what the address says of the moment. */
export const kept = (route: Route): Record<string, string> => {
  const { as_of } = route.query;
  return as_of ? { as_of } : {};
};

export function ClaimLink({ view, route, id, carrier, children }: { view: View; route: Route; id: string; carrier?: boolean; children?: ComponentChildren }): JSX.Element {
  const claim = view.story.claims.get(id);
  if (!claim) return <code>{id}</code>;
  const when = known(view.story, claim);
  const publisher = carrier && sourceName(view.story, claim) !== null ? view.story.reports.get(claim.report)?.publisher : null;
  return (
    <span class="ref">
      <a href={to(claimPath(view.story, id), kept(route))}>{children ?? <Words>{claim.figure}</Words>}</a>
      {" "}<span class="by">({giver(view.story, claim)}{publisher && `, ${t("in_publisher", { who: publisher })}`}, {when ? day(when, true) : t("undated")})</span>
    </span>
  );
}

/** According to whom, in words: the body; else the publisher, naming no source. */
export function giver(story: Story, claim: Claim): string {
  const name = sourceName(story, claim);
  if (name !== null) return name;
  const publisher = story.reports.get(claim.report)?.publisher;
  const how = t(claim.own_observation ? "own" : "nobody");
  return publisher ? `${publisher}, ${how}` : how;
}

export function what(claim: Claim): string {
  const counted = claim.object !== claim.unit ? claim.object : null;
  return [measureName(claim.measure).toLowerCase(), claim.who ?? counted, claim.where].filter(Boolean).join(", ");
}

export const reportName = (report: Report): string => (report.title ? `“${report.title}”` : report.name);

/** A report with its address, its publisher, and its date: as the report has it, and in the reader's zone; that its page is gone, if by then. */
export function ReportLine({ report, by }: { report: Report; by?: string }): JSX.Element {
  const name = <cite><bdi>{reportName(report)}</bdi></cite>;
  const { published } = report;
  const instant = published !== null && published.at.length > 10;
  const local = instant ? yours(report.known ?? published.at) : null;
  return (
    <span class="report">
      {report.url ? <a href={report.url} rel="external noopener noreferrer nofollow">{name}</a> : name}
      {report.publisher && <>, <bdi>{report.publisher}</bdi></>}
      {published && <>, <time dateTime={published.at}>{day(report.known ?? published.at)}{instant && `, ${clock(report.known ?? published.at)}`}</time></>}
      <span class="by"> ({[
        instant && published.at !== report.known && t("report_time", { when: `${day(published.at, true)}, ${clock(published.at)} ${published.at.slice(19)}` }),
        local, foundName(published?.found ?? "none"),
      ].filter(Boolean).join("; ")})</span>
      {report.gone && (!by || Date.parse(report.gone) <= Date.parse(by)) && <span class="gone"> {t("gone_since", { day: day(report.gone) })}</span>}
    </span>
  );
}

export function carried(claims: Claim[]): string {
  return count("carried", new Set(claims.map((c) => c.report)).size);
}

export function Problem({ children }: { children: ComponentChildren }): JSX.Element {
  return <p class="problem" role="alert">{children}</p>;
}

export const statusIn = (view: View, claim: Claim): string => statusOf(claim, view.n) ?? "unknown";

/** A table that scrolls in itself where it is wide, by keyboard too. */
export function Scrolls({ label, children }: { label: string; children: ComponentChildren }): JSX.Element {
  return <div class="scrolls" tabIndex={0} role="region" aria-label={label}>{children}</div>;
}
