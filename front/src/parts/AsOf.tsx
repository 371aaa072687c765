/** The moment that everything on the page is as of. It stands in the address. */
import type { JSX } from "preact";
import { amend, type Route } from "../route.ts";
import { clock, day, moment, number, t, yours } from "../words.ts";
import type { View } from "../data/story.ts";

export function AsOfBar({ view, route }: { view: View; route: Route }): JSX.Element | null {
  const { account } = view.story;
  const { moments } = account;
  if (moments.length === 0) return <p class="note">{t("nothing_dated")}</p>;
  const go = (n: number): void => amend(route, { as_of: moments[Math.min(Math.max(n, 0), moments.length - 1)] ?? null });
  const zone = account.story.zone;
  const words = moment(view.at, zone);
  return (
    <div class="as-of" role="group" aria-label={t("as_of_bar")}>
      <p class="now" aria-live="polite"><span class="label">{t("as_of")}</span> <strong>{day(view.at)}</strong>{" "}
        <span class="by">{clock(view.at)} {zone}{yours(view.at) && ` · ${yours(view.at)}`}</span></p>
      <div class="steps">
        <button type="button" onClick={() => go(view.n - 1)} disabled={view.n <= 0} aria-label={t("earlier")}>‹</button>
        <input type="range" min={0} max={moments.length - 1} value={view.n} step={1} aria-label={t("as_of_slider")} aria-valuetext={words}
          disabled={moments.length < 2}
          onInput={(event) => go(Number(event.currentTarget.value))} />
        <button type="button" onClick={() => go(view.n + 1)} disabled={view.n >= moments.length - 1} aria-label={t("later")}>›</button>
        <label class="date"><span class="visually-hidden">{t("as_of_day")}</span>
          <input type="date" value={view.at.slice(0, 10)} min={moments[0]?.slice(0, 10)} max={moments.at(-1)?.slice(0, 10)}
            onChange={(event) => { if (event.currentTarget.value) amend(route, { as_of: event.currentTarget.value }); }} /></label>
      </div>
      {account.changes > moments.length && <p class="by thinned">{t("thinned", { kept: number(moments.length), of: number(account.changes) })}</p>}
    </div>
  );
}
