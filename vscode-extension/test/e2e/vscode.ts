import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE, VSIX } from "../environments";

const CODE_SERVER = join(CACHE, "code-server", "node_modules", "code-server");

/** A quiet editor: nothing but the file, large enough to read in a README, and nothing that talks to the network. */
const USER_SETTINGS = {
  "breadcrumbs.enabled": false,
  "chat.commandCenter.enabled": false,
  "editor.autoClosingBrackets": "never",
  "editor.fontSize": 24,
  "editor.hover.above": false,
  "editor.lightbulb.enabled": "off",
  "editor.minimap.enabled": false,
  "editor.occurrencesHighlight": "off",
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.colorTheme": "Default Dark Modern",
  "workbench.layoutControl.enabled": false,
  "workbench.reduceMotion": "on",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** A VS Code server of our own, with the packaged extension and no other. */
export interface VSCode {
  readonly address: string;
  stop(): Promise<void>;
}

/**
 * Install the package into a VS Code whose data lives in `home`, and serve it on a free port. The machine's settings
 * name the interpreter to use.
 */
export async function startVSCode(home: string, interpreter: string): Promise<VSCode> {
  userSettings(home);
  writeSettings(home, "Machine", { "bytelens.interpreter": interpreter });
  const common = [
    CODE_SERVER,
    ...["--config", join(home, "config.yaml"), "--user-data-dir", join(home, "data")],
    ...["--extensions-dir", join(home, "extensions")],
  ];
  const env = { ...process.env, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, XDG_CACHE_HOME: home };
  execFileSync(process.execPath, [...common, "--install-extension", VSIX], { env, stdio: "pipe" });
  const server = spawn(
    process.execPath,
    [
      ...common,
      ...["--auth", "none", "--bind-addr", "127.0.0.1:0", "--disable-telemetry", "--disable-update-check"],
      ...["--disable-getting-started-override", "--disable-proxy"],
    ],
    { env, stdio: ["ignore", "pipe", "pipe"] },
  );
  return { address: await listening(server), stop: () => stop(server) };
}

/** The user's own settings; VS Code reads them when it opens a window, and watches the file. */
export function userSettings(home: string, more: Readonly<Record<string, unknown>> = {}): void {
  writeSettings(home, "User", { ...USER_SETTINGS, ...more });
}

function writeSettings(home: string, whose: string, values: Readonly<Record<string, unknown>>): void {
  const directory = join(home, "data", whose);
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, "settings.json"), JSON.stringify(values));
}

/** The address that code-server prints once it listens. */
function listening(server: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk: Buffer) => {
      output += chunk;
      const address = /HTTP server listening on (http:\/\/[\d.:]+)/.exec(output)?.[1];
      if (address !== undefined) resolve(address);
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`code-server exited with ${code}:\n${output}`)));
  });
}

async function stop(server: ChildProcess): Promise<void> {
  const exited = once(server, "exit");
  server.kill();
  await exited;
}
