"""Write a file completely or not at all."""

from __future__ import annotations

from pathlib import Path


def write_file(file: Path, content: bytes, *, new: bool = False) -> None:
    """Write a file and its folders. A replaced file keeps its mode; a script is executable.

    Raises:
        FileExistsError: ``new`` is set, and the file exists.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    written = file if new else file.with_name(f".{file.name}.new")
    if not new:
        written.unlink(missing_ok=True)  # left by an interrupted run
    with written.open("xb") as handle:
        try:
            handle.write(content)
            handle.flush()
            if not new and file.exists():
                written.chmod(file.stat().st_mode)
            if content.startswith(b"#!"):
                written.chmod(written.stat().st_mode | 0o111)
            if not new:
                written.replace(file)
        except OSError:
            written.unlink(missing_ok=True)
            raise
