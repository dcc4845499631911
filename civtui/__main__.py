"""The door from the shell: answers `--version` before anything heavy is imported."""

import sys


def main() -> int:
    """Run the command line and return its exit status.

    Returns:
        0 done, 1 a check found something wrong, 2 usage, 3 refused, 4 bad input data.
    """
    if sys.argv[1:] == ["--version"]:
        from civtui import __version__

        sys.stdout.write(f"civtui {__version__}\n")
        return 0
    if not sys.warnoptions:  # asked for with -W or PYTHONWARNINGS they are a developer's wish
        import warnings

        warnings.simplefilter("ignore")  # libraries' words to developers never reach a user
    from civtui.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
