/** Recording a decision outside of the queue, and taking it back: what is told of it, and what a stale one is told. */
import { useRef, useState } from "preact/hooks";
import * as api from "./api.ts";
import { useHere } from "./session.ts";
import { t } from "../words.ts";

export interface Deciding {
  busy: boolean;
  told: string;
  fault: api.Fault | null;
  undoable: boolean;
  saw: () => void; // what is shown is as of the last answer of the server
  decide: (act: Record<string, unknown>, words: string) => Promise<boolean>;
  undo: (entry?: number) => Promise<boolean>;
}

export function useDeciding(): Deciding {
  const { changed } = useHere();
  const [{ busy, told, fault, last }, set] = useState<{ busy: boolean; told: string; fault: api.Fault | null; last: number | null }>({ busy: false, told: "", fault: null, last: null });
  const seen = useRef("");
  const decide = async (act: Record<string, unknown>, words: string): Promise<boolean> => {
    if (busy) return false;
    set({ busy: true, told: "", fault: null, last });
    try {
      const answer = await api.decide(act, seen.current || api.entry);
      seen.current = String(answer.upto);
      const own = answer.entries.find((entry) => entry.act !== "set_story") ?? answer.entries.at(-1);
      set({ busy: false, told: words, fault: null, last: act["act"] === "undo" ? null : (own?.number ?? null) });
      changed();
      return true;
    } catch (error) {
      const refused = error instanceof api.Refused ? error.fault : { status: 0, title: (error as Error).message, detail: null, code: "", remedy: null };
      if (refused.entry) seen.current = String(refused.entry.number); // told of it, the person may decide all the same
      set({ busy: false, told: "", fault: refused, last });
      return false;
    }
  };
  return {
    busy, told, fault, undoable: last !== null, decide,
    saw: () => { seen.current = api.entry; },
    undo: (entry = last ?? 0) => decide({ act: "undo", entry, reason: t("undone_by_hand") }, t("undone")),
  };
}
