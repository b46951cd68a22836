#!/usr/bin/env bash
# Puts a real VS Code (code-server) and what a headless test of it needs onto this machine.
#
#   install-code-server.sh [DIR]        DIR defaults to vscode-extension/.vscode-test/code-server
#
# Everything comes from the npm registry and the system's packages. Running it again does nothing.
# code-server's own install script wants a dependency from a git host and prebuilt binaries; so this installs without
# scripts, and compiles the few native modules that VS Code's server loads.
set -euo pipefail

readonly version=4.100.3 # VS Code 1.100.3, the last one that runs on Node 20
readonly native_modules=(@vscode/spdlog native-watchdog node-pty)
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dir=${1:-$here/../../.vscode-test/code-server}

fail() { echo "install-code-server: $*" >&2; exit 1; }

has_chromium() { [ -x "${CHROMIUM:-}" ] || command -v chromium chromium-browser google-chrome >/dev/null; }

# The packages of the system that are missing, as Debian calls them.
missing_packages() {
  has_chromium || echo chromium
  command -v make >/dev/null || echo make
  command -v g++ >/dev/null || echo g++
  command -v python3 >/dev/null || echo python3
}

install_packages() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ "${#missing[@]}" -gt 0 ] || return 0
  if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    fail "these are missing: ${missing[*]}. Install them with your system's package manager" \
         "(Debian, Ubuntu: sudo apt-get install ${missing[*]}), then run this again."
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Prints the directory whose include/node holds the headers of the node in use; nothing where there is none, and
# node-gyp then downloads them itself.
node_headers() {
  local prefix
  for prefix in "$(dirname "$(dirname "$(node -p process.execPath)")")" /usr /usr/local; do
    if grep -qs "define NODE_MAJOR_VERSION $(node -p 'process.versions.node.split(".")[0]')\$" \
        "$prefix/include/node/node_version.h"; then
      echo "$prefix"; return
    fi
  done
}

compile() { # compile MODULE_DIRECTORY TOOL [OPTION...]
  local module=$1 log; shift
  log=$(mktemp)
  if ! (cd "$module" && "$@") >"$log" 2>&1; then
    tail -n 40 "$log" >&2; rm -f "$log"; fail "could not compile $module"
  fi
  rm -f "$log"
}

command -v node >/dev/null || fail "Node 20 is needed, and there is no node on PATH."
[ "$(node -p 'process.versions.node.split(".")[0]')" = 20 ] || fail "code-server $version needs Node 20; this is $(node -v)."
install_packages

mkdir -p "$dir"; cd "$dir"
if [ "$(cat installed 2>/dev/null)" = "$version $(node -v)" ]; then
  echo "code-server $version is installed in $dir"; exit 0
fi

quiet=(--no-save --ignore-scripts --no-audit --no-fund --loglevel=error)
echo '{"private": true}' > package.json
echo "Installing code-server $version into $dir; this takes a minute or two." >&2
npm install "${quiet[@]}" "code-server@$version" node-gyp@11 @mapbox/node-pre-gyp@1
vscode=$PWD/node_modules/code-server/lib/vscode
rm -f "$vscode/npm-shrinkwrap.json"
npm install "${quiet[@]}" --omit=dev --prefix "$vscode"
npm install "${quiet[@]}" --omit=dev --prefix "$vscode/extensions"
ln -sfn node_modules "$vscode/node_modules.asar"

headers=$(node_headers)
nodedir=(); [ -z "$headers" ] || nodedir=("--nodedir=$headers")
for module in "${native_modules[@]}"; do
  compile "$vscode/node_modules/$module" "$PWD/node_modules/.bin/node-gyp" rebuild "${nodedir[@]}"
done
argon2=$(node -p "require('path').dirname(require.resolve('argon2/package.json', {paths: ['node_modules/code-server']}))")
compile "$argon2" "$PWD/node_modules/.bin/node-pre-gyp" rebuild --build-from-source "${nodedir[@]}"

CODE_SERVER_CONFIG="$PWD/config.yaml" node node_modules/code-server --version
echo "$version $(node -v)" > installed
