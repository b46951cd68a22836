import { expect, test } from "vitest";
import { highlight } from "../../../page/python";
import { filesOf, sourceRows, stepRows } from "../../../page/rows";
import { Selected } from "../../../page/selection";
import { bestAxis, columnsOf, pointOfStep, points, wholeRange, zoomed } from "../../../page/series";
import { changeAt, variableTracker } from "../../../page/tracker";
import { fitted, scrollTo, visible } from "../../../page/visible";
import { cost, step, trace, variable } from "./traces";

test("a step with two arrays has two rows, and the end of the program the last one", () => {
  const two = step(1, 1, {
    source: "a, b = f()",
    variables: [variable("a"), variable("b")],
    net: 8,
    peak: 20,
    live: 8,
  });
  const rows = stepRows(trace({ steps: [two], steps_dropped: 5 }));
  expect(rows.map(({ first, action, array }) => [first, action, array?.name])).toEqual([
    [true, "a, b = f()", "a"],
    [false, "a, b = f()", "b"],
    [true, "… 5+ more steps were not kept", undefined],
    [true, "end of the program", undefined],
  ]);
  expect(rows[0]?.atMost).toBe(20);
});

test("every line of the source has a row, and two statements of one line have two", () => {
  const lines = [cost(2, { net: 8 }), cost(2, { net: 16 }), cost(1, { path: "/work/gone.py" })];
  const rows = sourceRows(trace({ lines }), "/work/a.py");
  expect(rows.map(({ line, first, cost }) => [line, first, cost?.net])).toEqual([
    [1, true, undefined],
    [2, true, 8],
    [2, false, 16],
    [3, true, undefined],
  ]);
  expect(filesOf(trace({ lines }))).toEqual(["/work/a.py"]);
});

test("a variable is nothing before it exists and after it is deleted", () => {
  const tracker = variableTracker(
    trace({
      steps: [
        step(1, 1, { variables: [variable("b")] }),
        step(2, 2, { variables: [variable("a", [5])] }),
        step(3, 3),
        step(4, 4, { deleted: ["a", "never"] }),
      ],
    }),
  );
  expect(tracker.steps).toEqual([1, 2, 4]);
  expect(tracker.variables.map(({ name }) => name)).toEqual(["b", "a"]);
  const [, a] = tracker.variables;
  if (a === undefined) throw new Error("no a");
  expect([1, 2, 3, 4].map((number) => changeAt(a, number)?.held?.nbytes)).toEqual([
    undefined,
    40,
    40,
    undefined,
  ]);
});

test("a name is another variable in another function", () => {
  const inner = step(1, 1, { function: "f", variables: [variable("a")] });
  const outer = step(2, 2, { variables: [variable("a")] });
  expect(variableTracker(trace({ steps: [inner, outer] })).variables).toHaveLength(2);
});

test("the timeline has a point for every step, with the most that was alive during it", () => {
  const steps = [step(1, 1, { net: 8, peak: 8, live: 8 }), step(2, 2, { net: 0, peak: 8, live: 8 })];
  const all = points(trace({ steps }), "step");
  expect(all.map(({ x, live, most }) => [x, live, most])).toEqual([
    [1, 8, 8],
    [2, 8, 16],
  ]);
  expect(wholeRange(all, "step")).toEqual([0.5, 2.5]);
});

test("by time it has a point for every moment, and covers what steps do not", () => {
  const moments = [1, 2].map((seconds) => ({
    ...{ seconds, live: 8, peak: 16, path: "/work/a.py", line: 1, step: seconds === 1 ? 4 : null },
  }));
  const all = points(trace({ moments }), "time");
  expect(all.map(({ x, step }) => [x, step])).toEqual([
    [1, 4],
    [2, undefined],
  ]);
  expect([3, 4, 9].map((number) => pointOfStep(all, number))).toEqual([undefined, 0, 0]);
  expect(wholeRange(all.slice(0, 1), "time")).toEqual([1, 2]);
  expect(bestAxis(trace({ steps: [step(1, 1)], moments }))).toBe("step");
  expect(bestAxis(trace({ steps: [step(1, 1)], steps_dropped: 1, moments }))).toBe("time");
});

test("points that could not be told apart are one column, which keeps the least and the most", () => {
  const steps = Array.from({ length: 1000 }, (_, index) => step(index + 1, 1, { live: index % 10, peak: 5 }));
  const all = points(trace({ steps }), "step");
  const columns = columnsOf(all, [0.5, 1000.5], 100);
  expect(columns).toHaveLength(100);
  expect(columns[3]).toEqual({ x: 31, low: 0, high: 9, most: 14 });
  expect(columnsOf(all, [10, 12], 100).map(({ x }) => x)).toEqual([9, 10, 11, 12, 13]);
  expect(columnsOf([], [0, 1], 100)).toEqual([]);
});

test("a range stays within the whole, and all of it is no range", () => {
  expect(zoomed([0, 100], [0, 100], 10, 0.5, 5)).toEqual([0, 50]);
  expect(zoomed([0, 100], [0, 100], 95, 0.5, 5)).toEqual([50, 100]);
  expect(zoomed([40, 44], [0, 100], 42, 0.5, 5)).toEqual([39.5, 44.5]);
  expect(zoomed([40, 60], [0, 100], 50, 8, 5)).toBeUndefined();
});

test("what is on the screen is drawn, with a few rows around it, and no more than there are", () => {
  expect(visible(0, 220, 22, 1000, 2)).toEqual({ from: 0, to: 12 });
  expect(visible(2200, 220, 22, 1000, 2)).toEqual({ from: 98, to: 112 });
  expect(visible(99_999, 220, 22, 1000, 2)).toEqual({ from: 1000, to: 1000 });
  expect(visible(0, 220, 22, 0)).toEqual({ from: 0, to: 0 });
});

test("scrolling goes no further than it must, and to the middle from far away", () => {
  expect(scrollTo(5, 0, 220, 22)).toBe(0);
  expect(scrollTo(10, 0, 220, 22)).toBe(22);
  expect(scrollTo(3, 100, 220, 22)).toBe(66);
  expect(scrollTo(500, 0, 220, 22)).toBe(11_000 - 99);
});

test("where there is little room the widest columns give first, and no more than they can", () => {
  const columns = [{ width: 10 }, { width: 30, shrinksTo: 12 }, { width: 20, shrinksTo: 12 }];
  expect(fitted(columns, 60)).toEqual([10, 30, 20]);
  expect(fitted(columns, 50)).toEqual([10, 20, 20]);
  expect(fitted(columns, 46)).toEqual([10, 18, 18]);
  expect(fitted(columns, 1)).toEqual([10, 12, 12]);
});

test("a line stands for its steps, and Enter leads from one to the next", () => {
  const selected = new Selected(trace({ steps: [step(1, 5), step(2, 6), step(3, 5)] }));
  const place = { path: "/work/a.py", line: 5 };
  selected.selectPlace(place);
  expect([selected.current.step, selected.stepsOf(place)]).toEqual([1, [1, 3]]);
  expect(selected.nextOfLine()).toBe(3);
  selected.selectStep(3);
  selected.selectPlace(place);
  expect([selected.current.step, selected.nextOfLine()]).toEqual([3, 1]);
  selected.selectPlace({ path: "/work/a.py", line: 9 });
  expect([selected.current.step, selected.nextOfLine()]).toEqual([undefined, undefined]);
  selected.selectStep(99);
  expect(selected.current.place?.line).toBe(9);
});

/** The pieces that have a colour, by line. */
function coloured(text: string): string[][] {
  return highlight(text.split("\n")).map((pieces) =>
    pieces.filter(({ kind }) => kind !== "plain").map(({ text, kind }) => `${kind} ${text}`),
  );
}

test("source is in colours: keywords, numbers, strings and comments", () => {
  expect(coloured("for i in rb'#\\'x': x = 1_000.5e3 # done")).toEqual([
    ["keyword for", "keyword in", "string rb'#\\'x'", "number 1_000.5e3", "comment # done"],
  ]);
});

test("a string between triple quotes goes on over lines", () => {
  expect(coloured('a = """one\ntwo # no\nthree""" + 1')).toEqual([
    ['string """one'],
    ["string two # no"],
    ['string three"""', "number 1"],
  ]);
});

test("nothing of the source is lost in colours", () => {
  const lines = [
    "def f(x: 'int') -> \"str\": return f'{x!r}' # ünïcode 数",
    "  s = 'not closed",
    "y=2",
    "\t@d",
    "",
  ];
  expect(highlight(lines).map((pieces) => pieces.map(({ text }) => text).join(""))).toEqual(lines);
});
