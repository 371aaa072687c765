/** What pages held, one after the other: which version a figure stands in, and what the others say. */
import type { Story } from "./story.ts";
import type { Claim, Otherwise, Page, PageHeld } from "./types.ts";

/** Where a claim stands among the versions of its page, as of a moment. */
export interface Seen {
  number: number;
  of: number;
  earlier: Otherwise | null; // the version before, where it says otherwise
  dropped: Otherwise | null; // the first later version that says otherwise
  back: boolean; // the page has since gone back to the version of the figure
}

const known = (held: { at: string | null }, at: string): boolean => held.at === null || at === "" || Date.parse(held.at) <= Date.parse(at);

/** What a page held by a moment. */
export const heldBy = (page: Page, at: string): PageHeld[] => page.held.filter((held) => known(held, at));

export function pageOf(story: Story, report: string): Page | undefined {
  return story.account.pages.find((page) => page.versions.includes(report));
}

export function seen(story: Story, claim: Claim, at: string): Seen | null {
  const [own, page] = [claim.versions, pageOf(story, claim.report)];
  if (own === null || page === undefined) return null;
  const held = heldBy(page, at);
  const last = held.filter((h) => h.version !== null).at(-1);
  return {
    number: own.number,
    of: new Set(held.flatMap((h) => h.version ?? [])).size,
    earlier: own.earlier,
    dropped: own.dropped !== null && known(own.dropped, at) ? own.dropped : null,
    back: last?.version === own.number,
  };
}

/** What pages changed by a moment, the last first: figures, or all of the page. */
export function changed(story: Story, at: string): { page: Page; held: PageHeld; before: string | null }[] {
  const found = story.account.pages.flatMap((page) => {
    let before: string | null = null;
    return heldBy(page, at).map((held) => {
      const row = { page, held, before };
      before = held.report ?? before;
      return row;
    });
  });
  return found.filter(({ held }) => held.sentence !== null).sort((a, b) => Date.parse(b.held.at ?? "0") - Date.parse(a.held.at ?? "0"));
}
