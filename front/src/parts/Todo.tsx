/** What a person should look at: conflicts and problems, as a list to be worked through. */
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { isWhole, undated, type View } from "../data/story.ts";
import { to, type Route } from "../route.ts";
import { count, measureName, problemName, t } from "../words.ts";
import { scopeName } from "./Tolls.tsx";
import { Derived } from "./Derived.tsx";
import { ClaimLink, kept, reportName } from "./text.tsx";

const FIRST = 20;

export interface Item { key: string; code: string; where: string; message: string; claims: string[]; report: string | null; grave: boolean; pair?: [string, string] }

export function itemsOf(view: View): Item[] {
  const items = new Map<string, Item>();
  const add = (item: Omit<Item, "key">): void => {
    const key = `${item.code}|${item.message}`;
    if (!items.has(key)) items.set(key, { ...item, key });
  };
  for (const { toll } of view.estimates) {
    const where = measureName(toll.measure, toll.object) + (isWhole(toll) ? "" : `: ${scopeName(toll)}`);
    if (toll.kind === "conflicting") add({ code: "conflicting", where, message: toll.sentence, claims: toll.basis.map((b) => b.claim), report: null, grave: true });
    for (const p of toll.problems) if (p.code !== "words_only") add({ code: p.code, where, message: p.message, claims: p.claims, report: null, grave: false });
    for (const d of toll.disputed) add({ code: "disputed", where, message: t("disputed_by", { by: d.by }), claims: [d.claim], report: null, grave: true });
  }
  for (const p of view.story.account.problems) add({ code: p.code, where: t("reading"), message: p.message, claims: p.claims, report: p.report, grave: false });
  for (const r of view.story.account.reports) {
    const from = r.derived_from ? view.story.reports.get(r.derived_from) : undefined;
    if (from && r.known !== null && Date.parse(r.known) <= Date.parse(view.at))
      add({ code: "possibly_derived", where: r.publisher ?? r.name, message: t("derived_told", { report: reportName(r), from: [reportName(from), from.publisher].filter(Boolean).join(", ") }), claims: [], report: null, grave: false, pair: [from.id, r.id] });
  }
  const lost = view.story.account.claims.filter((c) => undated(view.story, c));
  const said = new Set(view.story.account.problems.filter((p) => p.code === "undated").map((p) => p.report));
  for (const report of new Set(lost.map((c) => c.report)))
    if (!said.has(report)) add({ code: "undated", where: t("reading"), message: count("undated_report", lost.filter((c) => c.report === report).length), claims: [], report, grave: false });
  return [...items.values()].sort((a, b) => Number(b.grave) - Number(a.grave));
}

export function Todo({ view, route }: { view: View; route: Route }): JSX.Element {
  const [all, showAll] = useState(false);
  const items = useMemo(() => itemsOf(view), [view]);
  if (items.length === 0) return <p class="note">{t("nothing_to_do")}</p>;
  return (
    <>
      <p class="note">{count("todo", items.length)}</p>
      <ol class="todo">
        {(all ? items : items.slice(0, FIRST)).map((item) => {
          const report = item.report ? view.story.reports.get(item.report) : undefined;
          return (
            <li key={item.key} class={item.grave ? "grave" : ""}>
              <p><b>{problemName(item.code)}</b> <span class="by">{item.where}</span></p>
              <p>{item.message} {report && <cite>{reportName(report)}</cite>}</p>
              {item.pair && <p class="links"><a href={to(["story", view.story.account.story.id, "compare"], { ...kept(route), a: item.pair[0], b: item.pair[1] })}>{t("compare_both")}</a> <Derived pair={item.pair} story={view.story.account.story.id} /></p>}
              {item.claims.length > 0 && <p class="links">{item.claims.slice(0, 6).map((id, k) => <>{k > 0 && " · "}<ClaimLink view={view} route={route} id={id} /></>)}
                {item.claims.length === 2 && <> · <a href={to(["story", view.story.account.story.id, "compare"], { ...kept(route), a: reportOf(view, item.claims[0]), b: reportOf(view, item.claims[1]) })}>{t("compare_both")}</a></>}</p>}
            </li>
          );
        })}
      </ol>
      {!all && items.length > FIRST && <button type="button" class="plain" onClick={() => showAll(true)}>{t("show_more", { n: items.length - FIRST })}</button>}
    </>
  );
}

const reportOf = (view: View, claim: string | undefined): string | undefined => (claim ? view.story.claims.get(claim)?.report : undefined);
