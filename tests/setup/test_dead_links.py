import pytest
from support.built_site import BuiltSite


def dead_links(folder, url=""):
    return [f"{d.page}: {d.link}: {d.reason}" for d in BuiltSite(folder, url).dead_links()]


@pytest.fixture
def site(tmp_path):
    def make(**pages):
        for path, html in pages.items():
            file = tmp_path / path.replace("__", "/").replace("_html", ".html").replace(
                "_css", ".css"
            )
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html)
        return tmp_path

    return make


def test_links_that_lead_somewhere_are_passed_over(site):
    folder = site(
        index_html='<base href="./"><a href="claims/bridge/#s1">a</a><a href="#top">b</a>'
        '<template><a href="{gone}/">t</a></template>'
        '<a href="https://example.com/x">c</a><a href="mailto:a@example.org">d</a><p id="here">',
        claims__bridge__index_html='<a href="../../">x</a><a href="../../#here">y</a><i id="s1">'
        '<a href="?q=1#s1">z</a><img srcset="../../a.html 1x, ../../a.html 2x">>'
        '<a href="#:~:text=x">',
        a_html='<a href="/site/claims/bridge/">root</a><link href="s.css">',
        s_css="a { background: url('a.html') }",
    )

    assert dead_links(folder, "https://example.org/site/") == []


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ('<a href="gone/">', "index.html: gone/: no such file"),
        ('<a href="there">', "index.html: there: no such file"),
        ('<img src="../x.png">', "index.html: ../x.png: no such file"),
        ('<a href="/there/">', "index.html: /there/: no such file"),
        ('<a href="there/#no">', "index.html: there/#no: no anchor 'no'"),
        ('<a href="#no">', "index.html: #no: no anchor 'no'"),
        ("<img srcset='there/ 1x, no.png 2x'>", "index.html: no.png: no such file"),
        (
            '<meta http-equiv="refresh" content="0; url=gone/">',
            "index.html: gone/: no such file",
        ),
    ],
)
def test_a_broken_link_is_named(site, html, problem):
    folder = site(index_html=html, there__index_html="<p id='yes'>")

    assert dead_links(folder, "https://example.org/site/") == [problem]


def test_a_site_for_the_disk_names_every_file(site):
    folder = site(
        index_html='<a href="a/index.html#x">1</a><a href="a/">2</a><a href="/a/index.html">3</a>'
        '<a href="./">4</a>',
        a__index_html='<p id="x">',
    )
    (folder / "404.html").write_text('<a href="/">home</a>')

    folder_fault = "leads to a folder, which a browser lists when it is opened from a disk"
    assert dead_links(folder) == [
        f"index.html: a/: {folder_fault}",
        "index.html: /a/index.html: leads to the disk's root",
        f"index.html: ./: {folder_fault}",
    ]


def test_style_sheets_are_walked_too(site):
    folder = site(a__s_css="@font-face { src: url(../no.woff2) }")

    assert dead_links(folder, "http://localhost/") == ["a/s.css: ../no.woff2: no such file"]
