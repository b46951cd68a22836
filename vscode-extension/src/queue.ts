/** Runs one task at a time. Requests that come while it runs are answered together, by one more run after it. */
export class Queue {
  private running: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(private readonly task: () => Promise<void>) {}

  /** Ask for a run that begins after this moment; settles, and fails, as that run does. */
  request(): Promise<void> {
    if (this.running === undefined) return this.run();
    this.next ??= this.running.then(ignore, ignore).then(() => {
      this.next = undefined;
      return this.run();
    });
    return this.next;
  }

  private run(): Promise<void> {
    const running = this.task().finally(() => {
      this.running = undefined;
    });
    this.running = running;
    return running;
  }
}

function ignore(): void {}
