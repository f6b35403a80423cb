"""The JSON Schema of an assessment, made from the values it is made of."""

from typing import Any

from pydantic import TypeAdapter

from mis_assessor.core.assessment import Assessment

RENAMED = {
    "trust": {"code": "trust_code", "name": "trust_name"},
    "outcome": {"verdict": "verdict", "met": "met"},
}


def assessment_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what ``mis assess --json`` writes."""
    schema = TypeAdapter(Assessment).json_schema(mode="serialization")
    whole: dict[str, Any] = schema["properties"]
    for name, parts in RENAMED.items():
        properties = {part: whole.pop(old) for part, old in parts.items()}
        whole[name] = {
            "type": "object",
            "properties": properties,
            "required": sorted(properties),
            "additionalProperties": False,
        }
    whole["edition"] = whole.pop("editions")
    whole["payment"] = {"$ref": "#/$defs/PaymentView"}
    finding = schema["$defs"]["Finding"]
    finding["properties"]["threshold"] = finding["properties"].pop("thresholds")
    finding["properties"]["status"] = {
        "type": "string",
        "description": "The weakest mark among the values behind the verdict.",
    }
    for part in (schema, *schema["$defs"].values()):
        if "properties" in part:
            part["required"] = sorted(part["properties"])
            part["additionalProperties"] = False
    for optional in ("payment", "frameworks"):  # there where a payment.yaml was, or --framework
        schema["required"].remove(optional)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
