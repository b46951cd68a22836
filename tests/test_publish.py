"""What is published is what was built, as a marketplace can show it, and only where it is asked for."""

from __future__ import annotations

import hashlib
import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from scripts import publish, release

PICTURE = "![Hints](https://example.org/images/typing.gif)"
TOKEN = {"VSCE_PAT": "secret"}


def build(dist: Path, version: str = "1.2.3", readme: str = PICTURE) -> Path:
    """A package as `make release` leaves it."""
    dist.mkdir()
    package = dist / f"bytelens-{version}.vsix"
    with zipfile.ZipFile(package, "w") as archive:
        archive.writestr("extension/package.json", json.dumps({"version": version}))
        archive.writestr("extension/readme.md", readme)
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    (dist / "SHA256SUMS").write_text(f"{digest}  {package.name}\n", encoding="utf-8")
    return package


def test_nothing_speaks_against_a_package_as_it_was_built(tmp_path: Path) -> None:
    assert publish.problems(build(tmp_path / "dist"), "1.2.3", TOKEN, "VSCE_PAT") == []


def test_a_package_of_another_version_is_told(tmp_path: Path) -> None:
    (problem,) = publish.problems(build(tmp_path / "dist"), "1.2.4", TOKEN, "VSCE_PAT")
    assert problem == "bytelens-1.2.3.vsix is of version 1.2.3, not 1.2.4."


def test_a_package_that_has_changed_since_is_told(tmp_path: Path) -> None:
    package = build(tmp_path / "dist")
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr("extension/more.js", "")
    (problem,) = publish.problems(package, "1.2.3", TOKEN, "VSCE_PAT")
    assert "SHA256SUMS" in problem


def test_pictures_that_a_marketplace_cannot_find_are_told(tmp_path: Path) -> None:
    package = build(tmp_path / "dist", readme=f"{PICTURE}\n![Table](images/trace.png)")
    (problem,) = publish.problems(package, "1.2.3", TOKEN, "VSCE_PAT")
    assert "images/trace.png" in problem


@pytest.mark.parametrize("environment", [{}, {"OVSX_PAT": ""}, TOKEN])
def test_a_token_that_is_missing_is_told_by_the_name_of_its_variable(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    (problem,) = publish.problems(build(tmp_path / "dist"), "1.2.3", environment, "OVSX_PAT")
    assert problem.startswith("OVSX_PAT is not set")


@pytest.mark.parametrize("packages", [[], ["a.vsix", "b.vsix"]])
def test_one_package_is_needed(tmp_path: Path, packages: list[str]) -> None:
    for name in packages:
        (tmp_path / name).touch()
    with pytest.raises(ValueError, match=f"but {len(packages)}"):
        publish.package_of(tmp_path)


@pytest.mark.parametrize("name", publish.MARKETPLACES)
def test_it_is_published_only_where_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    package = build(tmp_path / "dist")
    run: list[list[str]] = []

    def record(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        run.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(release, "ROOT", tmp_path)
    monkeypatch.setattr(release, "versions", lambda _: {str(release.SERVER): "1.2.3"})
    monkeypatch.setattr(subprocess, "run", record)
    monkeypatch.setenv(publish.MARKETPLACES[name].token, "secret")
    assert publish.main([name]) == 0
    assert run == []
    assert publish.main([name, "--publish"]) == 0
    assert run == [[*publish.MARKETPLACES[name].program, str(package)]]
    said = capsys.readouterr().out
    assert "Nothing was published" in said
    assert "secret" not in said + str(run)
