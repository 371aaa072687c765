/** The page: its head, the view that the address names, its foot. */
import { render, type JSX } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import * as api from "./data/api.ts";
import { accounts, alone, forget, story as storyOf } from "./data/held.ts";
import { HereContext, NOBODY, useHere } from "./data/session.ts";
import type { Story } from "./data/story.ts";
import { Problem } from "./parts/text.tsx";
import { to, useRoute, type Route } from "./route.ts";
import { AddView } from "./views/AddView.tsx";
import { CompareView } from "./views/CompareView.tsx";
import { FigureView } from "./views/FigureView.tsx";
import { LogView } from "./views/LogView.tsx";
import { RegroupView } from "./views/RegroupView.tsx";
import { ReviewView } from "./views/ReviewView.tsx";
import { StoriesView } from "./views/StoriesView.tsx";
import { StoryView } from "./views/StoryView.tsx";
import { t } from "./words.ts";

const only = alone && accounts.length === 1 ? accounts[0]?.story.id : undefined;

function App(): JSX.Element {
  const route = useRoute();
  const [session, signed] = useState(NOBODY);
  const [version, bump] = useState(0);
  const changed = useCallback((story?: string) => { forget(story); bump((n) => n + 1); }, []);
  useEffect(() => { if (!alone) api.session().then(signed, () => undefined); }, []);
  const main = useRef<HTMLElement>(null);
  const where = (route.path.length === 0 && only !== undefined ? ["story", only] : route.path).join("/");
  const first = useRef(true);
  useEffect(() => {
    if (first.current) { first.current = false; return; }
    scrollTo(0, 0);
    main.current?.querySelector<HTMLElement>("h1")?.focus();
  }, [where]);
  const here = useMemo(() => ({ session, signed, changed }), [session, changed]);
  return (
    <HereContext.Provider value={here}>
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{t("skip")}</a>
      <Head route={route} />
      <main id="main" ref={main} tabIndex={-1}><View route={route} version={version} /></main>
      <footer class="foot"><p>{t("foot")}</p></footer>
    </HereContext.Provider>
  );
}

function Head({ route }: { route: Route }): JSX.Element {
  const { session, signed } = useHere();
  const here = route.path[0] ?? "stories";
  const link = (name: string, key: string): JSX.Element => <li><a href={to(name === "stories" ? [] : [name])} aria-current={(here === name || (here === "regroup" && name === "review")) && !(name === "stories" && only) ? "page" : undefined}>{t(key)}</a></li>;
  return (
    <div class="top" role="banner">
      <a class="brand" href="#/">Tollbook</a>
      <nav aria-label={t("main_nav")}><ul>
        {link("stories", only ? "story" : "stories")}
        {!alone && link("review", "review")}
        {!alone && link("add", "add")}
        {link("corrections", "corrections")}
      </ul></nav>
      {session.user !== null && <p class="who">{session.user} <button type="button" class="plain" onClick={() => { api.signOut().then(() => signed(NOBODY), () => undefined); }}>{t("sign_out")}</button></p>}
    </div>
  );
}

function View({ route, version }: { route: Route; version: number }): JSX.Element {
  const [kind = only === undefined ? "stories" : "story", id = only] = route.path;
  useTitle(kind === "story" ? null : t(["stories", "review", "regroup", "add", "corrections"].includes(kind) ? kind : "not_found"));
  switch (kind) {
    case "stories": return <StoriesView key={version} route={route} />;
    case "story": return <OfStory id={id ?? ""} route={route.path.length > 0 ? route : { ...route, path: ["story", id ?? ""] }} version={version} />;
    case "review": return <ReviewView route={route} />;
    case "regroup": return <RegroupView route={route} />;
    case "add": return <AddView />;
    case "corrections": return <LogView route={route} />;
    default: return <NotFound />;
  }
}

function useTitle(title: string | null): void {
  useEffect(() => { if (title !== null) document.title = `${title} · Tollbook`; }, [title]);
}

function OfStory({ id, route, version }: { id: string; route: Route; version: number }): JSX.Element {
  const [story, set] = useState<Story | null>(null);
  const [failed, fail] = useState("");
  const [again, bump] = useState(0);
  useEffect(() => {
    let left = false;
    storyOf(id).then((found) => { if (!left) { set(found); fail(""); } }, (error: Error) => { if (!left) fail(error.message); });
    return () => { left = true; };
  }, [id, version, again]);
  useEffect(() => (alone ? undefined : api.changes(id, () => { forget(id); bump((n) => n + 1); })), [id]);
  useTitle(story === null ? null : story.account.story.title);
  if (failed) return <><h1 tabIndex={-1}>{t("not_found")}</h1><Problem>{failed === "unknown" ? t("unknown_story", { id }) : failed}</Problem></>;
  if (story === null || story.account.story.id !== id) return <p class="note" aria-live="polite">{t("loading")}</p>;
  if (route.path[2] === "compare") return <CompareView story={story} route={route} />;
  if (route.path[2] === "figure") {
    const claim = story.claims.get(route.path[3] ?? "");
    return claim ? <FigureView story={story} claim={claim} route={route} /> : <NotFound />;
  }
  return <StoryView story={story} route={route} />;
}

function NotFound(): JSX.Element {
  return <><h1 tabIndex={-1}>{t("not_found")}</h1><p class="note"><a href="#/">{t("to_the_start")}</a></p></>;
}

const root = document.getElementById("page");
if (root) render(<App />, root);
