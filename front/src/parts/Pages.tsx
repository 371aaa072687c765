/** Pages that changed their report without being another report, or that vanished. */
import type { JSX } from "preact";
import { changed, seen } from "../data/pages.ts";
import type { Story, View } from "../data/story.ts";
import type { Claim, Otherwise } from "../data/types.ts";
import { to, type Route } from "../route.ts";
import { day, t } from "../words.ts";
import { ClaimLink, kept, Words } from "./text.tsx";

const FIRST = 12;

export function Pages({ view, route }: { view: View; route: Route }): JSX.Element {
  const rows = changed(view.story, view.at);
  if (rows.length === 0) return <p class="note">{t("no_page_changed")}</p>;
  return (
    <ul class="log pages">{rows.slice(0, FIRST).map(({ held, before }) => (
      <li class={held.report === null ? "gone" : undefined}><Words>{held.sentence ?? ""}</Words>
        {held.report !== null && before !== null && held.report !== before && held.changes.length > 0 && <> <a href={to(["story", view.story.account.story.id, "compare"], { ...kept(route), a: before, b: held.report })}>{t("compare_both")}</a></>}</li>
    ))}{rows.length > FIRST && <li class="by">{t("and_more", { n: rows.length - FIRST })}</li>}</ul>
  );
}

/** Which version of its page a figure stands in, what the version before said, and what a later one says. */
export function VersionLine({ view, route, claim }: { view: View; route: Route; claim: Claim }): JSX.Element | null {
  const found = seen(view.story, claim, view.at);
  if (found === null || found.of < 2) return null;
  const { earlier, dropped } = found;
  return (
    <p class="by versions">
      {t("version_of", { n: found.number, of: found.of })}
      {earlier !== null && earlier.instead.length > 0 && <> {t("version_said_before")} <Instead view={view} route={route} of={earlier} />.</>}
      {dropped !== null && dropped.instead.length > 0 && <> {t("version_then", { day: since(dropped) })} <Instead view={view} route={route} of={dropped} />.</>}
      {dropped !== null && dropped.instead.length === 0 && <> {t("version_dropped", { day: since(dropped) })}</>}
      {dropped !== null && found.back && <> {t("version_back")}</>}
    </p>
  );
}

const since = (of: Otherwise): string => (of.at === null ? t("undated") : day(of.at));

function Instead({ view, route, of }: { view: View; route: Route; of: Otherwise }): JSX.Element {
  return <>{of.instead.map((x, k) => <>{k > 0 && ", "}<ClaimLink view={view} route={route} id={x.claim} /></>)}</>;
}

export const anyChanged = (story: Story): boolean => story.account.pages.length > 0;
