/** The words of the page, from the tables of the lexicon; and how numbers, days and moments are written. */
import own from "../../src/tollbook/lexicon/en/front.toml";
import shared from "../../src/tollbook/lexicon/en/page.toml";

type Table = Record<string, string>;
const page = shared as Record<string, Table>;
const front = own as Record<string, Table>;

/** The text ``key`` of the table, its {places} filled. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const text = front["front"]?.[key];
  if (text === undefined) throw new Error(`front.toml has no text "${key}"`);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}

/** One thing, or many: the texts ``key.one`` and ``key``. */
export function count(key: string, n: number): string {
  return n === 1 ? t(`${key}_one`) : t(key, { n: number(n) });
}

function named(table: Table | undefined, key: string): string {
  return table?.[key] ?? key.replace(/_/g, " ");
}

export const measureName = (measure: string, object: string | null = null): string =>
  named(page["measures"], measure) + (object ? ` (${named(page["objects"], object)})` : "");
export const kindName = (kind: string): string => named(page["kinds"], kind);
export const kindMeaning = (kind: string): string => named(page["kinds_meaning"], kind);
export const sideName = (side: string): string => named(page["sides"], side);
export const standingName = (standing: string): string => named(page["standings"], standing);
export const frameName = (frame: string): string => named(page["frames"], frame);
export const foundName = (found: string): string => named(page["found"], found);
export const statusName = (status: string): string => named(front["statuses"], status);
export const partyName = (party: string): string => named(front["parties"], party);
export const relation = (name: string, asObject: boolean): string =>
  named(page[asObject ? "relations_from" : "relations"], name);
export const problemName = (code: string): string => named(front["problems"], code);

/** The first letter large. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const numbers = new Intl.NumberFormat("en");
export const number = (n: number): string => numbers.format(n);

/** "1.2 million" where a number is too long for an axis. */
export function short(n: number): string {
  for (const [scale, key] of [[1e9, "billion"], [1e6, "million"]] as const)
    if (n >= scale && n % (scale / 10) === 0) return `${n / scale} ${t(key)}`;
  return number(n);
}

const dates = (page["dates"] ?? {}) as unknown as Record<string, string[]>;
export const monthNames: readonly string[] = dates["months"] ?? [];

/** "10 January 2022" of an ISO day or moment, in the zone that it is written in. */
export function day(iso: string, brief = false): string {
  const [y, m, d] = iso.slice(0, 10).split("-").map(Number);
  return `${d} ${dates[brief ? "short" : "months"]?.[(m ?? 1) - 1]} ${y}`;
}

/** "10 Jan" */
export function dayOfYear(iso: string): string {
  return day(iso, true).replace(/ \d+$/, "");
}

export const clock = (iso: string): string => iso.slice(11, 16);

/** A moment as its story's zone has it. A day's last minute stands for the day. */
export function moment(iso: string, zone: string): string {
  return `${day(iso)}, ${clock(iso)} (${zone})`;
}

/** The same moment where the reader is; null where the clocks agree. */
export function yours(iso: string): string | null {
  const at = new Date(iso);
  const offset = /([+-])(\d\d):(\d\d)$/.exec(iso);
  const minutes = offset ? (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3])) : 0;
  if (Number.isNaN(at.getTime()) || -at.getTimezoneOffset() === minutes) return null;
  const pad = (n: number): string => String(n).padStart(2, "0");
  const local = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return t("your_time", { when: `${day(local)}, ${pad(at.getHours())}:${pad(at.getMinutes())}` });
}
