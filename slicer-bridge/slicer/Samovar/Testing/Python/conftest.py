"""What all tests share."""

import importlib.util

import pytest

# Slicer's MRML comes from slicer-core, which has packages for few versions of Python; mrml.py makes a scene of it.
HAS_MRML = all(importlib.util.find_spec(module) for module in ("slicer", "mrml"))

pytest_plugins = ["mrml"] if HAS_MRML else []


class WithoutMrml(pytest.Module):
    """Tests that need MRML where there is none."""

    def collect(self):
        raise pytest.skip.Exception(
            "needs slicer-core, which is for Python 3.11 and 3.12 alone", allow_module_level=True
        )


def pytest_pycollect_makemodule(module_path, parent):
    if "mrml" in module_path.stem and not HAS_MRML:
        return WithoutMrml.from_parent(parent, path=module_path)
    return None
