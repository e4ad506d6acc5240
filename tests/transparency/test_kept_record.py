"""Nobody can rewrite the history of a published site unnoticed: the gate or the log detects it."""

from __future__ import annotations

import base64
import hashlib
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from support.repository import git
from support.rfc6962 import TiledLog, is_included
from support.serving import serving
from support.site_folder import ANSWERABLE, BRIDGE, MKDOCS_YML, SiteFolder, files_of

from factdesk.build.documents import _log_key
from factdesk.config.mkdocs_yml import ConfigError
from factdesk.config.reader import parse_config
from factdesk.outputs.log import log_files
from factdesk.transparency.public_record import read_public_record
from factdesk.transparency.signed_note import NoteKey, verify_note

ADDRESS = "https://desk.bridge-desk.net/checks/"
ONLY_LOG = ANSWERABLE.replace("publisher:", "outputs: [log]\n      publisher:")
OTHER = {"claim": "The wall is the longest one in the county", "sources": [
    {"title": "Survey", "url": "https://example.org/survey", "kind": "primary"},
    {"title": "Register", "url": "https://example.net/register"},
]}  # fmt: skip
WALL = {**BRIDGE, **OTHER}
FALSE = {**BRIDGE, "verdict": "false"}
WITHDRAWN = {"status": "withdrawn", "withdrawn": {"on": "2026-04-01", "reason": "A wrong wall."}}

KEY = NoteKey("desk.bridge-desk.net/checks", bytes(32))
OTHER_KEY = NoteKey("example.org", bytes(32))

pytestmark = pytest.mark.usefixtures("needs_git")


def commit(site: SiteFolder, message: str = "x") -> None:
    git(site.root, "add", "--all", ".")
    git(site.root, "commit", "--quiet", "--allow-empty", "-m", message)


def write_log(site: SiteFolder, key: NoteKey | None = None) -> None:
    """Write only the log of a site, because a full build takes longer."""
    config = parse_config(
        {"site_name": "x", "site_url": ADDRESS, "plugins": ["factdesk"]}, site.root / "mkdocs.yml"
    )
    log = read_public_record(config.claims_folder).log
    assert log is not None
    shutil.rmtree(site.root / "site", ignore_errors=True)
    for path, content in log_files(log, config, key):
        file = site.root / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SiteFolder, str]]:
    """A repository with its published site, and the address at which the site is served."""
    site = SiteFolder.begin(tmp_path_factory.mktemp("live") / "desk")
    site.write("mkdocs.yml", MKDOCS_YML.replace("  - factdesk\n", ONLY_LOG))
    site.write(".gitignore", "site/\n.factdesk/\n")
    git(site.root, "init", "--quiet", "--initial-branch", "main")
    for claims in (
        {"bridge": BRIDGE, "wall": WALL},
        {"bridge": {**BRIDGE, "analysis": "The account has 40 pages."}},
        {"wall": {**WALL, **WITHDRAWN}},
    ):
        for path, claim in claims.items():
            site.write_claim(path, claim)
        commit(site)
    built = site.run("build", "--site-url", ADDRESS)
    assert built.exit_status == 0, built.err
    with serving(site.root / "site") as url:
        yield site, url


@pytest.fixture
def copy(live: tuple[SiteFolder, str], tmp_path: Path) -> SiteFolder:
    """A clone of the repository, to be tampered with."""
    shutil.copytree(live[0].root, tmp_path / "desk", ignore=shutil.ignore_patterns("site"))
    return SiteFolder(tmp_path / "desk")


def rewrite(site: SiteFolder, change: Callable[[], Any]) -> None:
    """Rewrite the first commit and all later ones, as a forger would."""
    git(site.root, "reset", "--quiet", "--hard", "HEAD~2")
    change()
    git(site.root, "add", "--all", ".")
    git(site.root, "commit", "--quiet", "--amend", "-m", "x")
    for claim in ({"bridge": {**BRIDGE, "analysis": "40 pages."}}, {"wall": {**WALL, **WITHDRAWN}}):
        for path, fields in claim.items():
            site.write_claim(path, fields)
        commit(site)


WRONGS: dict[str, tuple[Callable[[SiteFolder], Any], set[str]]] = {
    "a rewritten past": (
        lambda site: rewrite(site, partial(site.write_claim, "bridge", FALSE)),
        {"FD525"},
    ),
    "a claim that is removed": (lambda site: (site.root / "claims/bridge.yml").unlink(), {"FD507"}),
    "a claim that is removed from the past": (
        lambda site: rewrite(site, (site.root / "claims/wall.yml").unlink),
        {"FD525"},
    ),
    "a verdict that changes silently": (
        lambda site: site.write_claim("bridge", FALSE), {"FD314"},
    ),
    "a withdrawal that is taken back": (lambda site: site.write_claim("wall", WALL), {"FD318"}),
    "a log that is turned off": (
        lambda site: site.write(
            "mkdocs.yml", MKDOCS_YML.replace("  - factdesk\n", ONLY_LOG.replace("[log]", "[]"))
        ),
        {"FD525"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONGS)
def test_every_wrong_is_caught_before_it_is_published(
    live: tuple[SiteFolder, str], copy: SiteFolder, name: str
) -> None:
    change, codes = WRONGS[name]
    change(copy)
    commit(copy)

    result = copy.run("check", "--live", live[1])

    assert result.exit_status == 1
    assert {
        code for code in ("FD314", "FD507", "FD318", "FD525") if f": {code} " in result.out
    } == codes


def test_what_continues_the_record_is_published(
    live: tuple[SiteFolder, str], copy: SiteFolder
) -> None:
    unchanged = copy.run("check", "--live", live[1])
    correction = {"made_on": "2026-05-01", "severity": "verdict", "note": "We misread it.",
                  "previous_verdict": "mostly-true"}  # fmt: skip
    copy.write_claim("bridge", {**BRIDGE, "verdict": "false", "corrections": [correction]})
    commit(copy)
    corrected = copy.run("check", "--live", live[1])

    assert (unchanged.exit_status, corrected.exit_status) == (0, 0)
    assert ": 0 new, 1 changed, 0 removed." in corrected.out


def test_a_shallow_checkout_is_not_published(live: tuple[SiteFolder, str], tmp_path: Path) -> None:
    """A log that starts later would look like a removal."""
    site, url = live
    git(tmp_path, "clone", "--quiet", "--depth=1", site.root.as_uri(), str(tmp_path / "clone"))
    clone = SiteFolder(tmp_path / "clone")

    checked = clone.run("check", "--live", url)
    built = clone.run("build", "--site-url", ADDRESS)

    assert checked.exit_status == 1
    assert "fetch-depth: 0" in checked.out
    assert "the transparency log is left out" in built.err
    assert not (clone.root / "site/log").exists()


def test_a_public_reason_lets_the_log_begin_again(
    live: tuple[SiteFolder, str], copy: SiteFolder
) -> None:
    rewrite(copy, partial(copy.write_claim, "bridge", {**BRIDGE, "summary": "It cost more."}))
    refused = copy.run("check", "--live", live[1])
    pasted = refused.out[refused.out.index("        log:") :].split("\n\n")[0]
    lines = "".join(f"      {line.removeprefix('        ')}\n" for line in pasted.splitlines())
    plugin = ONLY_LOG + lines

    copy.write("mkdocs.yml", MKDOCS_YML.replace("  - factdesk\n", plugin))
    without_reason = copy.run("check", "--live", live[1])
    plugin = plugin.replace("reason: #", "reason: A court ordered it. #")
    copy.write("mkdocs.yml", MKDOCS_YML.replace("  - factdesk\n", plugin))
    accepted = copy.run("check", "--live", live[1])
    built = copy.run("build", "--site-url", ADDRESS, FACTDESK_LOG_KEY=KEY.text)

    assert refused.exit_status == 1
    assert without_reason.exit_status == 2
    assert accepted.exit_status == 0, accepted.out
    assert built.exit_status == 0, built.err
    assert "A court ordered it." in copy.page("verify")
    assert b"A court ordered it." in copy.files()["log/restarts.json"]
    verify_note((copy.root / "site/log/checkpoint").read_text("utf-8"), KEY.verifier)


def test_a_site_without_a_log_or_an_answer(
    live: tuple[SiteFolder, str], copy: SiteFolder, tmp_path: Path, serve: Callable[..., str]
) -> None:
    first = copy.run("check", "--live", serve(tmp_path))
    silent = copy.run("check", "--live", "http://127.0.0.1:9/")
    (tmp_path / "log").mkdir()
    (tmp_path / "log/checkpoint").write_text("<html>")
    nonsense = copy.run("check", "--live", serve(tmp_path))

    assert first.exit_status == 0
    assert "has no log yet" in first.err
    assert silent.exit_status == 2
    assert "try again" in silent.err
    assert nonsense.exit_status == 1
    assert "this is not a checkpoint" in nonsense.out


def test_readers_verify_the_log_against_the_repository(live: tuple[SiteFolder, str]) -> None:
    site, url = live

    result = site.run("verify", "--log", url, "claims/bridge.yml")

    checkpoint = (site.root / "site/log/checkpoint").read_text().splitlines()
    assert result.exit_status == 0
    assert "The history of this repository gives the same log." in result.out
    assert "claims/bridge.yml is entry 2, " in result.out
    assert "the current version" in result.out
    assert f"has {checkpoint[1]} entries and the root\n{checkpoint[2]}\n" in result.out


def test_a_forged_version_is_in_no_entry(live: tuple[SiteFolder, str], copy: SiteFolder) -> None:
    copy.write_claim("bridge", FALSE)

    result = copy.run("verify", "--log", live[1], "claims/bridge.yml")

    assert result.exit_status == 1
    assert "claims/bridge.yml: no entry of the log has these bytes" in result.out


def test_an_earlier_version_is_named_as_such(
    live: tuple[SiteFolder, str], copy: SiteFolder
) -> None:
    git(copy.root, "checkout", "--quiet", "HEAD~2", "--", "claims/wall.yml")

    result = copy.run("verify", "--log", live[1], "claims/wall.yml")

    assert result.exit_status == 0
    assert "is entry 1, " in result.out
    assert "not the current one: see entry 3." in result.out


def test_a_kept_checkpoint_shows_a_rewritten_past(
    live: tuple[SiteFolder, str], copy: SiteFolder, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    shutil.copy(live[0].root / "site/log/checkpoint", kept)
    copy.write_claim("tower", {**BRIDGE, "claim": "The tower is high"})
    commit(copy)
    write_log(copy)
    continued = copy.run("verify", "--log", "site", "--since", str(kept))
    rewrite(copy, partial(copy.write_claim, "bridge", FALSE))
    commit(copy)
    write_log(copy)
    rewritten = copy.run("verify", "--log", "site", "--since", str(kept))
    git(copy.root, "reset", "--quiet", "--hard", "HEAD~3")
    write_log(copy)
    shorter = copy.run("verify", "--log", "site", "--since", str(kept))

    assert continued.exit_status == 0
    assert "contains all 4 entries of the checkpoint that you kept, and 1 newer" in continued.out
    assert (rewritten.exit_status, shorter.exit_status) == (1, 1)
    assert "The log was rewritten" in rewritten.out
    assert "Entries were removed: your checkpoint has 4 entries" in shorter.out


def test_a_clone_that_differs_from_the_log_gets_the_first_difference(
    live: tuple[SiteFolder, str], copy: SiteFolder
) -> None:
    git(copy.root, "reset", "--quiet", "--hard", "HEAD~1")
    behind = copy.run("verify", "--log", live[1])
    copy.write_claim("wall", {**WALL, "verdict": "true"})
    commit(copy)
    other = copy.run("verify", "--log", live[1])

    assert (behind.exit_status, other.exit_status) == (1, 1)
    assert "This clone lacks 1 entries of the log: run 'git pull'" in behind.out
    assert "Entry 3 is\n  on the site:       claims/wall.yml, commit " in other.out


@pytest.mark.parametrize("path", ["tile/0/000.p/4", "tile/entries/000.p/4", "checkpoint"])
def test_a_damaged_log_is_reported(live: tuple[SiteFolder, str], tmp_path: Path, path: str) -> None:
    shutil.copytree(live[0].root / "site/log", tmp_path / "log")
    file = tmp_path / "log" / path
    raw = file.read_bytes()
    file.write_bytes(
        raw.replace(b"4\n", b"3\n") if path == "checkpoint" else raw[:-9] + b"x" + raw[-8:]
    )

    result = live[0].run("verify", "--log", str(tmp_path))

    assert result.exit_status != 0
    assert "is damaged" in result.err or "has no complete log" in result.err


def test_an_independent_client_confirms_the_published_files(live: tuple[SiteFolder, str]) -> None:
    files = files_of(live[0].root / "site/log")
    origin, size, root = files["checkpoint"].decode().splitlines()
    reader = TiledLog(files.__getitem__, int(size))
    raw = (live[0].root / "claims/bridge.yml").read_bytes()

    entry = reader.entry(2)
    path = reader.inclusion(2, 0, int(size))

    assert origin == "desk.bridge-desk.net/checks"
    assert hashlib.sha256(raw).hexdigest() in entry.decode()
    assert is_included(entry, 2, int(size), path, base64.b64decode(root))


def test_a_signature_is_verified(copy: SiteFolder) -> None:
    write_log(copy, KEY)

    right = copy.run("verify", "--log", "site", "--key", KEY.verifier)
    wrong = copy.run("verify", "--log", "site", "--key", OTHER_KEY.verifier)

    assert (right.exit_status, wrong.exit_status) == (0, 1)
    assert "The checkpoint is signed with this key." in right.out


def test_the_key_of_another_site_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    config = parse_config({"site_name": "x", "site_url": ADDRESS, "plugins": ["factdesk"]})
    monkeypatch.setenv("FACTDESK_LOG_KEY", OTHER_KEY.text)

    with pytest.raises(ConfigError, match=r"the key is for 'example\.org'") as caught:
        _log_key(config)

    assert OTHER_KEY.text not in str(caught.value)


def test_the_checkpoint_is_among_the_attested_hashes(live: tuple[SiteFolder, str]) -> None:
    files = live[0].files()

    digest = hashlib.sha256(files["log/checkpoint"]).hexdigest()
    assert f"{digest}  log/checkpoint\n" in files["SHA256SUMS"].decode()


def test_a_new_commit_is_seen_by_the_next_build(
    live: tuple[SiteFolder, str], copy: SiteFolder
) -> None:
    shutil.copytree(live[0].root / "site", copy.root / "site")
    git(copy.root, "commit", "--quiet", "--amend", "-m", "other")
    copy.run("build", "--site-url", ADDRESS)
    incremental = copy.files()
    copy.run("build", "--site-url", ADDRESS, "--clean")

    assert incremental["log/checkpoint"] != live[0].files()["log/checkpoint"]
    assert incremental == copy.files()


def test_options_of_the_log_need_it(copy: SiteFolder) -> None:
    for arguments in (
        ["site", "claims/bridge.yml"],
        ["site", "--key", "x"],
        ["--log", "site", "--against", "claims"],
    ):
        assert copy.run("verify", *arguments).exit_status == 2
