import type { LineCost, Step, Trace, Variable } from "../../../page/data";

export function variable(
  name: string,
  shape: readonly number[] = [1000],
  rest: Partial<Variable> = {},
): Variable {
  const nbytes = shape.reduce((product, axis) => product * axis, 8);
  return {
    ...{ name, kind: "array", type: "ndarray", shape, dtype: "int64", nbytes, ownership: "owner" },
    ...{ view_of: null, root_nbytes: nbytes },
    ...rest,
  };
}

export function step(number: number, line: number, rest: Partial<Step> = {}): Step {
  return {
    ...{ step: number, path: "/work/a.py", line, end_line: line, function: null, hit: 1, source: "pass" },
    ...{ variables: [], deleted: [], net: 0, peak: 0, live: 0, released: 0, output: "", output_cut: false },
    ...{ imports: false, seconds: number, reason: "" },
    ...rest,
  };
}

export function cost(line: number, rest: Partial<LineCost> = {}): LineCost {
  return {
    ...{
      path: "/work/a.py",
      line,
      end_line: line,
      function: null,
      hits: 1,
      hits_exact: true,
      net: 0,
      peak: 0,
    },
    ...{ live: 0, imports: false, variables: [] },
    ...rest,
  };
}

export function trace(rest: Partial<Trace> = {}): Trace {
  return {
    ...{
      path: "a.py",
      arguments: [],
      python: "3.12.1",
      numpy: "2.4.6",
      seconds: 1,
      approximate: false,
      problems: [],
      steps: [],
    },
    ...{
      steps_dropped: 0,
      lines: [],
      moments: [],
      exit: { code: 0, limit: null, exception: null },
      cells: [],
    },
    peak: { nbytes: 0, path: null, line: null, function: null, alive: [], unattributed: 0 },
    ...{ sources: { "/work/a.py": ["x = 1", "y = 2", "z = 3"] }, names: { "/work/a.py": "a.py" } },
    ...rest,
  };
}
