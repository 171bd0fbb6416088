"""Python packages for a script, in an environment of its own below .build."""

import fcntl
import os
import subprocess
import sys
import venv

# What reads exports, dataset cards and Croissant, uploads to the Hub, and counts tokens: one environment, since
# most of it is the same.
READERS = [
    "datasets==5.2.0", "duckdb==2.0.0", "huggingface_hub==2.4.0", "mlcroissant==1.1.1", "pandas==3.1.1",
    "polars==2.1.0", "pyarrow==26.0.1", "tokenizers==0.23.3"]
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
            # The machine's pip serves every environment, and only what is imported is ever compiled.
            venv.create(folder, clear=True)
            install = [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-compile"]
            subprocess.run([*install, *packages], check=True)
            if bare:
                subprocess.run([*install, "--no-deps", *bare], check=True)
            with open(done, "w", encoding="utf-8") as file:
                file.write(wanted)
    os.execve(python, [python, *sys.argv], {**os.environ, "STEMMA_PACKAGES": folder})
