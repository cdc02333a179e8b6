import { Component, computed, DestroyRef, inject, signal } from "@angular/core";
import type { Answer, FormQuestion, Protocol } from "domeinwijzer/inline";
import { Domeinwijzer } from "./domeinwijzer";

/** The day in local time, as year-month-day. */
const today = () => new Date().toLocaleDateString("sv");

/** Asks what matters most, until the advice is decided. */
@Component({
  selector: "app-consult",
  template: `
    <main [attr.data-outcome]="outcome()">
      <h1>Welke route past?</h1>
      @if (failure(); as message) {
        <p role="alert">Domeinwijzer kan niet rekenen: {{ message }}</p>
      }
      @if (question(); as question) {
        <fieldset>
          <legend>{{ question.text }}</legend>
          @switch (question.kind) {
            @case ("yesNo") {
              <button type="button" (click)="answer(question, true)">Ja</button>
              <button type="button" (click)="answer(question, false)">Nee</button>
            }
            @case ("choice") {
              @for (choice of question.choices; track choice.id) {
                <button type="button" (click)="answer(question, choice.id)">{{ choice.label }}</button>
              }
            }
            @case ("multiChoice") {
              <select multiple #list [attr.aria-label]="question.short">
                @for (choice of question.choices; track choice.id) {
                  <option [value]="choice.id">{{ choice.label }}</option>
                }
              </select>
              <button type="button" (click)="answer(question, chosen(list))">Verder</button>
            }
            @default {
              <input #number type="number" [min]="question.min" [max]="question.max" [attr.aria-label]="question.short" />
              <button type="button" (click)="number.value && answer(question, number.valueAsNumber)">Verder</button>
            }
          }
          <button type="button" (click)="answer(question, null)">Weet ik niet</button>
        </fieldset>
      }
      <section role="status">
        @if (advice()?.route; as route) {
          <h2>{{ route.title }}</h2>
          <p>{{ route.explanation }}</p>
        }
        @for (signal of advice()?.signals; track signal.id) {
          <p>Let op: {{ signal.title }}</p>
        }
      </section>
      <button type="button" (click)="answers.set({})">Opnieuw beginnen</button>
    </main>
  `,
})
export class Consult {
  readonly answers = signal<Record<string, Answer | null>>({});
  readonly failure = signal("");
  private readonly protocol = signal<Protocol | undefined>(undefined);

  readonly advice = computed(() => this.protocol()?.decide({ answers: this.answers(), date: today() }));
  readonly outcome = computed(() => this.advice()?.route?.id ?? this.advice()?.outcome);
  readonly question = computed(() => {
    const protocol = this.protocol();
    if (protocol === undefined || this.advice()?.outcome === "decided") return undefined;
    const { next } = protocol.next({ answers: this.answers(), date: today() });
    const open = next.map((it) => it.question).find((id) => !(id in this.answers()));
    return protocol.questions.find((it) => it.id === open);
  });

  constructor() {
    const destroyed = inject(DestroyRef);
    inject(Domeinwijzer)
      .protocol("GM0718", today())
      .then((protocol) => {
        this.protocol.set(protocol);
        destroyed.onDestroy(() => protocol.free());
      })
      .catch((error: Error) => this.failure.set(error.message));
  }

  /** What is not known stays open, and is never a "nee". */
  answer({ id }: FormQuestion, answer: Answer | null): void {
    this.answers.update((answers) => ({ ...answers, [id]: answer }));
  }

  chosen(list: HTMLSelectElement): string[] {
    return Array.from(list.selectedOptions, (option) => option.value);
  }
}
