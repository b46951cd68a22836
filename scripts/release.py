"""Build what a release consists of, of one version, into `dist`: `make release`. Publishes nothing.

Nothing is built unless the versions agree, the changelog has an entry for them, and everything is committed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path

ROOT = Path(__file__).parent.parent
SERVER = Path("server/bytelens/__init__.py")
MANIFEST = Path("vscode-extension/package.json")
LOCK = Path("vscode-extension/package-lock.json")
CHANGELOG = Path("CHANGELOG.md")
VSIX = Path("vscode-extension/bytelens.vsix")
# Built by `make page`, and easily forgotten since it is not under version control.
PAGE = "bytelens/report/tracing/page/page.js"

HEADING = re.compile(r"^## +\[?(?P<version>[^\s\]]+)\]?(?: +[-–] +(?P<date>\d{4}-\d\d-\d\d))?\s*$", re.MULTILINE)


def versions(root: Path) -> dict[str, str]:
    """The version that each file of a checkout says, by its name."""
    found = re.search(r'^__version__ = "(.+)"$', (root / SERVER).read_text(encoding="utf-8"), re.MULTILINE)
    lock = json.loads((root / LOCK).read_text(encoding="utf-8"))
    return {
        str(SERVER): found.group(1) if found else "none",
        str(MANIFEST): json.loads((root / MANIFEST).read_text(encoding="utf-8"))["version"],
        str(LOCK): lock["packages"][""]["version"],
    }


def problems(root: Path) -> list[str]:
    """What speaks against a release of a checkout, a sentence each."""
    said = versions(root)
    if len(set(said.values())) > 1:
        return ["The versions differ: " + ", ".join(f"{name} says {version}" for name, version in said.items()) + "."]
    (version,) = set(said.values())
    return changelog_problems((root / CHANGELOG).read_text(encoding="utf-8"), version)


def changelog_problems(text: str, version: str) -> list[str]:
    """What is missing in the changelog for a release of a version."""
    headings = list(HEADING.finditer(text))
    entry = next((heading for heading in headings if heading["version"] == version), None)
    if entry is None:
        return [f"{CHANGELOG} has no entry for {version}."]
    following = [heading.start() for heading in headings if heading.start() > entry.start()]
    found = []
    if entry["date"] is None:
        found.append(f"The entry for {version} in {CHANGELOG} has no date: `## {version} - YYYY-MM-DD`.")
    if not text[entry.end() : min(following, default=len(text))].strip():
        found.append(f"The entry for {version} in {CHANGELOG} is empty.")
    return found


def version_of(artefact: Path) -> str:
    """The version that a wheel, an sdist or a .vsix says within. Raises ValueError for other files."""
    if artefact.suffix == ".whl":
        return _metadata(_member(zipfile.ZipFile(artefact), r"[^/]+\.dist-info/METADATA"))
    if artefact.suffix == ".vsix":
        return str(json.loads(_member(zipfile.ZipFile(artefact), r"extension/package\.json"))["version"])
    if artefact.name.endswith(".tar.gz"):
        with tarfile.open(artefact) as archive:
            name = next(name for name in archive.getnames() if re.fullmatch(r"[^/]+/PKG-INFO", name))
            member = archive.extractfile(name)
            return _metadata(member.read() if member else b"")
    raise ValueError(f"{artefact.name} is no artefact of a release")


def has_page(artefact: Path) -> bool:
    """Whether an artefact holds what the HTML page of a trace is made with."""
    if artefact.name.endswith(".tar.gz"):
        with tarfile.open(artefact) as sources:
            return any(name.endswith(PAGE) for name in sources.getnames())
    with zipfile.ZipFile(artefact) as archive:
        return any(name.endswith(PAGE) for name in archive.namelist())


def _member(archive: zipfile.ZipFile, pattern: str) -> bytes:
    with archive:
        return archive.read(next(name for name in archive.namelist() if re.fullmatch(pattern, name)))


def _metadata(text: bytes) -> str:
    return str(message_from_bytes(text)["Version"])


def build(root: Path, version: str) -> list[Path]:
    """Build everything anew into `dist`. Raises CalledProcessError where a step fails."""
    dist = root / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    _run(root, "npm", "--prefix", "vscode-extension", "run", "page")
    _run(root, sys.executable, "-m", "build", "--outdir", dist)
    _run(root, "npm", "--prefix", "vscode-extension", "run", "package")
    shutil.copyfile(root / VSIX, dist / f"bytelens-{version}.vsix")
    return sorted(dist.iterdir())


def _run(root: Path, *command: object) -> None:
    subprocess.run([str(part) for part in command], cwd=root, env={**os.environ, "PYTHON": sys.executable}, check=True)


def is_committed(root: Path) -> bool:
    """Whether a checkout holds nothing that is not committed."""
    command = ["git", "status", "--porcelain"]
    return not subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout


def main() -> int:
    """Returns 0 where all was built."""
    found = problems(ROOT) + ([] if is_committed(ROOT) else ["Not everything is committed."])
    if found:
        print("No release:", *found, sep="\n  ", file=sys.stderr)
        return 1
    version = versions(ROOT)[str(SERVER)]
    artefacts = build(ROOT, version)
    wrong = [
        f"{artefact.name} is not of version {version}." for artefact in artefacts if version_of(artefact) != version
    ]
    wrong += [f"{artefact.name} lacks {PAGE}." for artefact in artefacts if not has_page(artefact)]
    if wrong:
        print("The release is not complete:", *wrong, sep="\n  ", file=sys.stderr)
        return 1
    sums = [f"{hashlib.sha256(artefact.read_bytes()).hexdigest()}  {artefact.name}" for artefact in artefacts]
    (ROOT / "dist" / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")
    print(f"ByteLens {version} is in dist; nothing was published.", *sums, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
