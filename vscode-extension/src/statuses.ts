import { type Disposable, EventEmitter, type TextDocument, Uri, workspace } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type DocumentStatus, STATUS } from "./statusProtocol";

/** What the server last told of each open document. */
export class Statuses implements Disposable {
  private readonly told = new Map<string, DocumentStatus>();
  private readonly changed = new EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly closing = workspace.onDidCloseTextDocument(({ uri }) => this.told.delete(uri.toString()));

  /** Listen to a client; it replaces the one before. */
  connect(client: LanguageClient): void {
    this.forget();
    client.onNotification(STATUS, (status: DocumentStatus) => {
      this.told.set(Uri.parse(status.uri).toString(), status);
      this.changed.fire();
    });
  }

  /** The server is gone, or another one has begun: nothing is known. */
  forget(): void {
    this.told.clear();
    this.changed.fire();
  }

  /** What was told of a document; it may be of an earlier version. */
  of({ uri }: TextDocument): DocumentStatus | undefined {
    return this.told.get(uri.toString());
  }

  dispose(): void {
    this.closing.dispose();
    this.changed.dispose();
  }
}
