"""A release is of one version, which the changelog knows."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
import zipfile
from pathlib import Path

import pytest
from scripts import release
from tests.pages import ROOT

CHANGELOG = """\
# Changelog

## Unreleased

## 1.2.3 - 2026-11-24

### Added

- Something.

## [1.2.2]

- Something else.

## 1.2.1 - 2026-11-01
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files that say a version, as they are here."""
    for file in (release.SERVER, release.MANIFEST, release.LOCK, release.CHANGELOG):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / file, tmp_path / file)
    return tmp_path


def replace(file: Path, old: str, new: str) -> None:
    """Change the text of a file at one place."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_versions_of_this_checkout_agree() -> None:
    assert len(set(release.versions(ROOT).values())) == 1


@pytest.mark.parametrize("file", [release.SERVER, release.MANIFEST, release.LOCK])
def test_a_version_that_differs_is_told_with_the_file_that_says_it(checkout: Path, file: Path) -> None:
    current = release.versions(checkout)[str(file)]
    # In the lock file, the first is that of the lock file itself and the second that of the package.
    replace(checkout / file, f'{current}"', '99.0.0"')
    if file == release.LOCK:
        replace(checkout / file, f'"version": "{current}"', '"version": "99.0.0"')
    (problem,) = release.problems(checkout)
    assert f"{file} says 99.0.0" in problem


def test_a_checkout_whose_changelog_has_the_version_can_be_released(checkout: Path) -> None:
    version = release.versions(checkout)[str(release.SERVER)]
    (checkout / release.CHANGELOG).write_text(CHANGELOG.replace("1.2.3", version), encoding="utf-8")
    assert release.problems(checkout) == []


@pytest.mark.parametrize(
    ("version", "problem"),
    [
        ("1.2.4", "CHANGELOG.md has no entry for 1.2.4."),
        ("1.2", "CHANGELOG.md has no entry for 1.2."),
        ("1.2.2", "The entry for 1.2.2 in CHANGELOG.md has no date: `## 1.2.2 - YYYY-MM-DD`."),
        ("1.2.1", "The entry for 1.2.1 in CHANGELOG.md is empty."),
    ],
)
def test_what_the_changelog_lacks_is_told(version: str, problem: str) -> None:
    assert release.changelog_problems(CHANGELOG, version) == [problem]


def test_an_entry_with_a_date_and_a_text_is_complete() -> None:
    assert release.changelog_problems(CHANGELOG, "1.2.3") == []


def test_an_artefact_without_the_page_of_a_trace_is_told_from_one_with_it(tmp_path: Path) -> None:
    for name, content in (("with.whl", release.PAGE), ("without.whl", "bytelens/__init__.py")):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr(content, "")
    with tarfile.open(tmp_path / "with.tar.gz", "w:gz") as sources:
        sources.addfile(tarfile.TarInfo(f"bytelens-1.2.3/server/{release.PAGE}"))
    assert [file.name for file in sorted(tmp_path.iterdir()) if release.has_page(file)] == ["with.tar.gz", "with.whl"]


def test_artefacts_tell_their_versions_themselves(tmp_path: Path) -> None:
    metadata = b"Metadata-Version: 2.4\nName: bytelens\nVersion: 1.2.3\n\nText\n"
    wheel, vsix, sdist = tmp_path / "a.whl", tmp_path / "a.vsix", tmp_path / "a.tar.gz"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("bytelens-1.2.3.dist-info/METADATA", metadata)
    with zipfile.ZipFile(vsix, "w") as archive:
        archive.writestr("extension/bundled/other/package.json", json.dumps({"version": "9"}))
        archive.writestr("extension/package.json", json.dumps({"version": "1.2.3"}))
    with tarfile.open(sdist, "w:gz") as archive:
        member = tarfile.TarInfo("bytelens-1.2.3/PKG-INFO")
        member.size = len(metadata)
        archive.addfile(member, io.BytesIO(metadata))
    assert {release.version_of(artefact) for artefact in (wheel, vsix, sdist)} == {"1.2.3"}
    with pytest.raises(ValueError, match="no artefact"):
        release.version_of(tmp_path / "notes.txt")
