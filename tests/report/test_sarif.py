"""SARIF 2.1.0 has the shape that its readers require."""

from pathlib import Path
from typing import Any

import jsonschema

from bytelens.lint.findings import Finding, Level, Range
from bytelens.lint.registry import codes
from bytelens.report.diagnostics import FileFindings
from bytelens.report.sarif import sarif

TEXT: dict[str, Any] = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
POSITIVE: dict[str, Any] = {"type": "integer", "minimum": 1}
LEVEL: dict[str, Any] = {"enum": ["none", "note", "warning", "error"]}
REGION: dict[str, Any] = {
    "type": "object",
    "required": ["startLine"],
    "additionalProperties": False,
    "properties": dict.fromkeys(("startLine", "startColumn", "endLine", "endColumn"), POSITIVE),
}
LOCATION: dict[str, Any] = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {
                "artifactLocation": {"type": "object", "required": ["uri"], "properties": {"uri": {"type": "string"}}},
                "region": REGION,
            },
        }
    },
}
RESULT: dict[str, Any] = {
    "type": "object",
    "required": ["message", "ruleId"],
    "properties": {
        "message": TEXT,
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": LEVEL,
        "locations": {"type": "array", "items": LOCATION},
        "properties": {"type": "object"},
    },
    "additionalProperties": False,
}
RESULT["properties"]["ruleId"] = {"type": "string"}
RULE: dict[str, Any] = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string", "pattern": "^[A-Z][A-Za-z0-9]*$"},
        "shortDescription": TEXT,
        "defaultConfiguration": {"type": "object", "properties": {"level": LEVEL, "enabled": {"type": "boolean"}}},
    },
    "additionalProperties": False,
}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {"rules": {"type": "array", "items": RULE, "uniqueItems": True}},
                            }
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}


def document(path: str, text: str, place: Range, level: Level = Level.ERROR) -> dict[str, Any]:
    finding = Finding("BL009", "incompatible-shapes", level, "shapes differ", place, saves=8)
    return sarif([FileFindings(path, (finding,), text)], Path("/project"))


def test_a_document_has_the_required_shape() -> None:
    for level in Level:
        jsonschema.validate(document("/project/a.py", "a * b\n", Range(1, 0, 1, 5), level), SCHEMA)
    jsonschema.validate(sarif([], Path("/project")), SCHEMA)


def test_results_refer_to_their_rules() -> None:
    (run,) = document("/project/a.py", "a * b\n", Range(1, 0, 1, 5))["runs"]
    (result,) = run["results"]
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "BL009"
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == codes()


def test_columns_count_characters_and_paths_are_relative() -> None:
    (run,) = document("/project/my code/a.py", "größe = größe * b\n", Range(1, 10, 1, 21))["runs"]
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 1, "startColumn": 9, "endLine": 1, "endColumn": 18}
    assert place["artifactLocation"]["uri"] == "my%20code/a.py"
    (run,) = document("/elsewhere/a.py", "a\n", Range(1, 0, 1, 1))["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "file:///elsewhere/a.py"
