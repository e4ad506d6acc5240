"""A failure at each system call: the old site stays, or the new one is complete."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from publish import faults

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize("failure", faults.FAILURES)
@pytest.mark.parametrize("system", ["this one", "one without syncfs and exchange"])
def test_after_any_failure_the_site_is_the_old_one_or_the_new_one(tmp_path, failure, system):
    done = subprocess.run(
        [sys.executable, faults.__file__, tmp_path, failure, system],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(TESTS.parent), str(TESTS)])},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
