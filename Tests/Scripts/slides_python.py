#!/usr/bin/env python3
"""Says in which folder a `python3` is that has python-pptx; installs it below .build where it is not yet."""

import os
import sys

import packages

packages.run_with(["python-pptx==1.0.2"], "slides")
print(os.path.dirname(sys.executable))
