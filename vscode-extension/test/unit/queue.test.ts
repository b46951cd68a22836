import { expect, test } from "vitest";
import { Queue } from "../../src/queue";

/** A task whose runs end when the test says so, and which notes whether two of them overlap. */
class Task {
  readonly ends: ((error?: Error) => void)[] = [];
  overlapped = false;
  private active = 0;

  readonly run = async () => {
    this.active += 1;
    this.overlapped ||= this.active > 1;
    try {
      await new Promise<void>((resolve, reject) => {
        this.ends.push((error) => (error === undefined ? resolve() : reject(error)));
      });
    } finally {
      this.active -= 1;
    }
  };
}

test("a request runs the task at once", () => {
  const task = new Task();
  void new Queue(task.run).request();
  expect(task.ends).toHaveLength(1);
});

test("requests during a run are answered by one more run, which does not overlap it", async () => {
  const task = new Task();
  const queue = new Queue(task.run);
  const first = queue.request();
  const later = [queue.request(), queue.request(), queue.request()];
  expect(task.ends).toHaveLength(1);
  task.ends[0]?.();
  await first;
  await expect.poll(() => task.ends.length).toBe(2);
  task.ends[1]?.();
  await Promise.all(later);
  expect(task.ends).toHaveLength(2);
  expect(task.overlapped).toBe(false);
});

test("a request in the second run asks for a third", async () => {
  const task = new Task();
  const queue = new Queue(task.run);
  void queue.request();
  void queue.request();
  task.ends[0]?.();
  await expect.poll(() => task.ends.length).toBe(2);
  const third = queue.request();
  task.ends[1]?.();
  await expect.poll(() => task.ends.length).toBe(3);
  task.ends[2]?.();
  await third;
  expect(task.overlapped).toBe(false);
});

test("a run that fails fails its own request and holds up no other", async () => {
  const task = new Task();
  const queue = new Queue(task.run);
  const first = queue.request();
  const second = queue.request();
  task.ends[0]?.(new Error("broken"));
  await expect(first).rejects.toThrow("broken");
  await expect.poll(() => task.ends.length).toBe(2);
  task.ends[1]?.();
  await second;
});
