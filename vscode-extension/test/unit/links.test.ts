import { expect, test } from "vitest";
import { withCommands } from "../../src/links";

test("the name in a hint leads to its place by a command", () => {
  const location = { uri: "file:///prog.py", range: { start: { line: 3, character: 0 } } };
  const hint = { label: [{ value: "8 kB view of " }, { value: "r", location }] };
  expect(withCommands(hint as never)).toEqual({
    label: [
      { value: "8 kB view of " },
      {
        value: "r",
        command: {
          title: "Go to r",
          command: "editor.action.goToLocations",
          arguments: [location.uri, location.range.start, [location], "goto", ""],
        },
      },
    ],
  });
});

test.each([
  undefined,
  null,
  { label: "8 kB int64[1000]" },
  { label: [{ value: "40 B view of " }, { value: "f(3)" }] },
])("a hint that leads nowhere stays as it is: %j", (hint) => {
  expect(withCommands(structuredClone(hint) as never)).toEqual(hint);
});
