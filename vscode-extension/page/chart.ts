/** How the timeline is drawn. */
import uPlot from "uplot";
import { element } from "./dom";
import type { Axis, Column, Range } from "./series";
import { count, size } from "./words";

export const HEIGHT = 190;
const PROBE = element("span", { hidden: true });
/** Steps are whole. */
const ROUND = [1, 2, 5]
  .flatMap((digit) => Array.from({ length: 10 }, (_, power) => digit * 10 ** power))
  .sort((a, b) => a - b);

/** A chart in `place`, by step or by time, of the range that `shown` tells. */
export function chartOptions(
  place: HTMLElement,
  axis: Axis,
  width: number,
  shown: () => Range,
  hooks: uPlot.Hooks.Arrays,
): uPlot.Options {
  const isStep = axis === "step";
  return {
    ...{ width, height: HEIGHT, hooks, padding: [8, 28, 0, 0], legend: { show: false } },
    cursor: { y: false, drag: { x: true, y: false, dist: 6, setScale: false }, points: { show: false } },
    scales: {
      x: { time: false, range: () => [...shown()] as [number, number] },
      y: { range: (_, __, max) => [0, max > 0 ? max * 1.08 : 1] },
    },
    axes: axes(`11px ${getComputedStyle(place).fontFamily}`, isStep),
    series: [
      {},
      line("--peak", 1, isStep ? 1 : -1),
      line("--live", 1.5, 1),
      line("--live", 1, 1, "--live-fill"),
    ],
    bands: [
      // By time the most is said of what came before a moment, and what was alive of what comes after it.
      ...(isStep ? [{ series: [1, 2] as [number, number], fill: () => colour("--peak-fill") }] : []),
      { series: [2, 3], fill: () => colour("--range-fill") },
    ],
  };
}

/** The columns as the chart takes them. By step, each stands around its number, and `end` ends the last. */
export function chartData(columns: readonly Column[], axis: Axis, end: number): uPlot.AlignedData {
  const last = columns.at(-1);
  const isStep = axis === "step" && last !== undefined;
  const shown = isStep ? [...columns, { ...last, x: end + 1 }] : columns;
  return [
    shown.map(({ x }) => (isStep ? x - 0.5 : x)),
    shown.map(({ most }) => most),
    shown.map(({ high }) => high),
    shown.map(({ low }) => low),
  ];
}

function axes(font: string, isStep: boolean): uPlot.Axis[] {
  const quiet = { stroke: () => colour("--quiet"), font };
  const lines = { stroke: () => colour("--line"), width: 1 };
  return [
    {
      ...quiet,
      ...{ grid: { show: false }, ticks: { ...lines, size: 4 }, size: 26, gap: 3, space: 70 },
      ...(isStep ? { incrs: ROUND } : {}),
      values: (_, splits) => splits.map((x) => (isStep ? count(x) : `${Number(x.toPrecision(6))} s`)),
    },
    {
      ...quiet,
      ...{ grid: lines, ticks: { show: false }, size: 62, gap: 6, space: 36 },
      values: (_, splits) => splits.map(size),
    },
  ];
}

/** A stepped line, and what is below it. */
function line(name: string, width: number, align: 1 | -1, fill?: string): uPlot.Series {
  const stepped = uPlot.paths.stepped;
  if (stepped === undefined) throw new Error("uPlot has lost its stepped lines.");
  return {
    ...{ stroke: () => colour(name), width, points: { show: false }, paths: stepped({ align }) },
    ...(fill === undefined ? {} : { fill: () => colour(fill) }),
  };
}

/** A colour of the style sheet as a canvas needs it: without variables. */
function colour(name: string): string {
  PROBE.style.color = `var(${name})`;
  if (!PROBE.isConnected) document.body.append(PROBE);
  return getComputedStyle(PROBE).color;
}
