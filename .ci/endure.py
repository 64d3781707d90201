"""endure.py RECTO BOOK: builds and releases of a copy of a book that are killed at random moments, and on a disk that is full.

Whatever happens, each output must be whole: the last good one or the new one; the next build must succeed; nothing else
may be left in out/. Each release must be whole or absent, and every earlier one as it was. Exit 1 on the first fault. Takes about
two minutes; the moments are drawn from a seed that is printed.
"""

import hashlib
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

KILLS = 50
FINISH_EVERY = 5

recto = os.path.abspath(sys.argv[1])
origin = os.path.abspath(sys.argv[2])
seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.SystemRandom().randrange(10_000)
draw = random.Random(seed)


def fault(words):
    sys.exit(f"FAULT (seed {seed}): {words}")


def copy_of_the_book(folder):
    shutil.copytree(origin, folder, ignore=shutil.ignore_patterns("out", "target", ".git", "src", "tests", "benches", "editions"))
    return folder


def build(book, **how):
    return subprocess.run([recto, "--book", book, "build", "pdf", "epub"], capture_output=True, text=True, **how)


def outputs(book):
    """The fingerprint of every output; what else stands in out/ is a fault."""
    found = {}
    for name in sorted(os.listdir(os.path.join(book, "out"))):
        if name == ".recto":
            continue
        if not name.endswith((".pdf", ".epub")):
            fault(f"out/{name} was left behind")
        with open(os.path.join(book, "out", name), "rb") as file:
            found[name] = hashlib.sha256(file.read()).hexdigest()
    return found


def built(book, what):
    run = build(book)
    if run.returncode != 0:
        fault(f"{what}: exit {run.returncode}: {run.stderr}")
    return outputs(book)


def retitle(book, title):
    """Two books, two titles: every output of the one differs from the other's."""
    path = os.path.join(book, "book.toml")
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("title"))
    lines[at] = f'title = "{title}"'
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def kills(book, good):
    retitle(book, "One")
    begun = time.monotonic()
    built(book, "an undisturbed build")
    lasts = time.monotonic() - begun
    killed = 0
    for number in range(1, KILLS + 1):
        title = list(good)[number % 2]
        retitle(book, title)
        run = subprocess.Popen([recto, "--book", book, "build", "pdf", "epub"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Half of the moments fall into the last tenth, where outputs are written.
        time.sleep(draw.uniform(0, lasts) if draw.random() < 0.5 else draw.uniform(0.9, 1.1) * lasts)
        run.send_signal(signal.SIGKILL)
        killed += run.wait() == -signal.SIGKILL
        for name, found in outputs(book).items():
            if found not in [one.get(name) for one in good.values()]:
                fault(f"out/{name} is neither the old nor the new one after kill {number}")
        if number % FINISH_EVERY == 0 and built(book, f"the build after kill {number}") != good[title]:
            fault(f"the build after kill {number} made something else")
    print(f"{killed} of {KILLS} builds killed before their end ({lasts:.1f} s each): every output whole, every next build right")


def refused(book, good, run, where):
    if run.returncode != 2 or "could not be written" not in run.stderr:
        fault(f"{where}: exit {run.returncode}: {run.stderr}")
    if outputs(book) != good:
        fault(f"{where}: the last good outputs were touched")


def full_disk(book, good):
    retitle(book, "One")
    built(book, "the build before the disk is full")

    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    retitle(book, "Two")
    refused(book, good["One"], build(book, preexec_fn=small_files), "files larger than 50 kB refused")
    print("no file larger than 50 kB: exit 2, last good outputs untouched")
    if built(book, "the build with room again") != good["Two"]:
        fault("the build with room again made something else")


def full_file_system(book, good):
    out = os.path.join(book, "out")
    # Room for the outputs twice and the state beside them.
    size = 500_000 + 3 * sum(os.path.getsize(os.path.join(out, name)) for name in outputs(book))
    shutil.rmtree(out)
    os.mkdir(out)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", out], capture_output=True).returncode != 0:
        print("a file system of its own can't be mounted here: left out")
        return
    try:
        retitle(book, "One")
        if built(book, "the build on the small disk") != good["One"]:
            fault("the build on the small disk made something else")
        free = os.statvfs(out).f_bavail * os.statvfs(out).f_frsize
        with open(os.path.join(out, "mine.pdf"), "wb") as file:
            file.write(b"x" * max(0, free - 60_000))
        before = outputs(book)
        retitle(book, "Two")
        refused(book, before, build(book), "a full disk")
        os.remove(os.path.join(out, "mine.pdf"))
        if built(book, "the build with room again") != good["Two"]:
            fault("the build with room again made something else")
        print("a full disk: exit 2, last good outputs untouched, the next build right")
    finally:
        subprocess.run(["umount", out], check=True)


def number(book, edition):
    """Sets the edition's number, and with it words of the text."""
    path = os.path.join(book, "book.toml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8") as file:
        file.write(re.sub(r"(?m)^number = \d+", f"number = {edition}", text))


def release(book, **how):
    return subprocess.run([recto, "--book", book, "release"], capture_output=True, text=True, **how)


def sealed(book):
    """The fingerprint of every release; what a killed one left behind is no release."""
    editions, found = os.path.join(book, "editions"), {}
    for name in sorted(os.listdir(editions)):
        if name == ".sealing":
            continue
        digest = hashlib.sha256()
        for file in sorted(os.listdir(os.path.join(editions, name))):
            with open(os.path.join(editions, name, file), "rb") as opened:
                digest.update(file.encode() + hashlib.sha256(opened.read()).digest())
        found[name] = digest.hexdigest()
    return found


def releases(book):
    retitle(book, "One")
    number(book, 1)
    if release(book).returncode != 0:
        fault("the first release failed")
    first = sealed(book)
    retitle(book, "Two")
    number(book, 2)
    begun = time.monotonic()
    if release(book).returncode != 0:
        fault("the second release failed")
    lasts = time.monotonic() - begun
    good = sealed(book)
    second = os.path.join(book, "editions", "2.1")
    killed = 0
    for kill in range(1, KILLS + 1):
        shutil.rmtree(second, ignore_errors=True)
        run = subprocess.Popen([recto, "--book", book, "release"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(draw.uniform(0, lasts) if draw.random() < 0.5 else draw.uniform(0.9, 1.05) * lasts)
        run.send_signal(signal.SIGKILL)
        killed += run.wait() == -signal.SIGKILL
        if sealed(book) not in (first, good):
            fault(f"a release is neither whole nor absent after kill {kill}")
    shutil.rmtree(second, ignore_errors=True)

    def small_files():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))

    run = release(book, preexec_fn=small_files)
    if run.returncode != 2 or sealed(book) != first:
        fault(f"a release without room: exit {run.returncode}: {run.stderr}")
    if release(book).returncode != 0 or sealed(book) != good:
        fault("the release with room again is another one")
    print(f"{killed} of {KILLS} releases killed before their end, one without room: each whole or absent, the earlier one as it was")


with tempfile.TemporaryDirectory() as folder:
    book = copy_of_the_book(os.path.join(folder, "book"))
    good = {}
    for title in ["One", "Two"]:
        retitle(book, title)
        good[title] = built(book, f"the first build of {title}")
    if any(good["One"][name] == good["Two"][name] for name in good["One"]):
        fault("the two books can't be told apart")
    kills(book, good)
    full_disk(book, good)
    full_file_system(book, good)
    releases(book)
