import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** A language server, spoken to in bare JSON-RPC over its standard input and output. */
export class ServerProcess {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly answers = new Map<number, (answer: Message) => void>();
  private buffer = Buffer.alloc(0);
  private lastId = 0;
  private errors = "";

  constructor(command: string, args: string[], options: { cwd: string; env: NodeJS.ProcessEnv }) {
    this.process = spawn(command, args, options);
    this.process.stdout.on("data", (chunk: Buffer) => this.read(chunk));
    this.process.stderr.on("data", (chunk: Buffer) => {
      this.errors += chunk;
    });
  }

  /** The result of a request; rejects where the server answers with an error, or dies. */
  request(method: string, params?: unknown): Promise<unknown> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise((resolve, reject) => {
      this.process.once("exit", (code) =>
        reject(new Error(`The server exited with ${code}: ${this.errors}`)),
      );
      this.answers.set(id, ({ result, error }) =>
        error === undefined ? resolve(result) : reject(new Error(JSON.stringify(error))),
      );
      this.send({ id, method, params });
    });
  }

  notify(method: string, params?: unknown): void {
    this.send({ method, params });
  }

  /** Shut down in order; returns the exit code. */
  async stop(): Promise<number | null> {
    await this.request("shutdown");
    const exited = once(this.process, "exit");
    this.notify("exit");
    return (await exited)[0];
  }

  kill(): void {
    this.process.kill("SIGKILL");
  }

  private send(message: object): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
    this.process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.process.stdin.write(body);
  }

  private read(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (let message = this.next(); message !== undefined; message = this.next()) {
      // A request of the server's own has both an id and a method; those are not answered here.
      if (message.id !== undefined && message.method === undefined) this.answers.get(message.id)?.(message);
    }
  }

  private next(): Message | undefined {
    const start = this.buffer.indexOf("\r\n\r\n") + 4;
    const length = /Content-Length: (\d+)/i.exec(this.buffer.toString("latin1", 0, start))?.[1];
    const end = start + Number(length);
    if (start < 4 || length === undefined || this.buffer.length < end) return undefined;
    const message = JSON.parse(this.buffer.toString("utf8", start, end));
    this.buffer = this.buffer.subarray(end);
    return message;
  }
}
