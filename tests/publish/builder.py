"""Build one version of a small site after another until killed; see ``test_kills.py``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1]))

from publish.small_site import keeping

from factdesk.cache.store import Cache
from factdesk.publish import exchange
from factdesk.publish.staging import Staging

PAGES = 40


def pages(version: int) -> dict[str, bytes]:
    """Return a version: some of its pages change, some stay, some are added or removed."""
    site = {"index.html": b"%d" % version}
    for n in range(PAGES):
        site[f"claims/c{n}/index.html"] = b"%d " % (version if n % 2 else 0) * 500
    site[f"topics/t{version % 3}/index.html"] = b"%d" % version
    return site


def build(site: Path, version: int) -> None:
    """Build a version, with a few files from MkDocs and all others from the program."""
    cache = Cache(site.parent / ".factdesk" / "cache.sqlite")
    with keeping(), Staging(site, durable=False, cache=cache) as staging:
        for n in range(5):
            (staging.path / f"host{n}.js").write_bytes(b"%d" % version)
        staging.start_from_previous()
        for path, content in pages(version).items():
            staging.write(path, content)
        staging.publish()


if __name__ == "__main__":
    if sys.argv[2] == "two":
        exchange._system_swap = lambda: None
    version = int(sys.argv[3])
    while True:
        version += 1
        sys.stdout.write("a build begins\n")
        sys.stdout.flush()
        build(Path(sys.argv[1]), version)
