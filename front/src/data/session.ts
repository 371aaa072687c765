/** Who is signed in, as the server says; nobody, where there is no server. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Session } from "./api.ts";

export const NOBODY: Session = { user: null, role: "nobody", csrf: null, may: { decide: false, add: false, names: false, text: false, seal: false } };

export interface Here {
  session: Session;
  signed: (session: Session) => void;
  changed: (story?: string) => void; // something was decided or added: what is shown is asked for anew
}

export const HereContext = createContext<Here>({ session: NOBODY, signed: () => undefined, changed: () => undefined });
export const useHere = (): Here => useContext(HereContext);
