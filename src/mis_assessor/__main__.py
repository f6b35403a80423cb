"""``python -m mis_assessor``: the same as the command ``mis``."""

from mis_assessor.cli.main import main

if __name__ == "__main__":
    main()
