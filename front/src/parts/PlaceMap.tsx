/** Where: towns as points, everything larger as areas. No tiles, no server; never a point for a country or a region. */
import { geoAzimuthalEqualArea, geoContains, geoPath, type GeoPermissibleObjects } from "d3-geo";
import type { Feature, Geometry } from "geojson";
import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { feature } from "topojson-client";
import topology from "world-atlas/countries-110m.json";
import { statusOf, subjectKey, type View } from "../data/story.ts";
import type { Place } from "../data/types.ts";
import { to, type Route } from "../route.ts";
import { number, t } from "../words.ts";
import { useWidth } from "./MeasureChart.tsx";
import { claimPath, kept, Scrolls, Words } from "./text.tsx";

type Country = Feature<Geometry, { name: string }>;
const countries: Country[] = feature(topology, topology.objects.countries).features as Country[];

interface Spot { place: Place; claims: number; low: number | null; claim: string | null }

/** Places with figures of the measure by then: the highest that stands, and how many there are. */
function spotsOf(view: View, subject: string): Spot[] {
  const spots = new Map<string, Spot>();
  const home = view.story.account.places.find((p) => p.name === view.story.account.story.place?.name);
  for (const claim of view.story.account.claims) {
    const status = statusOf(claim, view.n);
    const place = claim.place ? view.story.places.get(claim.place) : claim.where === null ? home : undefined; // no place said: the story's own
    if (!place || status === null || status === "other" || claim.frame !== "current" || subjectKey(claim) !== subject) continue;
    const spot = spots.get(place.id) ?? { place, claims: 0, low: null, claim: null };
    spot.claims += 1;
    const standing = status !== "set_aside" && status !== "updated" && claim.qualifier !== "vague";
    const n = claim.low ?? claim.high;
    if (standing && n !== null && (spot.low === null || n > spot.low)) Object.assign(spot, { low: n, claim: claim.id });
    spots.set(place.id, spot);
  }
  return [...spots.values()].sort((a, b) => (b.low ?? -1) - (a.low ?? -1) || b.claims - a.claims);
}

export function PlaceMap({ view, route, subject }: { view: View; route: Route; subject: string }): JSX.Element {
  const [ref, width] = useWidth<HTMLDivElement>();
  const spots = useMemo(() => spotsOf(view, subject), [view, subject]);
  const drawn = spots.filter((s) => s.place.lat !== null && s.place.lon !== null);
  const height = Math.round(Math.min(420, Math.max(240, width * 0.6)));
  const path = useMemo(() => projectionFor(view, width, height), [view.story, width, height]);
  const lands = useMemo(() => countries.map((c) => ({ name: c.properties.name, d: path(c) ?? "" })).filter((c) => c.d !== ""), [path]);
  return (
    <div class="where">
      <div ref={ref} class="map">
        <svg class="chart" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" focusable="false" font-size="12">
          <defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" x2="0" y1="0" y2="6" stroke="var(--accent)" stroke-width="1.4" opacity=".8" /></pattern>
            <radialGradient id="fade"><stop offset=".45" stop-color="#fff" /><stop offset="1" stop-color="#fff" stop-opacity="0" /></radialGradient></defs>
          <rect width={width} height={height} fill="var(--water)" />
          {lands.map((c) => <path key={c.name} d={c.d} fill="var(--land)" stroke="var(--border)" stroke-width=".8" />)}
          {drawn.filter((s) => s.place.drawn === "country").map((s) => <Whole key={s.place.id} spot={s} path={path} />)}
          {drawn.filter((s) => s.place.drawn === "area").map((s, n) => <Area key={s.place.id} spot={s} path={path} all={drawn} n={n} />)}
          {drawn.filter((s) => s.place.drawn === "town").map((s) => <Town key={s.place.id} spot={s} path={path} />)}
        </svg>
        <p class="by">{t("map_key")}</p>
      </div>
      <Scrolls label={t("map_table")}><table><caption class="quiet">{t("map_table")}</caption>
        <thead><tr><th scope="col">{t("place")}</th><th scope="col">{t("drawn_as")}</th><th scope="col" class="n">{t("highest_standing")}</th><th scope="col" class="n">{t("figures")}</th></tr></thead>
        <tbody>{spots.map((s) => (
          <tr><th scope="row"><a href={to(route.path, { ...route.query, place: s.place.name })}><Words>{s.place.name}</Words></a></th>
            <td>{t(`drawn_${s.place.drawn}`)}</td>
            <td class="n">{s.claim !== null && s.low !== null ? <a href={to(claimPath(view.story, s.claim), kept(route))}>{number(s.low)}</a> : <span class="by">{t("none")}</span>}</td>
            <td class="n">{number(s.claims)}</td></tr>
        ))}</tbody></table></Scrolls>
      {spots.length === 0 && <p class="note">{t("no_places")}</p>}
    </div>
  );
}

type Path = ReturnType<typeof geoPath>;

/** Fits all places of the story, the country that it is in whole where that is not larger than what would be read. */
function projectionFor(view: View, width: number, height: number): Path {
  const points = view.story.account.places.filter((p) => p.lat !== null && p.lon !== null).map((p) => [p.lon as number, p.lat as number] as [number, number]);
  if (points.length === 0) points.push([10, 20]);
  const home = view.story.account.places.find((p) => p.name === view.story.account.story.place?.name);
  const around = home?.lat != null && home.lon != null ? countries.find((c) => geoContains(c, [home.lon as number, home.lat as number])) : undefined;
  const middle = points.reduce((sum, p) => [sum[0] + p[0] / points.length, sum[1] + p[1] / points.length] as [number, number], [0, 0] as [number, number]);
  const projection = geoAzimuthalEqualArea().rotate([-middle[0], -middle[1]]);
  const near = points.map(([x, y]) => [[x - 1.2, y - 1], [x + 1.2, y + 1]]).flat();
  const target: GeoPermissibleObjects = around
    ? { type: "GeometryCollection", geometries: [around.geometry, { type: "MultiPoint", coordinates: near }] }
    : { type: "MultiPoint", coordinates: near };
  projection.fitExtent([[14, 14], [width - 14, height - 14]], target).clipExtent([[0, 0], [width, height]]);
  return geoPath(projection);
}

const at = (spot: Spot, path: Path): [number, number] | null => {
  const [x, y] = path.centroid({ type: "Point", coordinates: [spot.place.lon as number, spot.place.lat as number] });
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : null;
};

function Name({ spot, x, y, anchor = "middle" }: { spot: Spot; x: number; y: number; anchor?: "middle" | "start" }): JSX.Element {
  return (
    <text x={x} y={y} text-anchor={anchor} fill="var(--ink)" class="halo">
      <tspan>{spot.place.name}</tspan>{spot.low !== null && <tspan font-weight="700"> {number(spot.low)}</tspan>}
    </text>
  );
}

/** A country is tinted whole; where its outline is not known, it is only named in the table. */
function Whole({ spot, path }: { spot: Spot; path: Path }): JSX.Element | null {
  const own = countries.find((c) => geoContains(c, [spot.place.lon as number, spot.place.lat as number]));
  if (!own) return null;
  return <g><path d={path(own) ?? ""} fill="var(--accent)" fill-opacity=".1" stroke="var(--accent)" stroke-width="1.2" /></g>;
}

/** Somewhere in an area whose outline is not known: a hatched round that fades, kept within its country, too wide to be a point. */
function Area({ spot, path, all, n }: { spot: Spot; path: Path; all: Spot[]; n: number }): JSX.Element | null {
  const where = at(spot, path);
  if (!where) return null;
  const r = Math.min(56, 26 + 5 * Math.max(0, spot.place.precision - 2) + (all.length < 6 ? 6 : 0));
  const own = countries.find((c) => geoContains(c, [spot.place.lon as number, spot.place.lat as number]));
  return (
    <g>
      {own && <clipPath id={`within-${n}`}><path d={path(own) ?? ""} /></clipPath>}
      <mask id={`soft-${n}`}><circle cx={where[0]} cy={where[1]} r={r} fill="url(#fade)" /></mask>
      <g clip-path={own ? `url(#within-${n})` : undefined}><circle cx={where[0]} cy={where[1]} r={r} fill="url(#hatch)" mask={`url(#soft-${n})`} /></g>
      <text x={where[0]} y={where[1] + 4} text-anchor="middle" fill="var(--ink)" class="halo" font-style="italic">
        {spot.place.name}{spot.low !== null && <tspan font-weight="700" font-style="normal"> {number(spot.low)}</tspan>}</text>
    </g>
  );
}

function Town({ spot, path }: { spot: Spot; path: Path }): JSX.Element | null {
  const where = at(spot, path);
  if (!where) return null;
  const r = 4 + Math.min(14, Math.sqrt(spot.low ?? 0) * 0.7);
  return <g><circle cx={where[0]} cy={where[1]} r={r} fill="var(--accent)" fill-opacity=".3" stroke="var(--accent)" stroke-width="1.4" /><circle cx={where[0]} cy={where[1]} r="2" fill="var(--accent)" /><Name spot={spot} x={where[0] + r + 4} y={where[1] + 4} anchor="start" /></g>;
}

