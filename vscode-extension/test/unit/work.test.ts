import { expect, test, vi } from "vitest";
import { Work } from "../../src/work";

/** A request that a test answers. */
function request(): { answered: Promise<string>; answer(): void; refuse(): void } {
  let answer = () => {};
  let refuse = () => {};
  const answered = new Promise<string>((resolve, reject) => {
    answer = () => resolve("hints");
    refuse = () => reject(new Error("cancelled"));
  });
  return { answered, answer, refuse };
}

test("a request that takes its time makes the server busy until it is answered", async () => {
  const work = new Work(0);
  const heard: boolean[] = [];
  work.onDidChange(() => heard.push(work.busy));
  const [first, second] = [request(), request()];
  const answers = [work.watch(first.answered), work.watch(second.answered)];
  await vi.waitFor(() => expect(work.busy).toBe(true));
  first.answer();
  second.answer();
  expect(await Promise.all(answers)).toEqual(["hints", "hints"]);
  expect(heard).toEqual([true, false]);
});

test("a request that is refused ends as well", async () => {
  const work = new Work(0);
  const asked = request();
  const answer = work.watch(asked.answered);
  await vi.waitFor(() => expect(work.busy).toBe(true));
  asked.refuse();
  await expect(answer).rejects.toThrow("cancelled");
  expect(work.busy).toBe(false);
});

test("a request that is answered at once is no work to speak of", async () => {
  const work = new Work(60_000);
  const heard = vi.fn();
  work.onDidChange(heard);
  expect(await work.watch(Promise.resolve("hints"))).toBe("hints");
  expect(heard).not.toHaveBeenCalled();
});
