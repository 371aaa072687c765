/** Scopes of a measure side by side, on one scale: sides of the people counted, then places. */
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { floorsOf, marksOf, type Filter } from "../charts/marks.ts";
import { TollChart } from "../charts/TollChart.tsx";
import { statusOf, subjectKey, type View } from "../data/story.ts";
import type { Estimate } from "../data/types.ts";
import { to, type Route } from "../route.ts";
import { capital, kindName, number, sideName, t } from "../words.ts";
import { numbersOf, useWidth } from "./MeasureChart.tsx";
import { claimPath, kept } from "./text.tsx";

interface Panel { key: string; title: string; keep: Filter; toll: Estimate | undefined; table: number[][]; scope: string; n: number }

function panelsOf(view: View, subject: string): Panel[] {
  const { account } = view.story;
  const claims = account.claims.filter((c) => subjectKey(c) === subject && c.frame === "current" && c.became.length > 0);
  const panels: Panel[] = [];
  const add = (title: string, keep: Filter, scope: string, table: number[][], of: Estimate[], find: (e: Estimate) => boolean): void => {
    const n = claims.filter((c) => keep(c) && statusOf(c, view.n) !== null).length;
    if (claims.filter(keep).length > 0) panels.push({ key: scope, title, keep, scope, table, n, toll: of.find((e) => subjectKey(e.toll) === subject && find(e)) });
  };
  for (const side of ["others", "state_forces"])
    add(sideName(side), (c) => c.side === side, `${subject}|${side}||`, account.at, view.estimates, ({ toll }) => toll.side === side && !toll.group && !toll.where);
  for (const group of new Set(claims.map((c) => c.group).filter((g): g is string => g !== null)))
    add(group, (c) => c.group === group, `${subject}||${group}|`, account.at, view.estimates, ({ toll }) => toll.group === group && !toll.where);
  const home = account.story.place?.name;
  const counts = new Map<string, number>();
  for (const c of claims) if (c.place) counts.set(c.place, (counts.get(c.place) ?? 0) + 1);
  for (const [id] of [...counts].sort((a, b) => b[1] - a[1]).slice(0, 8)) {
    const place = view.story.places.get(id);
    if (place && place.name !== home)
      add(place.name, (c) => c.place === id, `${subject}|||${place.name}`, account.at_places, view.ofPlaces, ({ toll }) => toll.where === place.name);
  }
  return panels;
}

export function Multiples({ view, route, subject }: { view: View; route: Route; subject: string }): JSX.Element | null {
  const [ref, width] = useWidth<HTMLDivElement>(900);
  const panels = useMemo(() => panelsOf(view, subject), [view, subject]);
  if (panels.length < 2) return <div ref={ref}><p class="note">{t("no_scopes")}</p></div>;
  const columns = Math.max(1, Math.min(panels.length, Math.floor((width + 28) / 268)));
  const each = Math.floor((width - 28 * (columns - 1)) / columns);
  const ofPanels = panels.map((p) => numbersOf(view, subject, p.keep).all);
  const numbers = { all: ofPanels.flat(), wholes: ofPanels.map((own) => Math.max(0, ...own)) }; // decades only where the panels lie far apart
  return (
    <div ref={ref} class="multiples" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {panels.map((panel) => <One key={panel.key} panel={panel} view={view} route={route} width={each} numbers={numbers} />)}
    </div>
  );
}

function One({ panel, view, route, width, numbers }: { panel: Panel; view: View; route: Route; width: number; numbers: { all: number[]; wholes: number[] } }): JSX.Element {
  const marks = marksOf(view, panel.scope.split("|")[0] as string, panel.keep).map((m) => ({ ...m, part: false }));
  const steps = floorsOf(view, panel.scope, panel.table);
  const toll = panel.toll?.toll;
  const says = toll && toll.kind !== "nothing" ? `${kindName(toll.kind)}: ${toll.low === null ? t("none") : number(toll.low)}${toll.high !== null && toll.high !== toll.low ? ` ${t("to_high", { n: number(toll.high) })}` : ""}` : t("no_floor");
  return (
    <figure class="multiple">
      <figcaption><bdi>{capital(panel.title)}</bdi> <span class="by">{t("figures_n", { n: panel.n })}</span></figcaption>
      <TollChart small marks={marks} steps={steps} days={view.story.account.silence} asOf={view.at} numbers={numbers} width={width} height={132}
        onOpen={(mark) => { location.hash = to(claimPath(view.story, mark.claim.id), kept(route)); }} />
      <p class="by">{says}</p>
    </figure>
  );
}
