/** Everything that is known of the selected step, its reason first. */
import { atMost, type Step } from "./data";
import { type Child, element } from "./dom";
import type { Selected } from "./selection";
import { arrayText, count, exact, type Places, sharingText, signed, size } from "./words";

export class DetailsView {
  readonly element = element("div", {
    class: "details",
    "aria-live": "polite",
    "aria-label": "Selected step",
  });

  constructor(
    private readonly places: Places,
    selected: Selected,
  ) {
    const show = () => this.element.replaceChildren(...this.describe(selected.currentStep));
    selected.onChange(show);
    show();
  }

  private describe(step: Step | undefined): Child[] & Node[] {
    if (step === undefined) {
      return [element("p", { class: "quiet" }, "Select a step, a line, or a point of the timeline.")];
    }
    const where = [`Step ${count(step.step)}`, this.places.sentence(step), step.function ?? ""];
    if (step.hit > 1) where.push(`hit ${count(step.hit)}`);
    return [
      element("h3", {}, where.filter(Boolean).join(" · ")),
      element("pre", { class: "code" }, step.source),
      step.reason ? element("p", { class: "reason" }, step.reason) : element("p"),
      element("dl", {}, ...facts(step)),
      ...(step.output
        ? [element("pre", { class: "output" }, step.output + (step.output_cut ? "…" : ""))]
        : []),
    ];
  }
}

function facts(step: Step): HTMLElement[] {
  const before = step.live - step.net;
  const found = [
    fact("live", `${exact(before)} → ${exact(step.live)}`),
    fact("net", `${signed(step.net)} B`),
    fact("at most", `${exact(atMost(step))} (${signed(step.peak)} B)`),
  ];
  if (step.released > 0) found.push(fact("released", exact(step.released)));
  if (step.deleted.length > 0) found.push(fact("deleted", step.deleted.join(", ")));
  if (step.imports)
    found.push(fact("imports", "modules were loaded meanwhile: some of the bytes may be theirs"));
  for (const variable of step.variables) {
    const keeps =
      sharingText(variable) && variable.root_nbytes !== null && variable.root_nbytes > variable.nbytes
        ? `, keeps ${size(variable.root_nbytes)} alive`
        : "";
    found.push(
      fact(
        variable.name,
        `${arrayText(variable).slice(variable.name.length + 1)}, ${exact(variable.nbytes)}${keeps}`,
      ),
    );
  }
  return found;
}

function fact(name: string, value: string): HTMLElement {
  return element("div", {}, element("dt", {}, name), element("dd", {}, value));
}
