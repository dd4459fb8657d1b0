"""What all tests share."""

import importlib.util

import pytest

# Slicer's MRML comes from slicer-core, which has packages for few versions of Python; mrml.py makes a scene of it.
HAS_MRML = all(importlib.util.find_spec(module) for module in ("slicer", "mrml"))

pytest_plugins = ["real", "mrml", "played", "panels"] if HAS_MRML else ["real"]


class NeedsMrml(pytest.Item):
    """Stands for the tests of a file that cannot be read without MRML."""

    def runtest(self):
        pytest.skip("needs slicer-core, which is for Python 3.11 and 3.12 alone")


class WithoutMrml(pytest.File):
    """A file of tests that cannot be read without MRML."""

    def collect(self):
        return [NeedsMrml.from_parent(self, name="needs_mrml")]


def pytest_pycollect_makemodule(module_path, parent):
    if "mrml" in module_path.stem and not HAS_MRML:
        return WithoutMrml.from_parent(parent, path=module_path)
    return None
