import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.publish.failure import PublishError
from factdesk.publish.paths import require_distinct, require_safe_name
from factdesk.publish.writer import Writer


@pytest.fixture
def writer(tmp_path):
    (tmp_path / "root").mkdir()
    return Writer(tmp_path / "root", folder_mode=0o755, file_mode=0o644)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/etc/passwd",
        "//host/share",
        "a//b",
        "a/",
        ".",
        "..",
        "../outside",
        "a/../../outside",
        "a/./b",
        ".hidden",
        "a/.git/config",
        "C:/windows",
        "C:x",
        "a\\..\\..\\b",
        "a\nb",
        "a\x00b",
        "a\x1bb",
        "file.html:stream",
        'a"b',
        "a?b",
        "a*b",
        "a|b",
        "a<b",
        "con",
        "CON.html",
        "claims/aux/index.html",
        "nul.tar.gz",
        "com1",
        "LPT9.txt",
        "com¹",
        "prn",
        "conin$",
        "CONOUT$",
        "lpt0",
        "a /b",
        "a./b",
        "name ",
        "name.",
        "a" * 256,
        "é" * 128,
        "\ud800",
    ],
)
def test_a_path_that_leads_elsewhere_on_some_system_is_refused(tmp_path, writer, path):
    with pytest.raises(PublishError, match="the site cannot have a file or folder named"):
        writer.write(path, b"x")

    assert [found.name for found in tmp_path.rglob("*")] == ["root"]


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "claims/a-bridge/index.html",
        "sources/example.org/index.html",
        "api/claims.json",
        "SHA256SUMS",
        "console/auxiliary.html",
        "com10",
        "straße/日本.html",
        "a b/c.d.e",
        "a" * 255,
    ],
)
def test_an_ordinary_path_is_written(tmp_path, writer, path):
    writer.write(path, b"x")

    assert (tmp_path / "root" / path).read_bytes() == b"x"


@given(st.text(max_size=40))
def test_a_name_that_passes_stays_below_its_folder(name):
    try:
        require_safe_name(name)
    except PublishError:
        return
    assert not set(name) & set('/\\:\0\n"')
    assert name.strip(". ")
    assert not name.startswith(".")


def test_the_message_says_what_is_wrong_and_what_to_do():
    with pytest.raises(PublishError) as error:
        require_safe_name("con.example")

    assert str(error.value) == (
        "the site cannot have a file or folder named 'con.example': "
        "Windows reserves this name for a device\n"
        "Rename the source of this address. The published site is unchanged."
    )


@pytest.mark.parametrize(
    ("paths", "pair"),
    [
        (["a", "A"], "'A' and 'a'"),
        (["x/a", "X/b"], "'X' and 'x'"),
        (["x/a", "x"], "'x' as a file and as a folder"),
        (["x/y/z", "X/Y"], "'X' and 'x'"),
        (["stra\u00dfe", "STRASSE"], "'STRASSE' and 'stra\u00dfe'"),
        (["\u00e9", "e\u0301"], "'e\u0301' and '\u00e9'"),
    ],
)
def test_two_paths_that_are_one_on_some_system_are_refused(paths, pair):
    for in_order in (paths, paths[::-1]):
        with pytest.raises(PublishError) as error:
            require_distinct(in_order)
        assert error.value.message == (
            f"two files of the site have the same name if case is ignored: {pair}"
        )


def test_different_paths_in_shared_folders_are_fine():
    require_distinct(["a/b", "a/c", "ab", "b/a", "index.html"])
