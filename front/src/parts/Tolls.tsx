/** What can be said: a toll's sentence with its grounds, and the table of all tolls of a story. */
import type { ComponentChildren, JSX } from "preact";
import { pieces } from "../data/sentence.ts";
import { isWhole, scopeKey, subjectKey, type View } from "../data/story.ts";
import type { Estimate, Toll } from "../data/types.ts";
import { to, type Route } from "../route.ts";
import { capital, kindMeaning, kindName, measureName, number, problemName, sideName, t } from "../words.ts";
import { ClaimLink, claimPath, kept, Scrolls, Words } from "./text.tsx";

export function Sentence({ view, route, of, children }: { view: View; route: Route; of: Estimate; children?: ComponentChildren }): JSX.Element {
  return (
    <p class="sentence">
      {pieces(view.story, of).map((piece) => piece.claim !== null
        ? <a class="figure" href={to(claimPath(view.story, piece.claim), kept(route))}>{piece.text}</a>
        : piece.total ? <a class="figure" href={`#grounds`} onClick={openGrounds}>{piece.text}</a> : piece.text)}
      {children}
    </p>
  );
}

/** A sum's grounds stand below it: no address of their own, so that the view stays. */
function openGrounds(event: MouseEvent): void {
  event.preventDefault();
  const details = (event.currentTarget as HTMLElement).closest(".toll")?.querySelector("details");
  if (!details) return;
  details.open = true;
  details.querySelector("summary")?.focus();
}

export function scopeName(toll: Toll): string {
  const side = toll.side && toll.side !== "not_said" ? sideName(toll.side) : null;
  return [side, toll.group, toll.where].filter(Boolean).join(", ") || t("everybody");
}

export function Signed({ toll }: { toll: Toll }): JSX.Element {
  const who = toll.review.by.join(", ");
  switch (toll.review.state) {
    case "signed": return <span class="signed">{t("reviewed", { who })}</span>;
    case "awaits_second": return <span class="unsigned">{t("awaits_second", { who })}</span>;
    case "changed": return <span class="unsigned">{t("changed_since", { who })}</span>;
    default: return <span class="unsigned">{t("not_reviewed")}</span>;
  }
}

export function TollBlock({ view, route, of, lead, sign }: { view: View; route: Route; of: Estimate; lead: boolean; sign?: ComponentChildren }): JSX.Element {
  const { toll } = of;
  return (
    <div class={lead ? "toll lead" : "toll"}>
      {!isWhole(toll) && <h3>{capital(scopeName(toll))}</h3>}
      <Sentence view={view} route={route} of={of} />
      <p class="kind"><strong>{kindName(toll.kind)}.</strong> {lead && kindMeaning(toll.kind)} <Signed toll={toll} /> {sign}</p>
      {lead && toll.kind !== "nothing" && <Bounds view={view} of={of} />}
      <Grounds view={view} route={route} of={of} open={lead && matchMedia("(min-width: 62rem)").matches} />
    </div>
  );
}

/** "more than N" where the floor is worded so: nobody said N + 1. */
export function floorWords(view: View, e: Estimate): string {
  const { low, terms } = e.toll;
  if (low === null) return t("none");
  const worded = e.carriers.flat().map((id) => view.story.claims.get(id)).filter((c) => c?.low === low);
  const over = terms.length < 2 && worded.length > 0 && worded.every((c) => c?.qualifier === "more_than");
  return over ? t("more_than", { n: number(low - 1) }) : number(low);
}

function Bounds({ view, of }: { view: View; of: Estimate }): JSX.Element {
  const { best, high } = of.toll;
  return (
    <dl class="bounds">
      <div><dt>{t("low")}</dt><dd>{floorWords(view, of)}</dd></div>
      <div><dt>{t("best")}</dt><dd class={best === null ? "unknown" : ""}>{best === null ? t("none") : number(best)}</dd></div>
      <div><dt>{t("high")}</dt><dd class={high === null ? "unknown" : ""}>{high === null ? t("open") : number(high)}</dd></div>
    </dl>
  );
}

function Grounds({ view, route, of, open }: { view: View; route: Route; of: Estimate; open: boolean }): JSX.Element | null {
  const { toll, words, shown, carriers } = of;
  const link = (id: string): JSX.Element => <ClaimLink view={view} route={route} id={id} />;
  const groups = [
    toll.terms.length > 0 && <Ground title={t("terms")}>{[
      <>{toll.terms.map((term, k) => [k > 0 && " + ", number(term.low), term.who && ` ${term.who} `, " ", link(term.claim)])} = {number(toll.terms.reduce((n, x) => n + x.low, 0))}</>,
    ]}</Ground>,
    words.length > 0 && <Ground title={t("in_words")}>{words.map((w) => <Words>{`“${w}”`}</Words>)}</Ground>,
    toll.basis.length > 0 && <Ground title={t("basis")}>{toll.basis.map((b, k) => (
      <>{link(b.claim)}{(carriers[k]?.length ?? 0) > 1 && <span class="by">, {t("carried_by", { n: carriers[k]?.length ?? 0 })}</span>}</>
    ))}</Ground>,
    toll.set_aside.length > 0 && <Ground title={t("set_aside")}>{asides(view, toll).map(({ reason, claims }) => (
      <>{link(claims[0] as string)}{claims.length > 1 && <span class="by"> {t("and_more", { n: claims.length - 1 })}</span>}: {reason}</>
    ))}</Ground>,
    toll.disputed.length > 0 && <Ground title={t("disputed")}>{toll.disputed.map((d) => <>{link(d.claim)} {t("disputed_by", { by: d.by })}</>)}</Ground>,
    toll.problems.length > 0 && <Ground title={t("look_at")}>{toll.problems.map((p) => <><b>{problemName(p.code)}.</b> {p.message}</>)}</Ground>,
    shown.length > 0 && <Ground title={t("shown")}>{shown.slice(0, 12).map(link)}</Ground>,
  ].filter(Boolean);
  if (groups.length === 0) return null;
  return <details class="grounds" open={open}><summary>{t("grounds")}</summary>{groups}<p class="by">{t("method", { method: of.method })}</p></details>;
}

function Ground({ title, children }: { title: string; children: ComponentChildren[] }): JSX.Element {
  return <div class="ground"><p class="label">{title}</p><ul>{children.map((child) => <li>{child}</li>)}</ul></div>;
}

/** Figures set aside, each number once with its reason. */
function asides(view: View, toll: Toll): { reason: string; claims: string[] }[] {
  const groups = new Map<string, { reason: string; claims: string[] }>();
  for (const { claim, low, high, reason } of toll.set_aside) {
    const root = view.story.root.get(claim) ?? claim;
    const key = `${low}|${high}|${view.story.claims.get(root)?.place ?? ""}`;
    const group = groups.get(key) ?? { reason, claims: [] };
    group.claims.push(claim);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** All tolls as a table: kind, low, best, high, set aside and disputed. */
export function TollTable({ view, route, chosen }: { view: View; route: Route; chosen: string }): JSX.Element {
  return (
    <Scrolls label={t("table_of_tolls")}>
      <table class="tolls-table">
        <caption class="quiet">{t("table_caption")}</caption>
        <thead><tr>{["measure", "kind", "low", "best", "high", "set_aside", "disputed"].map((key, k) => <th scope="col" class={k > 1 ? "n" : ""}>{t(key)}</th>)}</tr></thead>
        <tbody>
          {view.estimates.map((e) => <TollRow key={scopeKey(e.toll)} view={view} route={route} of={e} current={subjectKey(e.toll) === chosen} />)}
        </tbody>
      </table>
    </Scrolls>
  );
}

function TollRow({ view, route, of, current }: { view: View; route: Route; of: Estimate; current: boolean }): JSX.Element {
  const { toll } = of;
  const whole = isWhole(toll);
  const name = whole ? measureName(toll.measure, toll.object) : capital(scopeName(toll));
  return (
    <tr class={`${whole ? "whole" : "part"}${current ? " current" : ""}`}>
      <th scope="row">{whole ? <a href={to(route.path, { ...route.query, measure: subjectKey(toll) })} aria-current={current ? "true" : undefined}>{name}</a> : name}</th>
      <td>{kindName(toll.kind)}</td>
      <td class="n">{floorWords(view, of)}</td>
      <td class="n">{toll.best === null ? <span class="by">{t("none")}</span> : number(toll.best)}</td>
      <td class="n">{toll.high === null ? <span class="by">{t("open")}</span> : number(toll.high)}</td>
      <td class="n">{toll.set_aside.length || <span class="by">0</span>}</td>
      <td class="n">{toll.disputed.length || <span class="by">0</span>}</td>
    </tr>
  );
}
