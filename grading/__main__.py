"""Lets `python -m grading` run the commands of `grading.cli`."""

from grading.cli import main

raise SystemExit(main())
