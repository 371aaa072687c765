/** The queue of review: kept as the server has it, but never changed under a form that is open. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import * as api from "./api.ts";

export interface Queue {
  tasks: api.Task[] | null;
  at: number;
  task: api.Task | undefined;
  behind: "no" | "others" | "this"; // what changed while a form was open: something, or the figure of the form
  failed: string;
  seen: () => string; // the entry that the person has seen, by which a decision is told from a stale one
  saw: (entry: number) => void;
  go: (at: number) => void;
  show: (claim: string | null) => void; // the figure to go to as soon as it is in the queue
  load: () => Promise<void>;
}

/** ``open``: a form is open, whose figure stays on the screen; what comes from the server waits until it is closed. */
export function useQueue(story: string | undefined, open: boolean): Queue {
  const [{ tasks, at }, set] = useState<{ tasks: api.Task[] | null; at: number }>({ tasks: null, at: 0 });
  const [behind, fallBehind] = useState<Queue["behind"]>("no");
  const [failed, fail] = useState("");
  const now = useRef({ tasks, at, open });
  const held = useRef<{ tasks: api.Task[]; entry: string } | null>(null);
  const wanted = useRef<string | null>(null);
  const seen = useRef("");
  const asked = useRef(0);
  useLayoutEffect(() => { now.current = { tasks, at, open }; });

  const take = useCallback((found: api.Task[], entry: string) => {
    const before = now.current;
    const place = (claim: string | null | undefined): number => found.findIndex((one) => one.claim.id === claim);
    const asked = place(wanted.current);
    if (asked >= 0) wanted.current = null;
    const same = asked >= 0 ? asked : place(before.tasks?.[before.at]?.claim.id);
    seen.current = entry;
    held.current = null;
    fallBehind("no");
    set({ tasks: found, at: Math.max(0, same >= 0 ? same : Math.min(before.at, found.length - 1)) });
  }, []);

  const load = useCallback(async () => {
    const turn = ++asked.current;
    const found = await api.review(story);
    const entry = api.entry;
    if (turn !== asked.current) return; // a later answer is on its way
    fail("");
    const { tasks: shown, at: place, open: form } = now.current;
    if (!form) return take(found, entry);
    const own = shown?.[place];
    const there = found.find((one) => one.claim.id === own?.claim.id);
    held.current = { tasks: found, entry };
    fallBehind(there === undefined || there.decided.length !== own?.decided.length ? "this" : "others");
  }, [story, take]);

  useEffect(() => { load().catch((error: Error) => fail(error.message)); }, [load]);
  useEffect(() => api.changes(story, () => { load().catch(() => undefined); }), [load, story]);
  useLayoutEffect(() => { if (!open && held.current) take(held.current.tasks, held.current.entry); }, [open, take]);

  return {
    tasks, at, task: tasks?.[at], behind, failed, load,
    seen: () => seen.current || api.entry,
    saw: (entry) => { seen.current = String(entry); },
    go: (next) => set((was) => ({ ...was, at: Math.max(0, Math.min(next, (was.tasks?.length ?? 1) - 1)) })),
    show: (claim) => { wanted.current = claim; },
  };
}
