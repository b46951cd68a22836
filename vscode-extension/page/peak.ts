/** What was alive when the most bytes were. */
import { type Place, placeOf, type Trace } from "./data";
import { type Child, element } from "./dom";
import { link } from "./overview";
import { count, exact, type Places } from "./words";

export function peakView(trace: Trace, places: Places, go: (place: Place) => void): HTMLElement {
  const { peak } = trace;
  const place = placeOf(peak);
  const where: Child[] = place === undefined ? [] : [" at ", link(place, places, go)];
  return element(
    "section",
    { class: "pane wide", "aria-labelledby": "peak-title", id: "peak", tabindex: -1 },
    element(
      "div",
      { class: "bar" },
      element("h2", { id: "peak-title" }, "Alive at the peak"),
      element("span", { class: "quiet" }, exact(peak.nbytes), ...where),
    ),
    peak.nbytes > 0 ? table(trace) : element("p", { class: "empty" }, "No array was alive at any moment."),
  );
}

function table({ peak }: Trace): HTMLElement {
  const known = [...peak.alive].sort((a, b) => b.nbytes - a.nbytes);
  const rest = { name: "unattributed", function: null, nbytes: peak.unattributed };
  const holders = peak.unattributed > 0 ? [...known, rest] : known;
  const rows = holders.map((holder) => {
    const share = holder.nbytes / peak.nbytes;
    const bar = element("span", { class: "share" });
    bar.style.width = `${100 * share}%`;
    return element(
      "tr",
      holder === rest ? { class: "quiet" } : {},
      element("th", { scope: "row" }, holder.name),
      element("td", {}, holder.function ?? ""),
      element("td", { class: "number" }, count(holder.nbytes)),
      element("td", { class: "number" }, percent(share)),
      element("td", { class: "bars", "aria-hidden": true }, bar),
    );
  });
  const heads = ["held by", "function", "nbytes", "share"].map((title) =>
    element(
      "th",
      { scope: "col", class: title === "nbytes" || title === "share" ? "number" : undefined },
      title,
    ),
  );
  return element(
    "table",
    { class: "holders" },
    element("thead", {}, element("tr", {}, ...heads, element("th", { "aria-hidden": true }))),
    element("tbody", {}, ...rows),
  );
}

function percent(share: number): string {
  return share < 0.005 ? "<1%" : `${Math.round(100 * share)}%`;
}
