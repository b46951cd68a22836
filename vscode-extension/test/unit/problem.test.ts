import { expect, test } from "vitest";
import { isProblem, judge, type Report } from "../../src/problem";

const FINE: Report = { executable: "/env/bin/python", python: "3.12.1", numpy: "2.1.0", error: null };

function message(report: Partial<Report>): string {
  const outcome = judge("/env/bin/python", { ...FINE, ...report });
  return isProblem(outcome) ? outcome.message : "";
}

test("the oldest Python and NumPy that are supported will do", () => {
  expect(message({ python: "3.10.0", numpy: "2.0.0" })).toBe("");
});

test("versions are compared as numbers, and releases to come will do", () => {
  expect(message({ python: "3.100.0", numpy: "10.0.0" })).toBe("");
  expect(message({ numpy: "2.5.0.dev0+git20260101" })).toBe("");
});

test.each(["2.7.18", "3.9.18"])("Python %s is too old, whatever its NumPy", (python) => {
  expect(message({ python, numpy: null })).toBe(
    `ByteLens needs Python 3.10 or newer; /env/bin/python is Python ${python}.`,
  );
});

test("a missing NumPy is named as missing", () => {
  expect(message({ numpy: null })).toBe(
    "ByteLens needs NumPy 2.0 or newer, and /env/bin/python has no NumPy.",
  );
});

test.each(["1.26.4", "1.9.0"])("NumPy %s is too old", (numpy) => {
  expect(message({ numpy })).toBe(`ByteLens needs NumPy 2.0 or newer; /env/bin/python has NumPy ${numpy}.`);
});

test("a NumPy that does not import is not called missing", () => {
  expect(message({ numpy: null, error: "no libopenblas" })).toBe(
    "ByteLens needs NumPy, which does not import under /env/bin/python: no libopenblas",
  );
});

test("the server runs under the interpreter itself rather than the launcher that led to it", () => {
  expect(judge("python3", FINE)).toEqual({ executable: "/env/bin/python", python: "3.12.1", numpy: "2.1.0" });
  expect(judge("python3", { ...FINE, executable: "" })).toMatchObject({ executable: "python3" });
});
