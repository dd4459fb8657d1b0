"""A virtual environment with the official Python packages, for the scripts that compare with them."""
import pathlib
import subprocess
import sys

VENV = pathlib.Path(__file__).resolve().parent / "target" / "venv"
PACKAGES = ["torch==2.7.1", "torchvision==0.22.1", "hydra-core", "iopath", "segment-anything", "timm", "opencv-python-headless", "pillow", "numpy"]
WITHOUT_DEPENDENCIES = ["sam2==1.1.0", "mobilesam-mirror"]


def add_option(parser):
    parser.add_argument("--python", help="a Python that has the official packages (default: an environment is made, which downloads gigabytes)")


def python(given):
    """The Python that the user gave, or the one of the environment, which is made when it is asked for first."""
    if given:
        return given
    own = VENV / "bin" / "python"
    if not (VENV / "ready").exists():
        subprocess.check_call([sys.executable, "-m", "venv", VENV])
        subprocess.check_call([own, "-m", "pip", "install", "-q", *PACKAGES])
        subprocess.check_call([own, "-m", "pip", "install", "-q", "--no-deps", *WITHOUT_DEPENDENCIES])
        (VENV / "ready").touch()
    return own
