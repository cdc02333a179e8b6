declare module "virtual:lists" {
  export interface ListSource {
    readonly id: string;
    readonly title: string;
    readonly url: string | null;
    /** Such as why there is no published limit. */
    readonly note: string | null;
  }
  export interface ListRule {
    readonly id: string;
    readonly reason: string;
    readonly indicates: readonly string[];
    readonly against: readonly string[];
    readonly signals: readonly string[];
    readonly sources: readonly string[];
  }
  /** A limit, as the protocol names it. */
  export interface ListLimit {
    readonly id: string;
    readonly title: string;
    readonly condition: string;
    readonly sources: readonly string[];
  }
  export interface ListSignal {
    readonly id: string;
    readonly title: string;
    readonly explanation: string | null;
    readonly sources: readonly string[];
  }
  /** A protocol that makes a list out of an export. */
  export interface ListProtocol {
    readonly info: import("../pkg/domeinwijzer.js").ProtocolInfo;
    readonly form: import("../pkg/domeinwijzer.js").Form;
    readonly base64: string;
    readonly routes: readonly { readonly id: string; readonly title: string }[];
    readonly rules: readonly ListRule[];
    readonly signals: readonly ListSignal[];
    readonly limits: readonly ListLimit[];
    readonly sources: readonly ListSource[];
  }
  export const lists: readonly ListProtocol[];
}
