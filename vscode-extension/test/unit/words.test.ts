import { expect, test } from "vitest";
import { words } from "../../src/words";

test.each([
  ["", []],
  ["  ", []],
  ["a b", ["a", "b"]],
  ["  a\tb\n c ", ["a", "b", "c"]],
  ["-n 5 --name=x", ["-n", "5", "--name=x"]],
  ["'a b' c", ["a b", "c"]],
  ['"a b"c', ["a bc"]],
  ["a\\ b", ["a b"]],
  ["'a\\b'", ["a\\b"]],
  ['"a\\"b\\\\"', ['a"b\\']],
  ['"a\\n"', ["a\\n"]],
  ["''", [""]],
  ['"" a', ["", "a"]],
  ["it\\'s", ["it's"]],
  ["$HOME *", ["$HOME", "*"]],
  ["'open a", ["open a"]],
  ['"open a', ["open a"]],
])("%j", (line, expected) => {
  expect(words(line)).toEqual(expected);
});
