import type { InlayHint, InlayHintLabelPart } from "vscode";

/**
 * The hint with commands in the place of locations. VS Code asks the definition providers for what is at a location and
 * goes there: without another Python extension that is nowhere, and with one it may be elsewhere.
 */
export function withCommands(hint: InlayHint | null | undefined): InlayHint | null | undefined {
  if (hint && typeof hint.label !== "string") hint.label.forEach(lead);
  return hint;
}

function lead(part: InlayHintLabelPart): void {
  const { location, value } = part;
  if (location === undefined) return;
  part.location = undefined;
  part.command = {
    title: `Go to ${value}`,
    command: "editor.action.goToLocations",
    arguments: [location.uri, location.range.start, [location], "goto", ""],
  };
}
