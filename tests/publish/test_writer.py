import hashlib
import os

import pytest

from factdesk.publish.failure import PublishError
from factdesk.publish.writer import Writer


@pytest.fixture
def root(tmp_path):
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


@pytest.fixture
def writer(root):
    return Writer(root, folder_mode=root.stat().st_mode, file_mode=0o644)


def test_a_file_is_written_with_its_folders_and_its_hash_returned(root, writer):
    content = b"\x00\r\n\xff" * 100_000

    assert writer.write("a/b/c.bin", content) == hashlib.sha256(content).hexdigest()

    assert (root / "a/b/c.bin").read_bytes() == content


def test_the_same_bytes_are_not_written_again(root, writer):
    writer.write("a.html", b"same")
    before = os.stat(root / "a.html")

    writer.write("a.html", b"same")

    assert os.stat(root / "a.html") == before


@pytest.mark.parametrize("content", [b"SAME", b"longer than before", b"", b"sam"])
def test_other_bytes_are_a_new_file(root, writer, content):
    writer.write("a.html", b"same")
    os.link(root / "a.html", root / "kept")

    writer.write("a.html", content)

    assert (root / "a.html").read_bytes() == content
    assert (root / "kept").read_bytes() == b"same"


def test_a_disk_that_takes_a_part_at_a_time_gets_the_rest(root, writer, monkeypatch):
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:7]))

    writer.write("a.html", b"many bytes, seven by seven")

    assert (root / "a.html").read_bytes() == b"many bytes, seven by seven"


@pytest.mark.parametrize("place", ["page.html", "folder"])
def test_a_link_is_replaced_and_not_followed(tmp_path, root, writer, place):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/page.html").write_bytes(b"mine")
    (root / "page.html").symlink_to(tmp_path / "mine/page.html")
    (root / "folder").symlink_to(tmp_path / "mine")

    writer.write(place if place == "page.html" else "folder/page.html", b"site")

    assert (tmp_path / "mine/page.html").read_bytes() == b"mine"
    assert not (root / place).is_symlink()


def test_a_pipe_in_the_place_of_a_page_does_not_stop_the_build(root, writer):
    os.mkfifo(root / "page.html")

    writer.write("page.html", b"site")

    assert (root / "page.html").read_bytes() == b"site"


def test_an_error_says_which_file_and_what_to_do(root, writer, monkeypatch):
    def full(descriptor, data):
        raise OSError(28, "no space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(PublishError) as error:
        writer.write("claims/bridge/index.html", b"x")

    assert str(error.value) == (
        "writing claims/bridge/index.html failed: no space left on device\n"
        "Free some space on that disk and build again. The published site is unchanged."
    )


def test_a_published_file_of_the_right_content_is_kept_as_a_link(tmp_path, root, writer):
    published = tmp_path / "published"
    sum_of_page = Writer(tmp_path, folder_mode=0o755, file_mode=0o644).write(
        "published/a/page.html", b"page"
    )

    assert writer.keep("a/page.html", sum_of_page, published)

    assert os.path.samefile(root / "a/page.html", published / "a/page.html")
    assert writer.keep("a/page.html", sum_of_page, tmp_path / "nowhere")


def test_a_published_file_of_other_content_or_mode_is_not_kept(tmp_path, root, writer):
    published = tmp_path / "published"
    sum_of_page = Writer(tmp_path, folder_mode=0o755, file_mode=0o644).write(
        "published/page.html", b"page"
    )

    assert not writer.keep("page.html", hashlib.sha256(b"other").hexdigest(), published)
    assert not writer.keep("absent.html", sum_of_page, published)
    assert not writer.keep("../page.html", sum_of_page, published)
    (published / "page.html").chmod(0o600)
    assert not writer.keep("page.html", sum_of_page, published)
    assert list(root.iterdir()) == []
