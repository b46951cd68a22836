import { type Disposable, EventEmitter } from "vscode";

/** An answer that takes less is no work to speak of: an indicator would only flicker. */
const PATIENCE_MS = 500;

/** Whether the server is busy with what was asked of it. */
export class Work implements Disposable {
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private slow = 0;

  constructor(private readonly patience = PATIENCE_MS) {}

  get busy(): boolean {
    return this.slow > 0;
  }

  /** Watch a request until it is answered, refused or cancelled. */
  async watch<T>(request: PromiseLike<T>): Promise<T> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.count(1);
    }, this.patience);
    try {
      return await request;
    } finally {
      clearTimeout(timer);
      if (late) this.count(-1);
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  private count(by: number): void {
    const before = this.busy;
    this.slow += by;
    if (this.busy !== before) this.changed.fire();
  }
}
