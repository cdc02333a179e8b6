// Clears after a while without use, so that nobody finds the answers of another patient. First it warns,
// and any key or touch keeps them.

/** What can be chosen, in minutes; 0 is never. */
export const CHOICES = [2, 5, 10, 15, 30, 0] as const;
export const USUAL = 10;

/** Seconds of warning. */
const WARNING = 60;
const TICK = 1000;

export interface IdleOptions {
  /** Whether there is anything to clear. */
  readonly busy: () => boolean;
  /** 0 is never. */
  readonly minutes: () => number;
  /** Seconds left; null when there is nothing to warn of. */
  readonly warn: (seconds: number | null) => void;
  readonly clear: () => void;
}

export function watchIdle({ busy, minutes, warn, clear }: IdleOptions): void {
  let used = Date.now();
  let warned: number | null = null;
  const show = (seconds: number | null) => {
    if (seconds === warned) return;
    warned = seconds;
    warn(seconds);
  };
  const use = (event: Event) => {
    // Half of a key: the other half would then act as if nothing had been warned of.
    if (event instanceof KeyboardEvent && ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    used = Date.now();
    if (warned === null) return;
    show(null);
    if (event.type !== "keydown") return;
    // This key says "keep it", and nothing else: it must not answer a question as well.
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  for (const name of ["keydown", "pointerdown", "click"]) window.addEventListener(name, use, { capture: true });
  for (const name of ["wheel", "input"]) window.addEventListener(name, () => (used = Date.now()), { capture: true, passive: true });
  const look = () => {
    const allowed = minutes() * 60;
    if (allowed === 0 || !busy()) {
      used = Date.now();
      return show(null);
    }
    // By the clock and not by counting: a computer that slept has been idle as well.
    const left = Math.ceil(allowed - (Date.now() - used) / 1000);
    if (left <= 0) {
      show(null);
      clear();
    } else show(left <= WARNING ? left : null);
  };
  setInterval(look, TICK);
  document.addEventListener("visibilitychange", look);
}
