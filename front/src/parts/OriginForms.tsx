/** Figures that are one origin, told twice; a figure that is an origin of its own. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { known, type Story } from "../data/story.ts";
import type { Claim } from "../data/types.ts";
import { Confirm, type FormGiven } from "../views/RegroupView.tsx";
import { day, t } from "../words.ts";
import { Picker, type Choice } from "./Picker.tsx";
import { useChosenStory, useStory } from "./StoryForms.tsx";
import { giver, Quote, what, Words } from "./text.tsx";

function choice(story: Story, claim: Claim): Choice {
  const when = known(story, claim);
  return { id: claim.id, name: `${claim.figure} ${what(claim)}`, facts: [giver(story, claim), story.reports.get(claim.report)?.publisher, when ? day(when, true) : t("undated")].filter(Boolean).join(" · "), more: claim.quote.join("") };
}

function Both({ story, a, b }: { story: Story; a: Claim; b: Claim }): JSX.Element {
  return <>{[a, b].map((c) => <div><p class="by"><Words>{giver(story, c)}</Words>{story.reports.get(c.report)?.publisher && <>, <bdi>{story.reports.get(c.report)?.publisher}</bdi></>}</p><Quote claim={c} language={story.reports.get(c.report)?.language ?? null} /></div>)}</>;
}

export function OriginMerge(given: FormGiven): JSX.Element {
  const { deciding, route, done } = given;
  const { id, picker } = useChosenStory(given);
  const story = useStory(id);
  const [first, choose] = useState(route.query["this"] ?? "");
  const [second, aim] = useState("");
  const [a, b] = [story?.claims.get(first), story?.claims.get(second)];
  const like = a && story ? story.account.claims.filter((c) => c.id !== a.id && c.measure === a.measure && c.object === a.object && story.root.get(c.id) !== a.id) : [];
  useEffect(() => aim(""), [first]);
  return (
    <>
      {picker}
      {story && <Picker label={t("which_repeats")} choices={story.account.claims.map((c) => choice(story, c))} chosen={a ? [a.id] : []} choose={([one]) => choose(one ?? "")} />}
      {story && a && <>
        <Picker label={t("which_origin")} choices={like.map((c) => choice(story, c))} chosen={b ? [b.id] : []} choose={([one]) => aim(one ?? "")} />
        <Confirm ready={b !== undefined} busy={deciding.busy} button={t("merge")} send={(reason) => done({ act: "one_origin", claims: [a.id, second], reason }, t("one_origin_now"))}>
          {b === undefined ? <p class="note">{t("choose_origin")}</p> : <><p>{t("would_be_one", { a: `${a.figure} (${giver(story, a)})`, b: `${b.figure} (${giver(story, b)})` })}</p><Both story={story} a={a} b={b} /></>}
        </Confirm></>}
    </>
  );
}

export function OriginSplit(given: FormGiven): JSX.Element {
  const { deciding, route, done } = given;
  const { id, picker } = useChosenStory(given);
  const story = useStory(id);
  const [first, choose] = useState(route.query["this"] ?? "");
  const a = story?.claims.get(first);
  const b = story && a ? story.claims.get(story.root.get(a.id) ?? "") : undefined;
  const repeats = story ? story.account.claims.filter((c) => story.root.has(c.id)) : [];
  return (
    <>
      {picker}
      {story && (repeats.length === 0 ? <p class="note">{t("nothing_repeats")}</p>
        : <Picker label={t("which_own")} choices={repeats.map((c) => choice(story, c))} chosen={a && b ? [a.id] : []} choose={([one]) => choose(one ?? "")} />)}
      {story && a && b && (
        <Confirm ready busy={deciding.busy} button={t("split")} send={(reason) => done({ act: "other_origin", claims: [a.id, b.id], reason }, t("two_origins_now"))}>
          <p>{t("would_be_two", { a: `${a.figure} (${giver(story, a)})`, b: `${b.figure} (${giver(story, b)})` })}</p><Both story={story} a={a} b={b} />
        </Confirm>)}
    </>
  );
}
