"""Only one module turns a string into HTML; templates escape everything else."""

import ast
import re
from pathlib import Path

from markupsafe import Markup

from factdesk.text.html import escape, join_html, packaged_html, script_json

PACKAGE = Path(__file__).parent.parent.parent / "factdesk"
MODULES = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
#: The only module that may turn a string into HTML, and the only one that may call it.
THE_MODULE, SANITISER = "text/html.py", "text/markdown.py"
#: The only module that may mark a string as part of a written page.
OF_WRITTEN_PAGES = "pages/article_layout.py"

#: Feeds and the sitemap are XML, which is tested elsewhere.
XML = {"outputs/atom.py", "outputs/sitemap.py"}

_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s>/]|<[a-z]+$")


def _imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                yield node.module, name.name
        elif isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, ""


def _called(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "id", getattr(node.func, "attr", ""))


def test_only_one_module_makes_html_of_a_string():
    forbidden = {("markupsafe", ""), ("markupsafe", "Markup"), ("jinja2", "Markup")}
    for module in MODULES - {THE_MODULE}:
        tree = ast.parse((PACKAGE / module).read_text("utf-8"))
        imported = set(_imported(tree))
        assert not forbidden & imported, module
        assert not {"Markup", "Html"} & set(_called(tree)), module
        assert module == SANITISER or ("factdesk.text.html", "trusted") not in imported, module
        is_written = ("factdesk.text.html", "written_html") in imported
        assert module == OF_WRITTEN_PAGES or not is_written, module


def test_no_html_is_put_together_in_a_string():
    rendering = ("pages/", "outputs/", "mkdocs_adapter/", "site_texts/")
    for module in {module for module in MODULES if module.startswith(rendering)} - XML:
        tree = ast.parse((PACKAGE / module).read_text("utf-8"))
        formatted = [
            part.value
            for node in ast.walk(tree)
            if isinstance(node, ast.JoinedStr)
            for part in node.values
            if isinstance(part, ast.Constant)
        ]
        assert [text for text in formatted if _TAG.search(text)] == [], module


def test_joined_html_escapes_its_separator_only():
    joined = join_html([Markup("<b>a</b>"), escape("<b>")], " & ")

    assert joined == "<b>a</b> &amp; &lt;b&gt;"
    assert isinstance(joined, Markup)


def test_no_text_ends_the_script_that_it_is_in():
    assert script_json(b'{"a":"</script><!--&"}') == (r'{"a":"\u003c/script\u003e\u003c!--\u0026"}')


def test_a_packaged_drawing_is_html():
    assert packaged_html("theme/assets/factdesk/verdicts.svg").lstrip().startswith("<svg")
