/** The timeline of acts, and the line by which an account is cited. */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { View } from "../data/story.ts";
import type { Act } from "../data/types.ts";
import type { Route } from "../route.ts";
import { day, moment, t } from "../words.ts";
import { ClaimLink, reportName, Words } from "./text.tsx";

export function Acts({ view, route }: { view: View; route: Route }): JSX.Element {
  const { story } = view;
  const out = (act: Act): boolean => {
    const known = act.report ? story.reports.get(act.report)?.known : act.at;
    return known == null || Date.parse(known) <= Date.parse(view.at);
  };
  const acts = story.account.timeline.filter(out).sort((a, b) => (a.at ?? "~").localeCompare(b.at ?? "~"));
  const days = new Map<string, Act[]>();
  for (const act of acts) days.set(act.at?.slice(0, 10) ?? "", [...(days.get(act.at?.slice(0, 10) ?? "") ?? []), act]);
  return (
    <ol class="acts">
      {[...days].map(([at, own]) => (
        <li><h3>{at ? day(at) : t("no_day")}</h3>
          <ul>{own.map((act) => {
            const report = act.report ? story.reports.get(act.report) : undefined;
            return (
              <li><span class="kind-of">{act.kind.replace(/_/g, " ")}</span> <span><Words>{act.what}</Words>
                <span class="by">{[act.where, act.source, report && reportName(report)].filter(Boolean).map((x) => <> · <bdi>{x}</bdi></>)}</span>
                {act.claims.map((id) => <> · <ClaimLink view={view} route={route} id={id} /></>)}</span></li>
            );
          })}</ul></li>
      ))}
    </ol>
  );
}

/** "Tollbook, story, entry, as of": by these four anyone with the ledger works out the same. */
export const citation = (view: View): string => {
  const { story, upto } = view.story.account;
  return t("citation", { story: story.title, n: upto, when: view.at ? moment(view.at, story.zone) : t("undated") });
};

export function CiteLine({ view }: { view: View }): JSX.Element {
  const [copied, set] = useState(false);
  const text = citation(view);
  const copy = (): void => { navigator.clipboard?.writeText(text).then(() => set(true), () => set(false)); };
  return (
    <aside class="cite" aria-label={t("cite")}>
      <p><b>{t("cite")}:</b> <span class="citation">{text}</span> {navigator.clipboard && <button type="button" class="plain" onClick={copy}>{copied ? t("copied") : t("copy")}</button>}</p>
      <p class="by">{t(view.story.account.masked ? "masked" : "unmasked")}</p>
    </aside>
  );
}
