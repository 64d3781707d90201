"""editions.py RECTO BOOK: a correction by one cell, seen from outside.

The book is copied and released, one cell of its data is put right, and outside tools say what that changed: pdftotext for words, pages
and lines, pdftoppm for what pages and sheets look like, zip for the e-book. recto must have said the same. Exit 1 on the first fault.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
import zipfile

recto, origin = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
CELL = ("manuscript/data/spassky.csv", "worked")
# Above this the running head stands, in points; the text block begins below it.
HEAD = 48


def fault(words):
    sys.exit(f"FAULT: {words}")


def run(*command):
    ended = subprocess.run(command, capture_output=True, text=True)
    if ended.returncode != 0:
        fault(f"{' '.join(command[:3])}: exit {ended.returncode}: {ended.stderr}")
    return ended.stdout


def command(book, *arguments):
    return run(recto, "--book", book, *arguments)


def settle(book):
    """Edition 1 of the copy, whatever edition the original is."""
    path = os.path.join(book, "book.toml")
    with open(path, encoding="utf-8") as file:
        text = re.sub(r"(?m)^number = \d+", "number = 1", file.read())
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def correct(book):
    """One digit more in one cell; how the old and the new figure are printed."""
    path = os.path.join(book, CELL[0])
    with open(path, encoding="utf-8") as file:
        text = file.read()
    line = next(line for line in text.split("\n") if line.startswith(CELL[1]))
    old = re.search(r"(\d[\d,.]*)\D*$", line)[1]
    new = str(int(re.sub(r"\D", "", old)) + 1)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace(line, line.replace(old, new)))
    return tuple(f"{int(re.sub(r'[^0-9]', '', figure)):,}" for figure in (old, new))


def pages(pdf):
    return run("pdftotext", pdf, "-").split("\f")[:-1]


def labels(pdf, count):
    """Physical pages by their labels: roman to the first page of the body, then arabic."""
    ranges = json.loads(run("qpdf", "--json", "--json-key=pagelabels", pdf))["pagelabels"]
    named = {}
    for at, entry in enumerate(ranges):
        start = entry["index"]
        end = ranges[at + 1]["index"] if at + 1 < len(ranges) else count
        label = entry["label"]
        for page in range(start, end):
            number = page - start + label.get("/St", 1)
            named[roman(number) if label.get("/S") == "/r" else str(number)] = page
    return named


def roman(number):
    parts = [(100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]
    written = ""
    for worth, sign in parts:
        while number >= worth:
            number, written = number - worth, written + sign
    return written


def lines(pdf, page):
    """The printed lines of a page from the top of the text block: words that stand at one height."""
    text = run("pdftotext", "-bbox", "-f", str(page + 1), "-l", str(page + 1), pdf, "-")
    space = "{http://www.w3.org/1999/xhtml}"
    words = [(float(word.get("yMax")), float(word.get("xMin")), word.text) for word in ET.fromstring(text).iter(f"{space}word")]
    found = []
    for foot, left, word in sorted(words):
        if foot < HEAD:
            continue
        if found and foot - found[-1][0] < 5:
            found[-1][1].append((left, word))
        else:
            found.append((foot, [(left, word)]))
    return [" ".join(word for _, word in sorted(line)) for _, line in found]


def pictures(pdf, folder):
    os.mkdir(folder)
    run("pdftoppm", "-r", "150", "-gray", pdf, os.path.join(folder, "p"))
    found = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            found.append(hashlib.sha256(file.read()).digest())
    return found


def differing(old, new, folder):
    a, b = pictures(old, os.path.join(folder, "a")), pictures(new, os.path.join(folder, "b"))
    shutil.rmtree(os.path.join(folder, "a"))
    shutil.rmtree(os.path.join(folder, "b"))
    if len(a) != len(b):
        fault(f"{new} has another number of pages")
    return [page for page, (x, y) in enumerate(zip(a, b)) if x != y]


def entries(epub):
    with zipfile.ZipFile(epub) as file:
        return {name: file.read(name) for name in file.namelist()}


def is_of_edition(text):
    return "Fingerprint of the sources" in text or "ISBN" in text or "First edition" in text


with tempfile.TemporaryDirectory() as folder:
    book = os.path.join(folder, "book")
    shutil.copytree(origin, book, ignore=shutil.ignore_patterns("out", "target", ".git", "src", "tests", "benches", "editions"))
    settle(book)
    command(book, "release")
    name = next(name[:-5] for name in os.listdir(f"{book}/editions/1.1") if name.endswith(".epub"))
    sealed = f"{book}/editions/1.1/{name}"
    old, new = correct(book)
    command(book, "build")
    made = f"{book}/out/{name}"

    was, now = pages(sealed + ".pdf"), pages(made + ".pdf")
    changed = [page for page, (x, y) in enumerate(zip(was, now)) if x != y]
    text_pages = [page for page in changed if not is_of_edition(was[page])]
    for page in text_pages:
        if was[page].replace(old, new) != now[page]:
            fault(f"page {page + 1} differs by more than {old} → {new}")
    if any(old in page for page in now):
        fault(f"{old} still stands in the PDF")
    print(f"PDF: {old} → {new} on {len(text_pages)} pages, nothing else; besides {len(changed) - len(text_pages)} that state the edition")

    before, after = entries(sealed + ".epub"), entries(made + ".epub")
    if before.keys() != after.keys():
        fault("the e-book has other files")
    for entry in before:
        if before[entry] == after[entry]:
            continue
        text = before[entry].decode()
        if text.replace(old, new) != after[entry].decode() and not is_of_edition(text):
            fault(f"{entry} differs by more than {old} → {new}")
    print(f"EPUB: {sum(before[entry] != after[entry] for entry in before)} of {len(before)} files differ, by the figure alone")

    named = labels(sealed + ".pdf", len(was))
    errata = re.findall(r"(?m)^p\.\s(\S+), ([ln])\.\s(\d+): for (\S+) read (\S+?)$", command(book, "errata"))
    if len(errata) != sum(page.count(old) for page in was):
        fault(f"{len(errata)} errata, but {old} stands {sum(page.count(old) for page in was)} times in the old PDF")
    for label, kind, number, for_this, read_that in errata:
        if (for_this, read_that) != (old, new):
            fault(f"for {for_this} read {read_that}")
        printed = lines(sealed + ".pdf", named[label])
        if kind == "l" and old not in printed[int(number) - 1]:
            fault(f"p. {label}, l. {number} is `{printed[int(number) - 1]}`")
        if kind == "n" and not any(old in line for line in printed):
            fault(f"p. {label} has no {old}")
    print(f"errata: {len(errata)}, each found on its page and line in the old PDF")

    looks = differing(sealed + ".pdf", made + ".pdf", folder)
    if looks != changed:
        fault(f"pages {looks} look otherwise, pages {changed} read otherwise")
    if os.path.exists(sealed + "-booklet.pdf"):
        sides = differing(sealed + "-booklet.pdf", made + "-booklet.pdf", folder)
        expected = {side // 2 + 1 for side in sides}
        said = command(book, "sheets")
        found = set()
        for sheets in re.findall(r"sheets? ([\d, and]+)", said):
            found |= {int(number) for number in re.findall(r"\d+", sheets)}
        if found != expected:
            fault(f"sheets {sorted(expected)} look otherwise, recto names {sorted(found)}: {said}")
        print(f"sheets: {sorted(found)} named, the same look otherwise")
