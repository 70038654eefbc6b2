"""Naranhi's one command: makes the environment on first use, then starts the program.

``python3 packaging/start.py``              the window
``python3 packaging/start.py test [...]``   all tests; further words go to pytest
``python3 packaging/start.py engine``       looks again at what the engine can be built for
``python3 packaging/start.py WORDS ...``    the same as ``python -m app WORDS ...``

Only the standard library, and hardly any of it where the environment is ready: what
set-up needs is imported when it is needed. This file and setup_words.py keep to
Python 3.8, so that an older Python can say which one is needed.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
WINDOWS = os.name == "nt"
OLDEST_PYTHON = (3, 11)
# The folder is not on the path where Python runs in safe-path mode.
sys.path[:0] = [] if HERE in sys.path else [HERE]


def venv_python(root):
    """Return the path of the environment's Python."""
    inside = ("Scripts", "python.exe") if WINDOWS else ("bin", "python")
    return os.path.join(root, ".venv", *inside)


def fingerprint(root, kind):
    """Return one line that changes when the project moved or a lock file was touched.

    It is compared instead of hashes so that a ready environment costs no time; where it
    differs, set-up compares the contents.
    """
    names = ["lock-run.txt", "lock-build.txt", "lock-engine.txt"]
    names += ["lock-test.txt"] if kind == "test" else []
    marks = []
    for name in names:
        try:
            stat = os.stat(os.path.join(root, "packaging", name))
        except OSError:
            return None
        marks.append("%s:%d:%d" % (name, stat.st_size, stat.st_mtime_ns))
    return "2 %r %s" % (root, " ".join(marks))


def ready_file(root, kind):
    """Return where set-up writes that the environment for ``kind`` (run, test) is complete."""
    return os.path.join(root, ".venv", ".naranhi", "ready-" + kind)


def is_ready(root, kind, environ):
    """Return whether the environment can be used as it lies there."""
    try:
        with open(ready_file(root, kind), encoding="utf-8") as file:
            mark, base, options = file.read().split("\n")[:3]
    except (OSError, ValueError):
        return False
    if mark != fingerprint(root, kind) or not os.path.exists(base):
        return False
    python = venv_python(root)
    there = os.path.exists(python) if WINDOWS else os.path.realpath(python) == base
    # Unset means: as it was built.
    return there and one_line(environ.get("CMAKE_ARGS", options)) == options


def one_line(options):
    """Return ``options`` with single blanks between its words."""
    return " ".join(options.split())


def child_environment(environ, kind):
    """Return the program's environment."""
    child = dict(environ, PYTHONUTF8="1")
    if kind == "run":
        # A folder called `app` where the person happens to stand is not ours.
        child["PYTHONSAFEPATH"] = "1"
    return child


def hand_over(command, environ):
    """Become ``command``; on Windows, run it and leave with its exit status."""
    if not WINDOWS:
        sys.stdout.flush()
        sys.stderr.flush()
        os.execve(command[0], command, environ)
    import subprocess

    child = subprocess.Popen(command, env=environ)
    while True:
        try:
            sys.exit(child.wait())
        except KeyboardInterrupt:
            continue  # the child got it too and decides


def runs(python):
    """Return whether the program ``python`` is there and new enough, not a name alone."""
    import subprocess

    check = "import sys; sys.exit(sys.version_info[:2] < %r)" % (OLDEST_PYTHON,)
    try:
        return subprocess.call([python, "-c", check], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def newer_python(which, works=runs):
    """Return the path of a Python that is new enough, or None."""
    for minor in range(20, OLDEST_PYTHON[1] - 1, -1):
        path = which("python3.%d" % minor)
        if path and works(path):
            return path
    return None


def leave_old_python(argv, version, newer):
    """Go on with the Python ``newer`` where there is one, else say what is needed."""
    if newer:
        hand_over([newer, os.path.abspath(__file__), *argv], dict(os.environ))
    import setup_words

    words = setup_words.Words.of_system(argv)
    words.tell("old_python", found="%d.%d" % version, mend=words.mend("python"))
    sys.exit(1)


def wants_window(argv):
    """Return whether these words open the window: none, or global options alone."""
    rest = list(argv)
    while rest:
        word = rest.pop(0)
        if word in ("--help", "-h", "--version") or not word.startswith("-"):
            return False
        if word in ("--data-dir", "--lang"):
            rest[:1] = []
    return True


def main(argv):
    """Run the command line ``argv``, which is without the program's own name."""
    kind = "test" if argv[:1] == ["test"] else "run"
    anew = argv[:1] == ["engine"]
    window = kind == "run" and wants_window(argv)
    screen = window or kind == "test"
    ready = is_ready(ROOT, kind, os.environ) and not anew
    if (screen or not ready) and sys.version_info[:2] < OLDEST_PYTHON:
        import shutil

        leave_old_python(argv, sys.version_info[:2], newer_python(shutil.which))
    if screen:
        import setup_checks

        setup_checks.require_screen(argv, window=window)
    if not ready:
        import setup_env

        setup_env.prepare(ROOT, kind, argv, os.environ, anew=anew)
    if anew:
        return
    command = [venv_python(ROOT), "-m"]
    if kind == "test":
        os.chdir(ROOT)
        command += ["pytest", *argv[1:]]
    else:
        command += ["app", *argv]
    hand_over(command, child_environment(os.environ, kind))


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
