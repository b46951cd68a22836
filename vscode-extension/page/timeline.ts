/** The timeline: live bytes, and the most that ever were, by step or by time. */
import uPlot from "uplot";
import { chartData, chartOptions, HEIGHT } from "./chart";
import type { Place, Trace } from "./data";
import { element } from "./dom";
import type { Selected } from "./selection";
import {
  type Axis,
  bestAxis,
  columnsOf,
  type Point,
  pointOfStep,
  points,
  type Range,
  wholeRange,
  zoomed,
} from "./series";
import { count, exact, type Places } from "./words";

/** What a key makes of the length that is shown. */
const ZOOM: Readonly<Record<string, number>> = { "+": 0.5, "=": 0.5, "-": 2, "0": Number.POSITIVE_INFINITY };

export class TimelineView {
  readonly element: HTMLElement;
  private readonly canvas = element("div", {
    ...{ class: "chart", tabindex: 0, role: "slider", id: "timeline" },
    "aria-description": "Arrow keys walk, Enter goes to the line, plus and minus zoom, zero shows all.",
  });
  private readonly readout = element("output", { class: "readout" });
  private readonly here = element("div", { class: "here" });
  private readonly whole = element("button", { type: "button", class: "link" }, "show all");
  private axis: Axis;
  private points: readonly Point[] = [];
  private chart: uPlot | undefined;
  private current: number | undefined;
  /** What is shown of it, where that is not all. */
  private range: Range | undefined;

  constructor(
    private readonly trace: Trace,
    private readonly places: Places,
    private readonly selected: Selected,
    axis: Axis | undefined,
    private readonly changedAxis: (axis: Axis) => void,
    /** Enter or a click on a point. */
    private readonly entered: (place: Place, step: number | undefined, by: "key" | "pointer") => void,
  ) {
    this.axis = axis ?? bestAxis(trace);
    this.element = element(
      "section",
      { class: "pane wide", "aria-labelledby": "timeline-title" },
      element(
        "div",
        { class: "bar" },
        element("h2", { id: "timeline-title" }, "Live bytes"),
        this.legend(),
        this.readout,
        this.whole,
        this.choice(),
      ),
      this.canvas,
    );
    this.whole.addEventListener("click", () => this.zoom(undefined));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.resize()).observe(this.canvas);
    selected.onChange(() => this.follow());
    for (const query of ["(prefers-color-scheme: dark)", "print"]) {
      matchMedia(query).addEventListener("change", () => this.chart?.redraw(false, true));
    }
    // VS Code tells its theme by the body's classes and the document's variables.
    const themes = new MutationObserver(() => this.chart?.redraw(false, true));
    for (const node of [document.body, document.documentElement]) {
      themes.observe(node, { attributes: true, attributeFilter: ["class", "style"] });
    }
  }

  /** Draw: once the page has its size. */
  start(): void {
    this.points = points(this.trace, this.axis);
    this.range = undefined;
    this.whole.hidden = true;
    this.chart?.destroy();
    this.canvas.setAttribute("aria-label", `Live bytes by ${this.axis}`);
    this.canvas.setAttribute("aria-valuemin", "1");
    this.canvas.setAttribute("aria-valuemax", String(Math.max(1, this.points.length)));
    const options = chartOptions(this.canvas, this.axis, this.width(), () => this.shown(), this.hooks());
    this.chart = new uPlot(options, this.data(), this.canvas);
    this.chart.over.append(this.here);
    this.chart.over.addEventListener("click", (event) => this.click(event));
    this.follow();
  }

  private legend(): HTMLElement {
    return element(
      "span",
      { class: "legend", "aria-hidden": true },
      element("span", { class: "live" }, "live"),
      element("span", { class: "most" }, "at most"),
      element("em", {}, "drag to zoom"),
    );
  }

  private choice(): HTMLElement {
    const choose = (axis: Axis, title: string) => {
      const input = element("input", { type: "radio", name: "axis", value: axis });
      input.checked = this.axis === axis;
      input.addEventListener("change", () => {
        this.axis = axis;
        this.changedAxis(axis);
        this.start();
      });
      return element("label", {}, input, title);
    };
    return element(
      "fieldset",
      { class: "choice" },
      element("legend", {}, "Horizontal axis"),
      choose("step", "by step"),
      choose("time", "by time"),
    );
  }

  private hooks(): uPlot.Hooks.Arrays {
    return {
      setCursor: [(chart) => this.hover(chart)],
      setSelect: [(chart) => this.drag(chart)],
      setSize: [() => this.place()],
      ready: [() => this.place()],
    };
  }

  private shown(): Range {
    return this.range ?? wholeRange(this.points, this.axis);
  }

  private data(): uPlot.AlignedData {
    const columns = columnsOf(this.points, this.shown(), this.width() / 2);
    return chartData(columns, this.axis, this.points.at(-1)?.x ?? 0);
  }

  private zoom(range: Range | undefined): void {
    this.range = range;
    this.whole.hidden = range === undefined;
    this.chart?.setData(this.data());
    this.place();
  }

  /** A range was drawn with the pointer. */
  private drag(chart: uPlot): void {
    const { left, width } = chart.select;
    if (width <= 0) return;
    chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    const [from, to] = [chart.posToVal(left, "x"), chart.posToVal(left + width, "x")];
    const whole = wholeRange(this.points, this.axis);
    this.zoom(zoomed([from, to], whole, (from + to) / 2, 1, this.shortest()));
  }

  /** What is left of the whole after zooming in as far as that makes sense. */
  private shortest(): number {
    const [from, to] = wholeRange(this.points, this.axis);
    return Math.min(to - from, (5 * (to - from)) / Math.max(5, this.points.length));
  }

  private width(): number {
    return Math.max(200, this.canvas.clientWidth);
  }

  private resize(): void {
    if (this.chart !== undefined && this.chart.width !== this.width()) {
      this.chart.setSize({ width: this.width(), height: HEIGHT });
      this.chart.setData(this.data());
    }
  }

  private follow(): void {
    const { step } = this.selected.current;
    this.current = step === undefined ? undefined : pointOfStep(this.points, step);
    this.place();
    this.say(this.current);
  }

  /** Put the line that marks the selection where it belongs. */
  private place(): void {
    const found = this.current === undefined ? undefined : this.points[this.current];
    const [from, to] = this.shown();
    const point = found !== undefined && found.x >= from && found.x <= to ? found : undefined;
    this.here.hidden = point === undefined || this.chart === undefined;
    if (point === undefined || this.chart === undefined) return;
    this.here.style.left = `${this.chart.valToPos(point.x, "x")}px`;
  }

  private hover(chart: uPlot): void {
    const { left } = chart.cursor;
    const isOver = left !== undefined && left !== null && left >= 0;
    this.say(isOver ? this.nearest(chart.posToVal(left, "x")) : this.current);
  }

  private say(index: number | undefined): void {
    const point = index === undefined ? undefined : this.points[index];
    const text = point === undefined ? "" : this.describe(point);
    this.readout.textContent = text;
    if (index !== this.current && this.current !== undefined) return;
    this.canvas.setAttribute("aria-valuenow", String((index ?? 0) + 1));
    this.canvas.setAttribute("aria-valuetext", text || "nothing is selected");
  }

  private describe({ step, live, most, x, path, line }: Point): string {
    const when = step === undefined ? `${Number(x.toPrecision(4))} s` : `step ${count(step)}`;
    const above = most > live ? `, ${exact(most)} at most` : "";
    return `${when} · ${this.places.sentence({ path, line })} · ${exact(live)} live${above}`;
  }

  private nearest(x: number): number | undefined {
    let found: number | undefined;
    let distance = Number.POSITIVE_INFINITY;
    for (const [index, point] of this.points.entries()) {
      const away = Math.abs(point.x - x);
      if (away > distance) break;
      found = index;
      distance = away;
    }
    return found;
  }

  private click(event: MouseEvent): void {
    if (this.chart === undefined) return;
    const left = event.clientX - this.chart.over.getBoundingClientRect().left;
    this.go(this.nearest(this.chart.posToVal(left, "x")));
    this.enter("pointer");
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.points.length - 1;
    const page = Math.max(1, Math.round(this.points.length / 10));
    const steps: Record<string, number> = {
      ...{ ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: page, PageDown: -page },
      ...{ Home: -this.points.length, End: this.points.length },
    };
    const by = steps[event.key];
    if (by !== undefined) {
      event.preventDefault();
      const from = this.current ?? (by > 0 ? -1 : 0);
      this.go(Math.max(0, Math.min(last, from + by)));
    } else if (event.key in ZOOM) {
      event.preventDefault();
      this.zoomBy(ZOOM[event.key] ?? 1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.enter("key");
    }
  }

  private zoomBy(factor: number): void {
    const [from, to] = this.shown();
    const around = this.current === undefined ? undefined : this.points[this.current]?.x;
    const whole = wholeRange(this.points, this.axis);
    this.zoom(zoomed([from, to], whole, around ?? (from + to) / 2, factor, this.shortest()));
  }

  private go(index: number | undefined): void {
    const point = index === undefined ? undefined : this.points[index];
    if (point === undefined) return;
    if (point.step === undefined) this.selected.selectPlace(point);
    else this.selected.selectStep(point.step);
    // A moment whose step was not kept is a place of its own, between the steps.
    this.current = index;
    this.place();
    this.say(index);
  }

  private enter(by: "key" | "pointer"): void {
    const point = this.current === undefined ? undefined : this.points[this.current];
    if (point !== undefined) this.entered({ path: point.path, line: point.line }, point.step, by);
  }
}
