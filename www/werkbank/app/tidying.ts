// Bringing the text into form, as one step that can be undone.
import type { Engine } from "../engine/client";
import type { ProtocolEditor } from "../editor/editor";
import { between, sameLine } from "../text/edit";
import { FILE_LIMIT } from "../text/outline";
import { diagnostics, type Actions, type State } from "./state";

export interface Place {
  readonly editor: () => ProtocolEditor;
  readonly state: () => State;
  readonly say: (text: string, wrong?: boolean) => void;
  readonly engine: Engine;
}

export function tidying({ editor, state, say, engine }: Place): Pick<Actions, "tidy"> {
  return {
    async tidy() {
      const { doc, looking } = state();
      if (doc === null) return;
      if (looking !== null) return say("U kijkt in een ander bestand. Ga eerst terug naar uw tekst.", true);
      if (!doc.writable) return say("Dit bestand is hier alleen te lezen.", true);
      const { text } = editor();
      if (text.length > FILE_LIMIT) return say("Deze tekst is te groot voor een protocol en wordt niet in vorm gezet.", true);
      let base64: string;
      try {
        ({ base64 } = await import("../engine/tidy"));
      } catch {
        return say("Wat de tekst in vorm zet kon niet worden geladen. Laad de pagina opnieuw; uw tekst is bewaard.", true);
      }
      const found = await engine.ask("tidy", { text, base64 });
      if (found.is === "stale") return;
      if (found.is === "refused") return say(found.message, true);
      if (found.gives === null) return say(refusal(state()), true);
      if (editor().text !== text) return say("De tekst veranderde intussen. Zet hem nog eens in vorm.", true);
      if (found.gives === text) return say("De tekst was al in vorm.");
      const at = editor().at;
      editor().change(between(text, found.gives), sameLine(text, found.gives, at));
      say("De tekst staat in vorm: de volgorde en de schrijfwijze zijn die van het formaat, elke opmerking bleef staan. Ongedaan maken kan met Ctrl+Z.");
    },
  };
}

/** Only what is not TOML is in the way: the first of that. */
function refusal(state: State): string {
  const first = diagnostics(state).find(({ code, severity }) => severity === "error" && TOML.has(code));
  const where = first?.start == null ? "" : ` Op regel ${first.start.line}: ${first.message}.`;
  return `In vorm zetten kan nog niet: de tekst is geen geldige TOML.${where} Los dat eerst op; er is niets veranderd.`;
}

const TOML = new Set(["DW0101", "DW0102", "DW0103", "DW0104", "DW0105", "DW0106"]);
