/** The page of one trace. */
import "uplot/dist/uPlot.min.css";
import "./page.css";
import type { Place, Trace } from "./data";
import { DetailsView } from "./details";
import { element } from "./dom";
import { findHost, type Host } from "./host";
import { overview } from "./overview";
import { peakView } from "./peak";
import { Selected } from "./selection";
import type { Axis } from "./series";
import { SourceView } from "./source";
import { StepsView } from "./steps";
import { TimelineView } from "./timeline";
import { VariablesView } from "./variables";
import { Places } from "./words";

/** What outlives the page where the editor hides it and shows it again. */
interface Kept {
  readonly trace: string;
  readonly step?: number | undefined;
  readonly place?: Place | undefined;
  readonly axis?: Axis | undefined;
}

/** In pixels: the source and the steps stand side by side where this is left beside all columns of the steps. */
const LEAST_SOURCE = 560;

function start(trace: Trace, host: Host): void {
  const places = new Places(trace);
  const selected = new Selected(trace);
  const kept = restored(host.kept(), trace);
  let { axis } = kept;
  const keep = () => host.keep({ trace: identity(trace), ...selected.current, axis } satisfies Kept);
  const go = (place: Place) => {
    selected.selectPlace(place);
    host.reveal(place);
    source.focus();
  };
  const enterStep = (step: number, by: "key" | "pointer") => {
    selected.selectStep(step);
    const { place } = selected.current;
    if (place !== undefined) host.reveal(place);
    if (by === "key") source.focus();
  };
  const source = new SourceView(trace, places, selected, (place, by) => {
    if (by === "key") {
      const next = selected.nextOfLine();
      if (next !== undefined) {
        selected.selectStep(next);
        steps.focus();
      }
    }
    host.reveal(place);
  });
  const steps = new StepsView(trace, places, selected, enterStep);
  const variables = new VariablesView(trace, selected, enterStep);
  const changedAxis = (chosen: Axis) => {
    axis = chosen;
    keep();
  };
  const timeline = new TimelineView(trace, places, selected, axis, changedAxis, (place, _, by) => {
    host.reveal(place);
    if (by === "key") source.focus();
  });
  steps.element.append(new DetailsView(places, selected).element);
  const main = element("main", {}, timeline.element, source.element, steps.element, variables.element);
  main.append(peakView(trace, places, go));
  document.body.append(skipLinks(), overview(trace, places, go), main);
  const needed = steps.naturalWidth();
  main.style.setProperty("--steps", `${Math.ceil(needed)}px`);
  new ResizeObserver(() => {
    main.classList.toggle("beside", main.clientWidth >= needed + LEAST_SOURCE);
  }).observe(main);
  timeline.start();
  host.onHighlight((place) => {
    // The cursor is in many files, most of which the program never saw.
    if (place.path in trace.sources) selected.selectPlace(place);
  });
  if (kept.step !== undefined) selected.selectStep(kept.step);
  else if (kept.place !== undefined) selected.selectPlace(kept.place);
  selected.onChange(keep);
}

/** They show once they have the focus: the first stops of the Tab key. */
function skipLinks(): HTMLElement {
  const targets = {
    timeline: "the timeline",
    source: "the source",
    steps: "the steps",
    variables: "the variables",
    peak: "the peak",
  };
  return element(
    "nav",
    { class: "skip", "aria-label": "Skip" },
    ...Object.entries(targets).map(([id, name]) => {
      const link = element("a", { href: `#${id}` }, `Skip to ${name}`);
      link.addEventListener("click", (event) => {
        const target = document.getElementById(id);
        if (target === null) return;
        event.preventDefault();
        target.focus();
        target.scrollIntoView({ block: "nearest" });
      });
      return link;
    }),
  );
}

/** A step's number means nothing in another trace. */
function identity(trace: Trace): string {
  return `${trace.path} ${trace.seconds} ${trace.steps.length}`;
}

function restored(state: unknown, trace: Trace): Partial<Kept> {
  const kept = (typeof state === "object" && state !== null ? state : {}) as Partial<Kept>;
  return kept.trace === identity(trace) ? kept : { axis: kept.axis };
}

const data = document.getElementById("trace")?.textContent;
if (data) start(JSON.parse(data) as Trace, findHost());
