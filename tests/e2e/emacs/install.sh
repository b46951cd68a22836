#!/usr/bin/env bash
# Puts Emacs without a window system and its two language clients, lsp-mode and eglot, onto this machine.
# Everything comes from the system's packages, as Debian calls them. Running it again does nothing.
set -euo pipefail

has_library() { emacs --batch --eval '(package-initialize)' --eval "(or (locate-library \"$1\") (kill-emacs 1))" 2>/dev/null; }

missing=()
command -v emacs >/dev/null || missing+=(emacs-nox)
has_library lsp-mode || missing+=(elpa-lsp-mode)
has_library eglot || missing+=(elpa-eglot)
[ "${#missing[@]}" -gt 0 ] || exit 0

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "These are missing: ${missing[*]}. Install them with your system's package manager" >&2
  echo "(Debian, Ubuntu: sudo apt-get install ${missing[*]}), then run this again." >&2
  exit 1
fi
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
