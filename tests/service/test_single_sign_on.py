"""Single sign-on at a real provider: who comes in, and a sentence for whoever does not."""

import re
import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from mis_assessor.core.errors import NotAllowed
from mis_assessor.services.provider import Provider, provider_in
from mis_assessor.services.visitors import add_account, invite_again, let_in
from mis_assessor.store import sign_ons
from mis_assessor.store.accounts import by_email, visit
from mis_assessor.store.records import Account, Role
from mis_assessor.web.app import build
from mis_assessor.web.ask import Settings
from mis_assessor.web.entrance import FORM, VISIT
from service import openid_provider
from service.openid_provider import CLIENT, SECRET, provider_running
from service.serving import PLAIN, Site, moment_now, running


@dataclass(frozen=True)
class SignOn:
    """A service that names a provider, and the provider."""

    site: Site
    provider: openid_provider.Provider

    def browser(self) -> httpx.Client:
        """A browser in which nobody is signed in, and which follows nothing by itself."""
        return httpx.Client(base_url=self.site.address, timeout=60, verify=PLAIN)

    def there(self, browser: httpx.Client) -> str:
        """Goes to the provider; gives the address to which it sends the browser back."""
        browser.get("/sign-in")
        sent = browser.get("/sign-on?next=https://evil.example")
        assert sent.status_code == 303, sent.text
        back = httpx.get(sent.headers["location"], verify=PLAIN).headers["location"]
        assert urlsplit(back).netloc == urlsplit(self.site.address).netloc
        return back

    def refused(self, browser: httpx.Client | None = None, status: int = 422) -> str:
        """What somebody is told who is not let in."""
        with browser or self.browser() as one:
            answer = one.get(self.there(one))
            assert answer.status_code == status and VISIT not in one.cookies
        return summary(answer)


def summary(answer: httpx.Response) -> str:
    found = re.search(r"nhsuk-error-summary.*?</ul>", answer.text, re.DOTALL)
    assert found, answer.text[:2000]
    return " ".join(re.sub(r"<[^>]+>|\s+", " ", found[0]).replace("&#39;", "'").split())


@pytest.fixture(scope="module")
def service(site: Site) -> Iterator[SignOn]:
    """The service of the other tests once more, with a provider named."""
    with provider_running() as provider:
        named = Provider(provider.address, CLIENT, SECRET, name="Harrowmere sign-on")
        with running(build(site.desk, Settings(sign_on=named))) as address:
            yield SignOn(replace(site, address=address), provider)


@pytest.fixture
def sign_on(service: SignOn) -> SignOn:
    """The same, with a provider that answers rightly."""
    service.provider.plain()
    return service


def newcomer(sign_on: SignOn, name: str) -> Account:
    """Somebody who was invited and has no password yet; the provider has them before it."""
    site, email = sign_on.site, f"{name}@example.org"
    by = replace(site.ours.by(Role.ADMINISTRATOR), at=moment_now())
    add_account(site.desk.store, email, name.title(), Role.BOARD, "RZ9", by)
    sign_on.provider.subject = f"subject of {name}"
    sign_on.provider.claims = {"email": email.upper(), "email_verified": True}
    with site.desk.store.reading() as work:
        found = by_email(work, email)
    assert found is not None
    return found


def test_somebody_invited_by_e_mail_comes_in_and_is_known_by_their_subject_from_then_on(
    sign_on: SignOn,
) -> None:
    account = newcomer(sign_on, "first")
    with sign_on.browser() as browser:
        browser.get("/sign-in")
        before = browser.cookies[FORM]
        browser.cookies.set(VISIT, "chosen-by-somebody-else", domain="127.0.0.1")
        asked = parse_qs(urlsplit(browser.get("/sign-on").headers["location"]).query)
        assert asked["code_challenge_method"] == ["S256"] and asked["tenant"] == ["one"]
        assert asked["nonce"] and asked["state"] and asked["scope"] == ["openid email"]
        answer = browser.get(sign_on.there(browser))
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        said = [c for c in answer.headers.get_list("set-cookie") if c.startswith(f"{VISIT}=")]
        assert len(said) == 1 and before not in said[0] and "chosen" not in said[0]
        assert "HttpOnly" in said[0] and "SameSite=lax" in said[0]
        token = said[0].partition("=")[2].partition(";")[0]
    with sign_on.site.desk.store.reading() as work:
        come = visit(work, token, moment_now())
    assert come is not None and come.account.id == account.id
    sign_on.provider.claims = {"email": "another@example.org", "email_verified": False}
    with sign_on.browser() as browser:
        assert browser.get(sign_on.there(browser)).headers["location"] == "/"


def test_the_page_offers_it_and_signing_out_here_offers_the_way_out_there(
    sign_on: SignOn,
) -> None:
    with sign_on.browser() as browser:
        page = browser.get("/sign-in").text
        assert 'href="/sign-on"' in page and "Sign in with Harrowmere sign-on" in page
        assert "/sign-on/out" not in page
        browser.cookies.set(VISIT, sign_on.site.cookie(sign_on.site.ours[Role.BOARD]))
        assert browser.get("/sign-on").headers["location"] == "/"
        out = browser.post("/sign-out", data={"form_token": sign_on.site.token(browser)})
        page = browser.get(out.headers["location"]).text
        assert "signed out here" in page and 'href="/sign-on/out"' in page
        there = browser.get("/sign-on/out").headers["location"]
        back = httpx.get(there, verify=PLAIN).headers["location"]
        assert there.startswith(sign_on.provider.address)
        assert back == f"{sign_on.site.address}/sign-in"
        sign_on.provider.about = {"end_session_endpoint": None}
        assert "signed out here" in summary(browser.get("/sign-on/out"))


def test_without_a_provider_there_is_no_single_sign_on(site: Site) -> None:
    with site.client() as browser:
        assert "sign-on" not in browser.get("/sign-in").text
        for path in ("/sign-on", "/sign-on/back?code=x&state=y", "/sign-on/out"):
            answer = browser.get(path)
            assert answer.status_code == 404 and "no single sign-on" in answer.text
    with site.client(site.ours[Role.BOARD]) as signed_in:
        out = signed_in.post("/sign-out", data={"form_token": site.token(signed_in)})
        assert out.headers["location"] == "/sign-in"


def test_nobody_is_let_in_whom_nobody_has_invited(sign_on: SignOn) -> None:
    sign_on.provider.subject = "a stranger"
    sign_on.provider.claims = {"email": "stranger@example.org", "email_verified": True}
    assert "nobody with your e-mail address is known here" in sign_on.refused()
    with sign_on.site.desk.store.reading() as work:
        assert by_email(work, "stranger@example.org") is None


def test_an_address_that_was_not_verified_proves_nothing(sign_on: SignOn) -> None:
    account = newcomer(sign_on, "unverified")
    sign_on.provider.claims["email_verified"] = False
    assert "no e-mail address that it has verified" in sign_on.refused()
    with sign_on.site.desk.store.reading() as work:
        assert not sign_ons.has_another(work, sign_on.provider.address, account.id)


def test_the_address_may_be_told_beside_the_token_of_the_same_person_only(
    sign_on: SignOn,
) -> None:
    newcomer(sign_on, "beside")
    told, sign_on.provider.claims = sign_on.provider.claims, {}
    sign_on.provider.beside = {**told, "sub": "somebody else"}
    assert "no e-mail address" in sign_on.refused()
    sign_on.provider.beside = told
    with sign_on.browser() as browser:
        assert browser.get(sign_on.there(browser)).headers["location"] == "/"


def test_who_is_kept_out_stays_out(sign_on: SignOn) -> None:
    account = newcomer(sign_on, "leaver")
    store, by = sign_on.site.desk.store, sign_on.site.ours.by(Role.ADMINISTRATOR)
    let_in(store, account.id, False, by)
    assert "may not come in any more" in sign_on.refused()
    let_in(store, account.id, True, by)
    with sign_on.browser() as browser:
        assert browser.get(sign_on.there(browser)).headers["location"] == "/"
    let_in(store, account.id, False, by)
    assert "may not come in any more" in sign_on.refused()


def test_an_account_belongs_to_one_person_there_until_it_is_invited_again(
    sign_on: SignOn,
) -> None:
    account = newcomer(sign_on, "moved")
    with sign_on.browser() as browser:
        assert browser.get(sign_on.there(browser)).headers["location"] == "/"
    sign_on.provider.subject = "the successor at that address"
    assert "belongs to another account" in sign_on.refused()
    invite_again(sign_on.site.desk.store, account.id, sign_on.site.ours.by(Role.ADMINISTRATOR))
    with sign_on.browser() as browser:
        assert browser.get(sign_on.there(browser)).headers["location"] == "/"


HOUR = 3600
LIES: Mapping[str, tuple[dict[str, Any], str]] = {
    "wrong issuer": ({"iss": "https://evil.example"}, "not for this visit (iss)"),
    "for somebody else": ({"aud": ["another service"]}, "not for this visit (aud)"),
    "for us too, asked for by others": (
        {"aud": [CLIENT, "another service"], "azp": "another service"},
        "not for this visit (azp)",
    ),
    "wrong nonce": ({"nonce": "of another visit"}, "not for this visit (nonce)"),
    "of another access token": ({"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}, "visit (at_hash)"),
    "expired": ({"exp": int(time.time()) - HOUR}, "By the clock of this service"),
    "of the future": ({"iat": int(time.time()) + 10 * HOUR}, "By the clock of this service"),
    "no subject": ({"sub": ""}, "not for this visit (sub)"),
    "an address that looks like an invited one": (
        {"sub": "x", "email": "of\ufb01cer@example.org"},
        "no e-mail address that it has verified",
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_what_is_not_for_this_visit_lets_nobody_in(sign_on: SignOn, lie: str) -> None:
    sign_on.provider.claims = {"email": "board@example.org", "email_verified": True}
    sign_on.provider.lies, says = LIES[lie]
    assert says in sign_on.refused()


def test_a_token_signed_with_another_key_lets_nobody_in(sign_on: SignOn) -> None:
    sign_on.provider.another_key = True
    assert "not signed with a key of its own" in sign_on.refused()


def test_whoever_gives_up_there_is_told_so(sign_on: SignOn) -> None:
    sign_on.provider.refuses = True
    assert "You did not sign in" in sign_on.refused()
    sign_on.provider.refuses = False
    with sign_on.browser() as browser:
        state = parse_qs(urlsplit(sign_on.there(browser)).query)["state"][0]
        answer = browser.get(f"/sign-on/back?error=server_error&state={state}")
        assert "could not sign you in" in summary(answer)


def test_an_answer_fits_one_visit_once(sign_on: SignOn) -> None:
    newcomer(sign_on, "once")
    with sign_on.browser() as victim, sign_on.browser() as attacker:
        back = sign_on.there(attacker)
        victim.get("/sign-in")
        assert "another visit" in summary(victim.get(back))
        assert VISIT not in victim.cookies
        assert attacker.get(back).headers["location"] == "/"
        assert "another visit" in summary(attacker.get(back))
        assert "another visit" in summary(attacker.get("/sign-on/back"))
        mixed_up = f"{sign_on.there(victim)}&iss=https://evil.example"
        assert "another visit" in summary(victim.get(mixed_up))
        state = parse_qs(urlsplit(sign_on.there(victim)).query)["state"][0]
        forged = victim.get(f"/sign-on/back?code=forged&state={state}")
        assert "did not take its code back. Sign in again." in summary(forged)


def test_an_answer_that_comes_too_late_lets_nobody_in(sign_on: SignOn) -> None:
    way = sign_ons.OnTheWay("nonce", "verifier", "back")
    long_ago = moment_now() - timedelta(minutes=11)
    with sign_on.site.desk.store.writing() as work:
        sign_ons.send(work, "state", "browser", way, "here", long_ago)
        assert sign_ons.back(work, "state", "browser", moment_now()) is None
        sign_ons.send(work, "state", "browser", way, "here", long_ago)
        assert sign_ons.back(work, "state", "browser", long_ago) == way


def test_too_many_that_are_begun_from_one_place_are_not_sent_on(sign_on: SignOn) -> None:
    way, now = sign_ons.OnTheWay("nonce", "verifier", "back"), moment_now()
    with sign_on.site.desk.store.writing() as work:
        for number in range(sign_ons.FROM_ONE_PLACE):
            sign_ons.send(work, f"state {number}", "browser", way, "127.0.0.1", now)
    with sign_on.browser() as browser:
        assert "Too many sign-ons" in summary(browser.get("/sign-on"))
    with sign_on.site.desk.store.writing() as work:
        later = now + timedelta(minutes=11)
        sign_ons.send(work, "the last", "browser", way, "elsewhere", later)
        assert sign_ons.back(work, "state 1", "browser", now) is None  # long gone
    with sign_on.browser() as browser:
        assert browser.get("/sign-on").status_code == 303


@pytest.mark.parametrize(
    ("about", "says"),
    [
        ({"issuer": "https://evil.example"}, "calls itself by another name"),
        ({"authorization_endpoint": "http://evil.example/"}, "no authorization_endpoint"),
        ({"authorization_endpoint": None}, "no authorization_endpoint"),
    ],
)
def test_a_provider_that_is_another_than_named_is_not_gone_to(
    sign_on: SignOn, about: dict[str, Any], says: str
) -> None:
    sign_on.provider.about = about
    with sign_on.browser() as browser:
        answer = browser.get("/sign-on")
    assert answer.status_code == 503 and says in summary(answer)


def test_a_provider_that_is_away_is_told_with_what_to_do(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    named = Provider(f"http://127.0.0.1:{port}", CLIENT, SECRET)
    with (
        running(build(site.desk, Settings(sign_on=named))) as address,
        httpx.Client(base_url=address, verify=PLAIN) as browser,
    ):
        for path in ("/sign-on", "/sign-on/out"):
            answer = browser.get(path)
            assert answer.status_code == 503
            assert "does not answer now" in summary(answer)


@pytest.mark.parametrize(
    ("takes", "secret", "says"),
    [
        (("client_secret_post",), SECRET, ""),
        (("client_secret_basic",), "wrong", "MIS_OIDC_CLIENT_ID"),
        (("none",), "", ""),
    ],
)
def test_the_secret_goes_as_the_provider_takes_it(
    sign_on: SignOn, takes: tuple[str, ...], secret: str, says: str
) -> None:
    newcomer(sign_on, f"taking-{takes[0].replace('_', '-')}")
    sign_on.provider.takes = takes
    named = Provider(sign_on.provider.address, CLIENT, secret)
    with (
        running(build(sign_on.site.desk, Settings(sign_on=named))) as address,
        httpx.Client(base_url=address, verify=PLAIN) as browser,
    ):
        browser.get("/sign-in")
        where = browser.get("/sign-on").headers["location"]
        answer = browser.get(httpx.get(where, verify=PLAIN).headers["location"])
    assert (says in summary(answer)) if says else answer.headers["location"] == "/"


NAMED = {"MIS_OIDC_ISSUER": "https://login.example.nhs.uk/v2", "MIS_OIDC_CLIENT_ID": "mis"}


def test_the_environment_names_a_provider_whole_or_not_at_all(tmp_path: Path) -> None:
    assert provider_in({"MIS_DATA": "x"}) is None
    plain = provider_in(NAMED)
    assert plain == Provider("https://login.example.nhs.uk/v2", "mis")
    file = tmp_path / "secret"
    file.write_text("from a file\n")
    more = {"CLIENT_SECRET_FILE": str(file), "SCOPES": "openid", "NAME": "NHSmail"}
    told = {f"MIS_OIDC_{name}": word for name, word in {**more, "TRUST_EMAIL": "yes"}.items()}
    assert provider_in({**NAMED, **told}) == Provider(
        "https://login.example.nhs.uk/v2", "mis", "from a file", "openid", "NHSmail", True
    )


def test_everything_that_is_wrong_with_it_is_told_at_once(tmp_path: Path) -> None:
    wrong = {
        "MIS_OIDC_ISSUER": "http://login.example.nhs.uk",
        "MIS_OIDC_SCOPES": "email",
        "MIS_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "none"),
    }
    with pytest.raises(NotAllowed) as told:
        provider_in(wrong)
    assert [problem.where for problem in told.value.problems] == [
        "MIS_OIDC_CLIENT_ID",
        "MIS_OIDC_ISSUER",
        "MIS_OIDC_SCOPES",
        "MIS_OIDC_CLIENT_SECRET_FILE",
    ]
    with pytest.raises(NotAllowed, match="MIS_OIDC_ISSUER"):
        provider_in({"MIS_OIDC_CLIENT_ID": "mis"})


def test_addresses_count_where_the_administrator_says_that_they_are_right(
    sign_on: SignOn,
) -> None:
    newcomer(sign_on, "trusted")
    sign_on.provider.claims["email_verified"] = False
    named = Provider(sign_on.provider.address, CLIENT, SECRET, trusts_email=True)
    with (
        running(build(sign_on.site.desk, Settings(sign_on=named))) as address,
        httpx.Client(base_url=address, verify=PLAIN) as browser,
    ):
        browser.get("/sign-in")
        where = browser.get("/sign-on").headers["location"]
        answer = browser.get(httpx.get(where, verify=PLAIN).headers["location"])
    assert answer.headers["location"] == "/"
