"""Every address of the service and who may open it: pages here, the same for programs below.

What other programs open is a sister table, `API_DOORS`, of the same rows: read, decided and
tried as pages are.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from mis_assessor.store.records import Role


class Whom(StrEnum):
    """Whom a door asks for before roles."""

    ANYBODY = "anybody"
    SIGNED_IN = "whoever is signed in"


@dataclass(frozen=True, slots=True)
class Door:
    """One address of the service."""

    name: str
    """The handler's name, in one of the modules of pages."""
    method: Literal["GET", "POST", "PUT"]
    path: str
    roles: tuple[Role, ...] = ()
    """Roles that may open it; empty where `whom` says it all."""
    whom: Whom = Whom.SIGNED_IN
    uploads: bool = False
    """Whether files may be sent through it."""
    slow: bool = False
    """Whether it may be answered only after seconds, such as a paper that is drawn first."""
    most_fields: int = 400
    """How many fields its form may have."""

    def admits(self, role: Role) -> bool:
        """Whether a role may open it; what the person may see of a submission comes after."""
        return not self.roles or role in self.roles

    @property
    def of_a_submission(self) -> bool:
        """Whether it shows or changes one submission, which the person must be allowed to see."""
        return "{submission}" in self.path

    @property
    def of_a_job(self) -> bool:
        """Whether it shows one job, which the person must be allowed to see."""
        return "{job}" in self.path


CHAMPION = (Role.CHAMPION,)
TRUST = (Role.CHAMPION, Role.APPROVER, Role.BOARD, Role.OFFICER)
READERS = (*TRUST, Role.VERIFIER)
SIGNERS = (Role.APPROVER, Role.BOARD, Role.OFFICER)
OFFICER = (Role.OFFICER,)
VERIFIER = (Role.VERIFIER,)
CHECKERS = (Role.CHAMPION, Role.VERIFIER)
KEYHOLDERS = (Role.APPROVER, Role.OFFICER)
ADMIN = (Role.ADMINISTRATOR,)
HERE = "/submissions/{submission}"
MANY = 2_000
"""Fields of a form that lists what was found in a spreadsheet."""

DOORS = (
    Door("health", "GET", "/health", whom=Whom.ANYBODY),
    Door("ready", "GET", "/health/ready", whom=Whom.ANYBODY),
    Door("sign_in", "GET", "/sign-in", whom=Whom.ANYBODY),
    Door("signing_in", "POST", "/sign-in", whom=Whom.ANYBODY),
    Door("sign_on", "GET", "/sign-on", whom=Whom.ANYBODY, slow=True),
    Door("signed_on", "GET", "/sign-on/back", whom=Whom.ANYBODY, slow=True),
    Door("signed_out", "GET", "/sign-on/out", whom=Whom.ANYBODY, slow=True),
    Door("invitation", "GET", "/invitation/{token}", whom=Whom.ANYBODY),
    Door("taking_up", "POST", "/invitation/{token}", whom=Whom.ANYBODY),
    Door("home", "GET", "/"),
    Door("sign_out", "POST", "/sign-out"),
    Door("password", "GET", "/password"),
    Door("change_password", "POST", "/password"),
    Door("programs", "GET", "/programs"),
    Door("let_a_program_in", "POST", "/programs"),
    Door("end_a_token", "POST", "/programs/{program}/end"),
    Door("everybodys_programs", "GET", "/everybodys-programs", ADMIN),
    Door("absence", "GET", "/absence", TRUST),
    Door("record_absence", "POST", "/absence", TRUST),
    Door("start", "GET", "/start", CHAMPION),
    Door("starting", "POST", "/start", CHAMPION, slow=True),
    Door("load", "GET", "/load", CHAMPION),
    Door("loading", "POST", "/load", CHAMPION, uploads=True),
    Door("pack", "GET", "/pack", VERIFIER),
    Door("verify_the_pack", "POST", "/pack", VERIFIER, uploads=True),
    Door("portfolio", "GET", "/portfolio", VERIFIER),
    Door("verify_waiting", "POST", "/portfolio", VERIFIER),
    Door("portfolio_table", "GET", "/portfolio.csv", VERIFIER),
    Door("compare", "GET", "/compare", VERIFIER),
    Door("compare_packs", "POST", "/compare", VERIFIER, uploads=True, slow=True),
    Door("receipts", "GET", "/receipts", VERIFIER),
    Door("receipt", "GET", "/receipts/{receipt}", VERIFIER),
    Door("jobs", "GET", "/jobs"),
    Door("job", "GET", "/jobs/{job}", READERS),
    Door("cancel_job", "POST", "/jobs/{job}/cancel", READERS),
    Door("job_result", "GET", "/jobs/{job}/result", READERS),
    Door("system", "GET", "/system", OFFICER),
    Door("one_system", "GET", "/systems/{system}", OFFICER),
    Door("assess_one_system", "POST", "/systems/{system}", OFFICER),
    Door("system_folder", "GET", "/systems/{system}/folder", OFFICER),
    Door(
        "send_system_folder", "POST", "/systems/{system}/folder", OFFICER, uploads=True, slow=True
    ),
    Door("system_paper", "GET", "/systems/{system}/paper", OFFICER),
    Door("system_paper_pdf", "GET", "/systems/{system}/paper.pdf", OFFICER),
    Door("submission", "GET", HERE, READERS),
    Door("action", "GET", f"{HERE}/actions/{{number}}", READERS),
    Door("requirement", "GET", f"{HERE}/requirements/{{requirement}}", READERS),
    Door("explain", "GET", f"{HERE}/requirements/{{requirement}}/why", READERS),
    Door("missing", "GET", f"{HERE}/missing", READERS),
    Door("owed", "GET", f"{HERE}/owed", READERS),
    Door("owed_table", "GET", f"{HERE}/owed.csv", READERS),
    Door("calendar", "GET", f"{HERE}/calendar", READERS),
    Door("calendar_file", "GET", f"{HERE}/calendar.ics", READERS),
    Door("ways", "GET", f"{HERE}/way-to-ten", READERS),
    Door("what_if", "GET", f"{HERE}/what-if", TRUST),
    Door("suppose", "POST", f"{HERE}/what-if", TRUST, slow=True),
    Door("search", "GET", f"{HERE}/search", READERS),
    Door("assess_again", "POST", f"{HERE}/assess", (Role.CHAMPION, Role.APPROVER), slow=True),
    Door("evidence", "GET", f"{HERE}/evidence", READERS),
    Door("register", "GET", f"{HERE}/registers/{{register}}", READERS),
    Door(
        "send_register", "POST", f"{HERE}/registers/{{register}}", CHAMPION, uploads=True, slow=True
    ),
    Door("upload", "GET", f"{HERE}/upload", CHAMPION),
    Door("send_files", "POST", f"{HERE}/upload", CHAMPION, uploads=True, slow=True),
    Door("bring", "GET", f"{HERE}/import", CHAMPION),
    Door("bring_in", "POST", f"{HERE}/import", CHAMPION, uploads=True),
    Door("look", "GET", f"{HERE}/import/{{job}}", CHAMPION),
    Door("keep_it", "POST", f"{HERE}/import/{{job}}", CHAMPION, slow=True, most_fields=MANY),
    Door("file", "GET", f"{HERE}/files/{{name:path}}", READERS),
    Door("whole", "GET", f"{HERE}/whole.zip", READERS),
    Door("workbook", "GET", f"{HERE}/workbook.xlsx", READERS),
    Door("checklist", "GET", f"{HERE}/checklist", READERS),
    Door("checklist_of_action", "GET", f"{HERE}/checklist/{{number}}", READERS),
    Door("document", "GET", f"{HERE}/document", CHAMPION),
    Door("tick", "POST", f"{HERE}/document", CHAMPION),
    Door("statements", "GET", f"{HERE}/statements", READERS),
    Door("statement", "GET", f"{HERE}/statement", CHAMPION),
    Door("make_statement", "POST", f"{HERE}/statement", CHAMPION, slow=True),
    Door("paper", "GET", f"{HERE}/paper", READERS),
    Door("paper_pdf", "GET", f"{HERE}/paper.pdf", READERS),
    Door("paper_json", "GET", f"{HERE}/assessment.json", READERS),
    Door("make_the_paper", "POST", f"{HERE}/paper", TRUST),
    Door("challenge", "GET", f"{HERE}/challenge", READERS),
    Door("declaration", "GET", f"{HERE}/declaration", READERS),
    Door("move", "POST", f"{HERE}/declaration", READERS),
    Door("acknowledging", "POST", f"{HERE}/acknowledge", SIGNERS),
    Door("changes", "GET", f"{HERE}/changes", READERS),
    Door("brief", "GET", f"{HERE}/brief", READERS),
    Door("sign_off", "GET", f"{HERE}/sign-off", READERS),
    Door("send_signed", "POST", f"{HERE}/sign-off", KEYHOLDERS, uploads=True),
    Door("signed", "GET", f"{HERE}/signed.pdf", READERS),
    Door("history", "GET", f"{HERE}/history", READERS),
    Door("verification", "GET", f"{HERE}/verification", VERIFIER),
    Door("verify_held", "POST", f"{HERE}/verification", VERIFIER),
    Door("cross_check", "GET", f"{HERE}/cross-check", CHECKERS),
    Door("hold_against", "POST", f"{HERE}/cross-check", CHECKERS, uploads=True, slow=True),
    Door("outcomes", "GET", f"{HERE}/outcomes", READERS),
    Door("outcomes_file", "GET", f"{HERE}/outcomes.jsonl", READERS),
    Door("outcomes_pdf", "GET", f"{HERE}/outcomes.pdf", READERS, slow=True),
    Door("accounts", "GET", "/accounts", ADMIN),
    Door("add_account", "POST", "/accounts", ADMIN),
    Door("invite_again", "POST", "/accounts/{account}/invite", ADMIN),
    Door("let_in", "POST", "/accounts/{account}/active", ADMIN),
    Door("trusts", "GET", "/trusts", ADMIN),
    Door("add_trust", "POST", "/trusts", ADMIN),
    Door("rulebook", "GET", "/rulebook", (*ADMIN, *READERS)),
    Door("local_systems", "GET", "/local-systems", ADMIN),
    Door("keep_local_system", "POST", "/local-systems", ADMIN),
    Door("guidance", "GET", "/guidance", ADMIN),
    Door("send_guidance", "POST", "/guidance", ADMIN, uploads=True, slow=True),
    Door("guidance_document", "GET", "/guidance/{document}", ADMIN, slow=True),
    Door("guidance_answers", "GET", "/guidance/{document}/answers.csv", ADMIN, slow=True),
    Door("guidance_page", "GET", "/guidance/{document}/pages/{page}", ADMIN, slow=True),
    Door("say_of_values", "POST", "/guidance/{document}/pages/{page}", ADMIN, slow=True),
    Door("guidance_picture", "GET", "/guidance/{document}/pictures/{page}", ADMIN),
    Door("confirmations", "GET", "/confirmations.json", ADMIN),
    Door("backups", "GET", "/backups", ADMIN),
    Door("take_backup", "POST", "/backups", ADMIN, slow=True),
    Door("audit", "GET", "/audit", ADMIN),
)
DOOR = {door.name: door for door in DOORS}
"""Each by its handler's name: what a page offers is what its reader may open."""

API = "/api"
V1 = f"{API}/v1"
THERE = f"{V1}{HERE}"

API_DOORS = (
    Door("openapi", "GET", f"{API}/openapi.json", whom=Whom.ANYBODY),
    Door("me", "GET", f"{V1}/me"),
    Door("list_submissions", "GET", f"{V1}/submissions", READERS),
    Door("begin_a_year", "POST", f"{V1}/submissions", CHAMPION, slow=True),
    Door("send_a_folder", "POST", f"{V1}/folders", CHAMPION, uploads=True),
    Door("read_submission", "GET", THERE, READERS),
    Door("list_requirements", "GET", f"{THERE}/requirements", READERS),
    Door("read_requirement", "GET", f"{THERE}/requirements/{{requirement}}", READERS),
    Door("list_missing", "GET", f"{THERE}/missing", READERS),
    Door("read_calendar", "GET", f"{THERE}/calendar", READERS),
    Door("list_files", "GET", f"{THERE}/files", READERS),
    Door("send_files", "POST", f"{THERE}/files", CHAMPION, uploads=True, slow=True),
    Door("read_file", "GET", f"{THERE}/files/{{name:path}}", READERS),
    Door("list_registers", "GET", f"{THERE}/registers", READERS),
    Door("read_register", "GET", f"{THERE}/registers/{{register}}", READERS),
    Door(
        "send_register", "PUT", f"{THERE}/registers/{{register}}", CHAMPION, uploads=True, slow=True
    ),
    Door("list_statements", "GET", f"{THERE}/statements", READERS),
    Door("make_statement", "POST", f"{THERE}/statements", CHAMPION, slow=True),
    Door("assess", "POST", f"{THERE}/assess", (Role.CHAMPION, Role.APPROVER), slow=True),
    Door("list_assessments", "GET", f"{THERE}/assessments", READERS),
    Door("read_assessment", "GET", f"{THERE}/assessment", READERS),
    Door("ask_for_the_paper", "POST", f"{THERE}/paper", TRUST),
    Door("read_paper", "GET", f"{THERE}/paper", READERS),
    Door("read_challenge", "GET", f"{THERE}/challenge", READERS),
    Door("read_declaration", "GET", f"{THERE}/declaration", READERS),
    Door("make_a_move", "POST", f"{THERE}/declaration", READERS),
    Door("acknowledge", "POST", f"{THERE}/acknowledgements", SIGNERS),
    Door("read_history", "GET", f"{THERE}/history", READERS),
    Door("read_changes", "GET", f"{THERE}/changes", READERS, slow=True),
    Door("suppose", "POST", f"{THERE}/what-if", TRUST, slow=True),
    Door("ask_for_the_way", "POST", f"{THERE}/way-to-ten", READERS),
    Door("read_way_to_ten", "GET", f"{THERE}/way-to-ten", READERS),
    Door("look_at_files", "POST", f"{THERE}/imports", CHAMPION, uploads=True),
    Door("read_import", "GET", f"{THERE}/imports/{{job}}", CHAMPION),
    Door("keep_import", "POST", f"{THERE}/imports/{{job}}", CHAMPION, slow=True),
    Door("read_checklist", "GET", f"{THERE}/checklist", READERS),
    Door("read_document", "GET", f"{THERE}/checklist/{{entry}}", READERS),
    Door("tick_document", "PUT", f"{THERE}/checklist/{{entry}}", CHAMPION, slow=True),
    Door("take_document_off", "POST", f"{THERE}/checklist/{{entry}}/off", CHAMPION, slow=True),
    Door("hold_against", "POST", f"{THERE}/cross-check", CHECKERS, uploads=True, slow=True),
    Door("read_outcomes", "GET", f"{THERE}/outcomes", READERS),
    Door("read_outcomes_file", "GET", f"{THERE}/outcomes.jsonl", READERS),
    Door("read_outcomes_paper", "GET", f"{THERE}/outcomes.pdf", READERS, slow=True),
    Door("verify_what_was_sent", "POST", f"{THERE}/verifications", VERIFIER),
    Door("list_verifications", "GET", f"{THERE}/verifications", VERIFIER),
    Door("verify_a_pack", "POST", f"{V1}/packs", VERIFIER, uploads=True),
    Door("compare_packs", "POST", f"{V1}/comparisons", VERIFIER, uploads=True, slow=True),
    Door("list_jobs", "GET", f"{V1}/jobs"),
    Door("read_job", "GET", f"{V1}/jobs/{{job}}", READERS),
    Door("cancel_job", "POST", f"{V1}/jobs/{{job}}/cancellation", READERS),
    Door("read_verification", "GET", f"{V1}/jobs/{{job}}/verification", VERIFIER),
    Door("list_accounts", "GET", f"{V1}/accounts", ADMIN),
    Door("invite", "POST", f"{V1}/accounts", ADMIN),
    Door("invite_again", "POST", f"{V1}/accounts/{{account}}/invitation", ADMIN),
    Door("let_in", "PUT", f"{V1}/accounts/{{account}}/active", ADMIN),
    Door("list_trusts", "GET", f"{V1}/trusts", ADMIN),
    Door("keep_trust", "PUT", f"{V1}/trusts/{{code}}", ADMIN),
    Door("read_rulebook", "GET", f"{V1}/rulebook", (*ADMIN, *READERS)),
    Door("read_audit", "GET", f"{V1}/audit", ADMIN),
    Door("list_systems", "GET", f"{V1}/systems", (*OFFICER, *ADMIN)),
    Door("keep_system", "PUT", f"{V1}/systems/{{system}}", ADMIN),
    Door("read_system", "GET", f"{V1}/systems/{{system}}", OFFICER),
    Door("assess_system", "POST", f"{V1}/systems/{{system}}", OFFICER),
    Door(
        "send_system_folder",
        "POST",
        f"{V1}/systems/{{system}}/folder",
        OFFICER,
        uploads=True,
        slow=True,
    ),
    Door("read_system_paper", "GET", f"{V1}/systems/{{system}}/paper", OFFICER),
    Door("list_guidance", "GET", f"{V1}/guidance", ADMIN),
    Door("send_guidance", "POST", f"{V1}/guidance", ADMIN, uploads=True, slow=True),
    Door("read_guidance", "GET", f"{V1}/guidance/{{document}}", ADMIN, slow=True),
    Door("say_of_values", "POST", f"{V1}/guidance/{{document}}/pages/{{page}}", ADMIN, slow=True),
    Door("read_confirmations", "GET", f"{V1}/confirmations", ADMIN),
)
"""What other programs open with a token; a cookie opens none of it, and a token no page."""
API_DOOR = {door.name: door for door in API_DOORS}
