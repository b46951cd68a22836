"""Publish the extension of a release that `make release` has built: `python -m scripts.publish MARKETPLACE`.

Without `--publish`, only what speaks against it is told, and the command is shown that would be run. Access tokens come
from the environment, whence the marketplaces' own programs read them: they stand on no command line and in no file.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts import release

# The newest that runs on Node.js 20, as our other tools do.
OVSX = "ovsx@0.10.12"
_PICTURE = re.compile(r"!\[[^\]]*\]\((?P<address>[^)\s]+)")


@dataclass(frozen=True, slots=True)
class Marketplace:
    """Where extensions are published. token: the variable of the access token. program: what publishes a file."""

    token: str
    program: tuple[str, ...]

    def command(self, package: Path) -> list[str]:
        """What publishes a package; to be run in the folder of the extension."""
        return [*self.program, str(package)]


MARKETPLACES = {
    "vscode": Marketplace("VSCE_PAT", ("npx", "--no-install", "vsce", "publish", "--packagePath")),
    "open-vsx": Marketplace("OVSX_PAT", ("npx", "--yes", OVSX, "publish")),
}


def package_of(dist: Path) -> Path:
    """The package of the extension in a folder. Raises ValueError where there is not exactly one."""
    found = sorted(dist.glob("*.vsix"))
    if len(found) != 1:
        raise ValueError(f"There is not one .vsix in {dist.name}, but {len(found)}: run `make release`.")
    return found[0]


def problems(package: Path, version: str, environment: Mapping[str, str], token: str) -> list[str]:
    """What speaks against publishing a package as this version, a sentence each."""
    found = []
    if (inside := release.version_of(package)) != version:
        found.append(f"{package.name} is of version {inside}, not {version}.")
    if not _is_as_built(package):
        found.append(f"{package.name} is not the one in SHA256SUMS: run `make release`.")
    found += [
        f"The README shows {address}, which a marketplace cannot find: build with IMAGES_URL."
        for address in _pictures(package)
        if not address.startswith("https://")
    ]
    if not environment.get(token):
        found.append(f"{token} is not set: it holds the access token.")
    return found


def _is_as_built(package: Path) -> bool:
    sums = package.parent / "SHA256SUMS"
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    return sums.exists() and f"{digest}  {package.name}" in sums.read_text(encoding="utf-8").splitlines()


def _pictures(package: Path) -> list[str]:
    with zipfile.ZipFile(package) as archive:
        text = archive.read("extension/readme.md").decode()
    return [match["address"] for match in _PICTURE.finditer(text)]


def main(arguments: list[str] | None = None) -> int:
    """Returns 0 where nothing speaks against it, and, if it was asked for, it was published."""
    parser = argparse.ArgumentParser(description="Publish the extension that `make release` has built.")
    parser.add_argument("marketplace", choices=MARKETPLACES)
    parser.add_argument("--publish", action="store_true", help="really publish, which cannot be undone")
    given = parser.parse_args(arguments)
    marketplace = MARKETPLACES[given.marketplace]
    try:
        package = package_of(release.ROOT / "dist")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    version = release.versions(release.ROOT)[str(release.SERVER)]
    found = problems(package, version, os.environ, marketplace.token)
    if found:
        print(f"Not to be published ({given.marketplace}):", *found, sep="\n  ", file=sys.stderr)
        return 1
    command = marketplace.command(package)
    print(shlex.join(command), flush=True)
    if given.publish:
        return subprocess.run(command, cwd=release.ROOT / release.MANIFEST.parent, check=False).returncode
    print("Nothing was published; --publish does.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
