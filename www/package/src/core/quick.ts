// The quick decisions of a protocol: one case by numbers in memory, and many cases in columns.
import { DomeinwijzerError, fault, textOf } from "./errors.js";
import { Slot, type Engine } from "./engine.js";
import { QuickRoute, type RouteEngine } from "../route.js";
import type { RouteTable } from "../types.js";
import { plain } from "./plain.js";
import type { RawProtocol, RawRouter, RawRuntime } from "./raw.js";
import type { BatchResult, Routed } from "./results.js";
import type { Answer } from "../types.js";

/** The most cases at once: a column of each question has to fit in the memory of the engine. */
const CASES = 10_000_000;

export class Quick {
  readonly #engine: Engine<RawRuntime>;
  readonly #protocol: Slot<RawRuntime, RawProtocol>;
  #table: RouteTable | undefined;
  #router: Slot<RawRuntime, RawRouter> | undefined;
  #route: QuickRoute | undefined;
  #of: RawRuntime | undefined;

  constructor(engine: Engine<RawRuntime>, protocol: Slot<RawRuntime, RawProtocol>) {
    this.#engine = engine;
    this.#protocol = protocol;
  }

  /** Decides one case. */
  route(answers: Readonly<Record<string, Answer | null | undefined>>): Routed {
    const quick = this.#route !== undefined && this.#of === this.#engine.now ? this.#route : this.#begun();
    try {
      return quick.route(answers);
    } catch (thrown) {
      throw this.#wrong(thrown);
    }
  }

  /** Makes ready to decide, again after each restart. */
  #begun(): QuickRoute {
    const protocol = this.#protocol;
    this.#router ??= new Slot(this.#engine, (raw: RawRuntime) => protocol.handle(raw).router());
    const router = this.#router;
    return router.use((handle, raw) => {
      this.#table = protocol.handle(raw).routeTable() as RouteTable;
      this.#route = new QuickRoute(
        this.#table,
        this.#guarded(handle),
        {
          routeSlots: (answers) => asked(protocol, answers, (it, given) => it.routeSlots(given)),
          routeRefusal: (answers) => asked(protocol, answers, (it, given) => it.routeRefusal(given)),
        },
        raw.exports().memory,
      );
      this.#of = raw;
      return this.#route;
    });
  }

  /** A router whose every failure is one of the engine: it is given numbers, and nothing to refuse. */
  #guarded(router: RawRouter): RouteEngine {
    const engine = this.#engine;
    return {
      slotsAt: () => router.slotsAt(),
      slots: () => router.slots(),
      firedAt: () => router.firedAt(),
      firedWords: () => router.firedWords(),
      decide() {
        try {
          return router.decide();
        } catch (thrown) {
          throw engine.broken(thrown);
        }
      },
    };
  }

  /** What is thrown is ours already, or of a getter among the answers. */
  #wrong(thrown: unknown): DomeinwijzerError {
    if (thrown instanceof DomeinwijzerError) return thrown;
    return fault("input", `\`answers\` kan niet gelezen worden: ${textOf(thrown)}`, thrown);
  }

  /** Decides many cases. */
  batch(columns: Readonly<Record<string, Uint8Array>>): BatchResult {
    const given = taken(columns);
    const cases = given.length === 0 ? 0 : (given[0]?.[1].length ?? 0);
    return this.#protocol.use((protocol, raw) => {
      const { questions, routes: ids } = (this.#table ??= protocol.routeTable() as RouteTable);
      const positions = given.map(([id, column]) => {
        const at = questions.findIndex((question) => question.id === id);
        if (at < 0) throw fault("input", `het protocol heeft geen vraag \`${id}\``);
        if (column.length !== cases) throw fault("input", `de kolommen zijn niet even lang: \`${id}\` heeft er ${column.length}, niet ${cases}`);
        return at;
      });
      const room = protocol.columns(cases);
      try {
        const { memory } = raw.exports();
        given.forEach(([, column], at) => new Uint8Array(memory.buffer, room.columnAt(positions[at] as number), cases).set(column));
        room.run(false);
        return { routes: new Uint8Array(memory.buffer, room.routesAt(), cases).slice(), ids: [...ids] };
      } finally {
        // After a trap its memory is gone with the rest.
        if (this.#engine.now === raw) room.free();
      }
    });
  }

  /** Gives the memory back. */
  free(): void {
    this.#route = undefined;
    this.#router?.free();
  }
}

/** Hands answers to the engine as a value, which either takes them or says what is wrong. */
function asked<T>(protocol: Slot<RawRuntime, RawProtocol>, answers: unknown, work: (it: RawProtocol, given: unknown) => T): T {
  const given = plain(answers, "answers");
  return protocol.use((handle) => work(handle, given));
}

/** The columns, or an error that says which is none. */
function taken(columns: Readonly<Record<string, Uint8Array>>): [string, Uint8Array][] {
  let given: [string, unknown][];
  try {
    given = Object.entries(columns);
  } catch (thrown) {
    throw fault("input", `\`columns\` kan niet gelezen worden: ${textOf(thrown)}`, thrown);
  }
  return given.map(([id, column]) => {
    if (!(column instanceof Uint8Array)) throw fault("input", `de kolom \`${id}\` moet een Uint8Array zijn`);
    if (column.length > CASES) throw fault("input", `de kolom \`${id}\` is te lang: hoogstens ${CASES} casussen tegelijk`);
    return [id, column];
  });
}
