"""What pydantic found wrong with a page, in the words of whoever wrote the page."""

import re
from collections.abc import Callable, Sequence

from pydantic_core import ErrorDetails

from mis_assessor.reading.problems import did_you_mean, listed_quoted, quoted


def in_words(
    error: ErrorDetails,
    heading: str,
    *,
    beside: Sequence[str] = (),
    inside: Sequence[str] = (),
    told: Callable[[str, str], str] = lambda text, _: quoted(text),
) -> str:
    """One error as a sentence: what is wrong under a heading, and what to write instead.

    `beside` are the headings that may stand beside it, `inside` those that may stand under
    it; `told` quotes what the page says, or uses the words beside it where it must not.
    """
    named = told(heading, "this heading") if heading else "this file"
    said = told(str(error["input"]), "this")
    match error["type"]:
        case "missing":
            return f"{named} is missing. Add it."
        case "extra_forbidden":
            return f"{named} is not a heading here.{did_you_mean(heading, beside)}"
        case "value_error":
            return str(error["ctx"]["error"])
        case "enum" | "literal_error":
            return (
                f"{said} cannot stand under {named}. Write {options_in(error)}."
                f"{did_you_mean(str(error['input']), _options(error))}"
            )
        case "tuple_type" | "list_type":
            return f"{named} needs a list: each item on a line that begins with “- ”."
        case "model_type" | "model_attributes_type" | "dict_type":
            those = f": {listed_quoted(inside)}" if inside else ""
            return f"{named} needs headings of its own{those}."
        case "too_short":
            return f"nothing stands under {named}."
        case "date_from_datetime_parsing" | "date_parsing":
            return f"{named}: {said} is not a day. Write it as 2022-05-06."
        case "int_parsing":
            return f"{named}: {said} is not a whole number. Write it as 1234."
        case "bool_parsing":
            return f"{named}: {said} is not “yes” or “no”."
        case "greater_than_equal" | "greater_than" | "less_than_equal" | "less_than":
            what = error["msg"].removeprefix("Input should be ")
            return f"{named}: {said} is not {what}."
        case _:
            return f"{named} needs a single value behind the colon."


def options_in(error: ErrorDetails) -> str:
    """What may be written where only some words can stand, as a list in a sentence."""
    return listed_quoted(_options(error))


def _options(error: ErrorDetails) -> list[str]:
    return re.findall("'([^']*)'", error["ctx"]["expected"])
