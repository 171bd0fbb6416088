"""Python packages for a script, in an environment of its own below .build."""

import fcntl
import os
import subprocess
import sys
import venv

# What reads dataset cards and Croissant, uploads to the Hub, and counts tokens.
CARDS = [
    "datasets==5.2.0", "huggingface_hub==2.4.0", "mlcroissant==1.1.1", "pandas==3.1.1", "pyarrow==26.0.1",
    "tokenizers==0.23.3"]
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def run_with(packages, name, bare=()):
    """Runs the calling script again where the packages are to be had; returns once it is there.

    Those of `bare` come without what they ask for themselves.
    """
    folder = os.path.join(ROOT, ".build", name)
    if os.environ.get("STEMMA_PACKAGES") == folder:
        return
    python = os.path.join(folder, "bin", "python")
    done = os.path.join(folder, "installed")
    wanted = "\n".join([*packages, *bare])
    # Tests that run side by side may want the same ones.
    with open(folder + ".lock", "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not os.path.exists(done) or open(done, encoding="utf-8").read() != wanted:
            venv.create(folder, with_pip=True, clear=True)
            install = [python, "-m", "pip", "install", "--quiet"]
            subprocess.run([*install, *packages], check=True)
            if bare:
                subprocess.run([*install, "--no-deps", *bare], check=True)
            with open(done, "w", encoding="utf-8") as file:
                file.write(wanted)
    environment = {**os.environ, "STEMMA_PACKAGES": folder}
    sys.exit(subprocess.run([python, *sys.argv], env=environment).returncode)
