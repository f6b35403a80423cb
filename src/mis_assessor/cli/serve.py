"""``mis serve``: the service for a browser, in one command."""

import os
from pathlib import Path

import click

from mis_assessor.cli.options import RULES, say
from mis_assessor.cli.store import DATA, DATABASE
from mis_assessor.cli.worker import LOG_JSON, LOST_AFTER
from mis_assessor.reading.shipped import rules_folder


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option(
    "--https",
    "secure",
    is_flag=True,
    help="It stands behind a proxy that speaks HTTPS: cookies go no other way.",
)
@click.option("--demo", is_flag=True, help="An invented trust to look around in; keeps nothing.")
@click.option(
    "--samples",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("evidence_samples"),
    show_default=True,
    help="The folder of samples, for the demo.",
)
@click.option(
    "--workers",
    type=click.IntRange(0, 32),
    default=None,
    help="How many jobs may be worked on beside it; default: 1, and on PostgreSQL none, for there "
    "“mis worker” does it.",
)
@LOST_AFTER
@LOG_JSON
@DATA
@DATABASE
@RULES
def serve(
    host: str,
    port: int,
    secure: bool,
    demo: bool,
    samples: Path,
    workers: int | None,
    lost_after: float,
    log_json: bool,
    data: Path,
    database: str,
    rules: Path | None,
) -> None:
    """Serve everything to a browser, for several people at once.

    Makes its database and the first administrator, and prints the address. People may sign in
    with a provider of OpenID Connect that MIS_OIDC_ISSUER, MIS_OIDC_CLIENT_ID and
    MIS_OIDC_CLIENT_SECRET name. For example: mis serve --data /srv/mis --port 8080
    """
    from mis_assessor.services.provider import provider_in
    from mis_assessor.web.serve import Place, Staff, run

    place = Place(host, port, secure, provider_in(os.environ))
    staff = Staff(workers, lost_after, log_json)
    run(data, rules or rules_folder(), database, place, samples if demo else None, say, staff)
