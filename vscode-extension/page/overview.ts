/** The head of the page: what ran, how it ended, and the few numbers that matter most. */
import { finalLive, type Place, placeOf, type Trace } from "./data";
import { element } from "./dom";
import { count, endText, exact, failureText, type Places, plural, size } from "./words";

export function overview(trace: Trace, places: Places, go: (place: Place) => void): HTMLElement {
  const command = [trace.path, ...trace.arguments].join(" ");
  const versions = [trace.python && `Python ${trace.python}`, trace.numpy && `NumPy ${trace.numpy}`];
  return element(
    "header",
    {},
    element(
      "div",
      { class: "title" },
      element("h1", {}, command),
      element("p", {}, versions.filter(Boolean).join(" · ")),
    ),
    element("dl", { class: "facts" }, ...facts(trace, places, go)),
    ...notices(trace, places, go),
  );
}

function facts(trace: Trace, places: Places, go: (place: Place) => void): HTMLElement[] {
  const peak = placeOf(trace.peak);
  const ran = trace.steps.length + trace.steps_dropped;
  const more = trace.steps_dropped > 0 ? "+" : "";
  const kept = more ? `the first ${count(trace.steps.length)} are kept` : `in ${seconds(trace.seconds)}`;
  return [
    fact("Peak", size(trace.peak.nbytes), exact(trace.peak.nbytes), peak && link(peak, places, go)),
    fact("Alive at the end", size(finalLive(trace)), exact(finalLive(trace))),
    fact("Steps", `${count(ran)}${more}`, kept),
    fact("Exit code", trace.exit === null ? "…" : `${trace.exit.code}`, howItEnded(trace)),
  ];
}

function howItEnded({ exit }: Trace): string {
  if (exit?.exception) return exit.exception.type;
  return exit?.limit === null ? "end of the program" : endText(exit);
}

function fact(name: string, value: string, more: string, where?: HTMLElement): HTMLElement {
  const repeats = more.replace(" B", "") === value.replace(" B", "");
  return element(
    "div",
    {},
    element("dt", {}, name),
    element("dd", { class: "value" }, value),
    element("dd", {}, repeats ? "" : more, where === undefined || repeats ? "" : " at ", where),
  );
}

/** A button, since it leads to a line of the page and to one of the editor. */
export function link(place: Place, places: Places, go: (place: Place) => void): HTMLElement {
  const button = element("button", { type: "button", class: "link" }, places.sentence(place));
  button.addEventListener("click", () => go(place));
  return button;
}

function notices(trace: Trace, places: Places, go: (place: Place) => void): HTMLElement[] {
  const found: HTMLElement[] = [];
  const failure = trace.exit?.exception;
  if (failure) {
    const place = placeOf(failure);
    const where = place === undefined ? [] : [" at ", link(place, places, go)];
    found.push(
      element(
        "div",
        { class: "notice alert", role: "alert" },
        element("p", {}, element("strong", {}, failureText(failure)), ...where),
        ...traceback(failure.traceback),
      ),
    );
  } else if (trace.exit === null || trace.exit.limit !== null) {
    found.push(notice(`${capital(endText(trace.exit))}: what follows is what was seen up to there.`));
  }
  if (trace.numpy === null)
    found.push(notice("The program did not import NumPy: there are no arrays to show."));
  if (trace.approximate) found.push(notice("Several threads ran: shapes are exact, bytes are approximate."));
  found.push(...trace.problems.map(notice));
  if (trace.steps_dropped > 0)
    found.push(
      notice(
        `The execution table holds the first ${plural(trace.steps.length, "step")}; at least ` +
          `${count(trace.steps_dropped)} more ran. The source and the timeline by time cover all of them.`,
      ),
    );
  return found;
}

function traceback(text: string): HTMLElement[] {
  if (text.trim() === "") return [];
  return [element("details", {}, element("summary", {}, "Traceback"), element("pre", {}, text))];
}

function notice(text: string): HTMLElement {
  return element("p", { class: "notice" }, text);
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function seconds(number: number): string {
  return `${Number(number.toPrecision(3))} s`;
}
