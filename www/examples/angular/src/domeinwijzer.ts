import { Injectable } from "@angular/core";
import type { Protocol } from "domeinwijzer/inline";

/** The engine, loaded when it is first asked for and not with the first screen. */
@Injectable({ providedIn: "root" })
export class Domeinwijzer {
  // Angular does not take along the wasm file of a package: here it is part of a script.
  async protocol(municipality: string, date: string): Promise<Protocol> {
    const [{ initSync, Registry }, { files }] = await Promise.all([import("domeinwijzer/inline"), import("domeinwijzer/protocols")]);
    initSync();
    const registry = new Registry(files);
    try {
      return registry.find(municipality, date);
    } finally {
      registry.free();
    }
  }
}
