"""The JSON Schema of every register, for programs that fill them in."""

from typing import Any

from mis_assessor.intake.registers import REGISTERS


def registers_schema() -> dict[str, Any]:
    """A JSON Schema (2020-12) with one list of rows for each register, by name."""
    properties = {}
    for name, kind in REGISTERS.items():
        row = kind.row.model_json_schema(by_alias=True)
        row.pop("$defs", None)
        for heading, column in kind.columns.items():
            written = dict(column.type.schema)
            written["description"] = column.meaning
            written["asked by"] = list(column.asked_by)
            row["properties"][heading] = written
        properties[name] = {"type": "array", "items": row}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Registers of a submission",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
