/** Where the user is: a step, a line, or neither. One for the whole page: every view follows it. */
import type { Place, Step, Trace } from "./data";

export interface Selection {
  readonly step: number | undefined;
  readonly place: Place | undefined;
}

export class Selected {
  private now: Selection = { step: undefined, place: undefined };
  private readonly listeners: ((selection: Selection) => void)[] = [];
  private readonly steps: ReadonlyMap<number, Step>;
  private readonly byLine = new Map<string, number[]>();

  constructor(trace: Trace) {
    this.steps = new Map(trace.steps.map((step) => [step.step, step]));
    for (const step of trace.steps) {
      const known = this.byLine.get(key(step));
      if (known) known.push(step.step);
      else this.byLine.set(key(step), [step.step]);
    }
  }

  get current(): Selection {
    return this.now;
  }

  get currentStep(): Step | undefined {
    return this.now.step === undefined ? undefined : this.steps.get(this.now.step);
  }

  /** The numbers of the steps that ran a line. */
  stepsOf(place: Place | undefined): readonly number[] {
    return place === undefined ? [] : (this.byLine.get(key(place)) ?? []);
  }

  onChange(listener: (selection: Selection) => void): void {
    this.listeners.push(listener);
  }

  selectStep(number: number): void {
    const step = this.steps.get(number);
    if (step !== undefined) this.set({ step: number, place: { path: step.path, line: step.line } });
  }

  /** Select a line, and the first of its steps unless one of them is selected. */
  selectPlace(place: Place): void {
    const steps = this.stepsOf(place);
    const { step } = this.now;
    this.set({ step: step !== undefined && steps.includes(step) ? step : steps[0], place });
  }

  /** The step of the selected line that comes after the selected one; the first again after the last. */
  nextOfLine(): number | undefined {
    const steps = this.stepsOf(this.now.place);
    return steps.find((step) => step > (this.now.step ?? 0)) ?? steps[0];
  }

  private set(selection: Selection): void {
    this.now = selection;
    for (const listener of this.listeners) listener(selection);
  }
}

function key({ path, line }: Place): string {
  return `${line}:${path}`;
}
