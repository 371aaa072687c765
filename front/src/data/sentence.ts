/** A toll's sentence, its numbers linked to the claims that they come from. Dates are no numbers. */
import { monthNames } from "../words.ts";
import { grounds, type Story } from "./story.ts";
import type { Estimate } from "./types.ts";

export interface Piece {
  text: string;
  claim: string | null; // the grounds of a number
  total: boolean; // the toll's own number, where it is a sum of several claims
}

const MONTHS = monthNames.join("|");
const NUMBER = new RegExp(`\\b\\d{1,2} (?:${MONTHS})(?: \\d{4})?|\\b\\d[\\d,]*(?:\\.\\d+)?(?: (million|billion))?\\b`, "g");
const SCALES: Record<string, number> = { million: 1e6, billion: 1e9 };

export function pieces(story: Story, e: Estimate): Piece[] {
  const { sentence } = e.toll;
  const found: Piece[] = [];
  let from = 0;
  for (const match of sentence.matchAll(NUMBER)) {
    if (/[A-Z]/.test(match[0])) continue; // a date
    const value = Number(match[0].replace(/,/g, "").replace(/ .*/, "")) * (SCALES[match[1] ?? ""] ?? 1);
    if (/^ more\b(?! than)/.test(sentence.slice(match.index + match[0].length))) continue; // "and 3 more"
    const over = /more than $/i.test(sentence.slice(0, match.index));
    const claim = whoGave(story, e, value, over);
    const total = claim === null && (value === e.toll.low || (over && value + 1 === e.toll.low) || value === e.toll.high);
    if (claim === null && !total) continue;
    found.push({ text: sentence.slice(from, match.index), claim: null, total: false });
    found.push({ text: match[0], claim, total });
    from = match.index + match[0].length;
  }
  found.push({ text: sentence.slice(from), claim: null, total: false });
  return found.filter((piece) => piece.text !== "");
}

/** The claim of the toll's grounds that says this number. A sum is no claim's. */
function whoGave(story: Story, e: Estimate, value: number, over: boolean): string | null {
  if (e.toll.terms.length > 1 && value === e.toll.low) return null;
  for (const id of grounds(e)) {
    const claim = story.claims.get(id);
    if (!claim) continue;
    const { low, high, qualifier } = claim;
    const worded = qualifier === "more_than" && low === value + 1; // "more than 150" is 151 and more
    if (worded || (over ? low === value : low === value || high === value)) return id;
  }
  return null;
}
