import type { Protocol } from "../pkg/domeinwijzer.js";
import type { ListProtocol } from "virtual:lists";

export function isList(protocol: Protocol): boolean;
export function described(protocol: Protocol, text: string): Omit<ListProtocol, "base64">;
