// What a host sets on the element, and what follows from it.
import type { PropertyDeclarations } from "lit";
import type { ProtocolHandle } from "./engine/handle";
import { Library, type ProtocolSource } from "./engine/library";
import { opened, type OpenProtocol } from "./engine/opened";
import type { Shortcuts } from "./keyboard";
import { today } from "./properties";
import { ReadableElement } from "./reading";
import type { Settings } from "./view/model";

/** Everything but the case itself. */
export abstract class HostSettings extends ReadableElement {
  static override readonly properties: PropertyDeclarations = {
    gemeente: { reflect: true },
    protocol: { reflect: true, converter: { toAttribute: (value) => (typeof value === "string" ? value : null) } },
    date: { reflect: true },
    disabled: { type: Boolean, reflect: true },
    shortcuts: {},
    noHandover: { type: Boolean, attribute: "no-handover", reflect: true },
    noOverride: { type: Boolean, attribute: "no-override", reflect: true },
    noLetter: { type: Boolean, attribute: "no-letter", reflect: true },
    recordLines: { attribute: false },
    source: { attribute: false },
  };

  /** The municipality: its CBS code or name. */
  declare gemeente: string | null;
  /** A protocol by id, or one that the host has opened itself; goes before `gemeente`. */
  declare protocol: string | ProtocolHandle | null;
  /** The day on which is decided, such as 2026-11-22; today when left out. */
  declare date: string | null;
  /** Whether nothing can be answered. */
  declare disabled: boolean;
  /** Where letters and digits are keys. */
  declare shortcuts: Shortcuts;
  /** Whether there is no button to hand over. */
  declare noHandover: boolean;
  /** Whether there is no button to choose otherwise. */
  declare noOverride: boolean;
  /** Whether the host shows the referral letter itself, after a step of its own. */
  declare noLetter: boolean;
  /** Lines that belong in the record as well, below the text for it. */
  declare recordLines: readonly string[];
  /** The protocols of this element only: TOML files or bundles. */
  declare source: readonly ProtocolSource[] | null;

  constructor() {
    super();
    this.gemeente = null;
    this.protocol = null;
    this.date = null;
    this.name = null;
    this.disabled = false;
    this.required = false;
    this.shortcuts = "focus";
    this.noHandover = false;
    this.noOverride = false;
    this.noLetter = false;
    this.recordLines = [];
    this.source = null;
  }

  /** By itself, or with the fields around it. */
  protected get isDisabled(): boolean {
    return this.disabled || this.closest("fieldset:disabled") !== null;
  }

  /** What the views need to know of it. */
  protected get settings(): Settings {
    return {
      shortcuts: this.shortcuts !== "none",
      disabled: this.isDisabled,
      handover: !this.noHandover,
      override: !this.noOverride,
      letter: !this.noLetter,
      recordLines: this.recordLines,
    };
  }

  /** How the protocol is found, in what every element uses or this one alone; null while the host has not said enough. */
  protected finder(shared: readonly ProtocolSource[] | null): (() => OpenProtocol) | null {
    const { protocol } = this;
    if (typeof protocol === "object" && protocol !== null) return () => opened(protocol, false);
    const wanted = protocol ?? this.gemeente ?? "";
    const source = this.source ?? shared;
    return wanted === "" || source === null ? null : () => Library.of(source).open(wanted, this.date ?? today());
  }
}
