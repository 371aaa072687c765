/** Merging and splitting what was grouped wrongly: stories, sources, lineages. */
import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import * as api from "../data/api.ts";
import { t } from "../words.ts";

type What = "stories" | "sources" | "lineages";
type Decide = (act: Record<string, unknown>, words: string) => Promise<boolean>;

export function Regroup({ story, decide }: { story: string | undefined; decide: Decide }): JSX.Element {
  const [open, set] = useState(false);
  return (
    <details class="part regroup" onToggle={(event) => set((event.currentTarget as HTMLDetailsElement).open)}>
      <summary>{t("regroup")}</summary>
      {open && <><MergeForm story={story} decide={decide} /><SplitForm decide={decide} /></>}
    </details>
  );
}

function useNamed(what: What, story: string | undefined): { id: string; name: string }[] {
  const [found, set] = useState<{ id: string; name: string }[]>([]);
  useEffect(() => {
    const asked = what === "stories" ? api.stories({}).then((all) => all.map((s) => ({ id: s.id, name: s.title }))) : what === "sources" ? api.sources(story) : Promise.resolve([]);
    asked.then(set, () => set([]));
  }, [what, story]);
  return found;
}

function What({ value, change }: { value: What; change: (what: What) => void }): JSX.Element {
  return <label>{t("what_kind")}<select value={value} onChange={(event) => change(event.currentTarget.value as What)}>{(["stories", "sources", "lineages"] as const).map((w) => <option key={w} value={w}>{t(`what_${w}`)}</option>)}</select></label>;
}

function MergeForm({ story, decide }: { story: string | undefined; decide: Decide }): JSX.Element {
  const [what, setWhat] = useState<What>("stories");
  const named = useNamed(what, story);
  const field = (name: string, label: string): JSX.Element => named.length > 0
    ? <label>{label}<select name={name} required><option value="">…</option>{named.map((x) => <option key={x.id} value={x.id}>{x.name}</option>)}</select></label>
    : <label>{label}<input name={name} required placeholder={t("an_id")} /></label>;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    void decide({ act: "merge", what, subject: given.get("subject"), into: given.get("into"), reason: given.get("reason") }, t("merged"));
  };
  return (
    <form class="decision" onSubmit={submit}><h3>{t("merge")}</h3><What value={what} change={setWhat} />{field("subject", t("this_one"))}{field("into", t("into_that"))}
      <label class="long">{t("reason")}<input name="reason" required /></label><p><button type="submit">{t("merge")}</button></p></form>
  );
}

function SplitForm({ decide }: { decide: Decide }): JSX.Element {
  const [what, setWhat] = useState<What>("stories");
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget as HTMLFormElement);
    const members = String(given.get("members") ?? "").split(/[\s,;]+/).filter(Boolean);
    const title = String(given.get("title") ?? "").trim();
    void decide({ act: "split", what, subject: given.get("subject"), members, ...(title ? { title } : {}), reason: given.get("reason") }, t("was_split"));
  };
  return (
    <form class="decision" onSubmit={submit}><h3>{t("split")}</h3><What value={what} change={setWhat} />
      <label>{t("out_of")}<input name="subject" required placeholder={t("an_id")} /></label><label class="long">{t("members")}<input name="members" required placeholder={t("ids")} /></label>
      <label>{t("new_title")}<input name="title" /></label><label class="long">{t("reason")}<input name="reason" required /></label><p><button type="submit">{t("split")}</button></p></form>
  );
}
