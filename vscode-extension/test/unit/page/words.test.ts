import { expect, test } from "vitest";
import {
  count,
  elements,
  endText,
  failureText,
  hits,
  longest,
  oneLine,
  Places,
  sharingText,
  signed,
  size,
  typeText,
} from "../../../page/words";
import { cost, trace, variable } from "./traces";

test("sizes have three significant digits, and thousands that round up get the next unit", () => {
  expect([0, 999, 1000, 8000, 7812, 16_400_000, 999_999].map(size)).toEqual([
    ...["0 B", "999 B", "1 kB", "8 kB", "7.81 kB", "16.4 MB", "1 MB"],
  ]);
});

test("numbers have their thousands apart, and those of a change their sign", () => {
  expect([count(16_000), signed(8000), signed(-8000), signed(0)]).toEqual([
    "16,000",
    "+8,000",
    "−8,000",
    "0",
  ]);
});

test("an array is its dtype and shape, with its class where it is no plain one", () => {
  expect(typeText(variable("a", [50, 40]))).toBe("int64[50,40]");
  expect(typeText(variable("a", [], { kind: "scalar", type: "float64", dtype: "float64" }))).toBe("float64");
  expect(typeText(variable("a", [3], { type: "memmap" }))).toBe("memmap int64[3]");
  expect(typeText(variable("a", [3], { dtype: "[('x', '<f8'), ('y', '<f8')]" }))).toMatch(/^.{23}…\[3\]$/);
});

test("a view says of what, as far as anybody knows", () => {
  expect(sharingText(variable("h", [3], { ownership: "view", view_of: "f" }))).toBe("view of f");
  expect(sharingText(variable("h", [3], { ownership: "view" }))).toBe("view");
  expect(sharingText(variable("h"))).toBe("");
});

test("elements are the product of the shape: one for a scalar", () => {
  expect([elements(variable("a", [3, 4])), elements(variable("a", []))]).toEqual([12, 1]);
});

test("a floor says so", () => {
  expect([hits(cost(1, { hits: 32 })), hits(cost(1, { hits: 32, hits_exact: false }))]).toEqual([
    "32",
    "32+",
  ]);
});

test("several lines become one", () => {
  expect(oneLine("a\r\nb\n\n")).toBe("a↵b");
});

test("the end of a program in words", () => {
  expect(endText(null)).toBe("still running");
  expect(endText({ code: 0, limit: null, exception: null })).toBe("end of the program");
  expect(endText({ code: 3, limit: null, exception: null })).toBe("end of the program, exit code 3");
  expect(endText({ code: 124, limit: "time", exception: null })).toBe("the time limit ended the program");
  expect(failureText({ type: "E", message: "", path: null, line: null, traceback: "" })).toBe("E");
});

test("the widest of texts, or of numbers, sets the width", () => {
  expect([longest(["a", "abc"], 2), longest([5, 16_000], 2), longest([], 4)]).toEqual([3, 6, 4]);
});

test("a line is a number among those of one file, and has the file's name among several", () => {
  const one = new Places(trace({ lines: [cost(1)] }));
  expect([one.line({ path: "/work/a.py", line: 3 }), one.sentence({ path: "/work/a.py", line: 3 })]).toEqual([
    ...["3", "line 3"],
  ]);
  const two = new Places(trace({ lines: [cost(1), cost(1, { path: "/work/b.py" })] }));
  expect(two.sentence({ path: "/work/b.py", line: 3 })).toBe("b.py:3");
});

test("the line of a notebook is that of its cell", () => {
  const cells = [
    { index: 0, line: 1 },
    { index: 2, line: 10 },
  ];
  const places = new Places(trace({ cells }));
  expect(places.line({ path: "/work/book.ipynb", line: 12 })).toBe("cell 3:3");
  expect(places.within({ path: "/work/book.ipynb", line: 12 })).toBe("3:3");
});
