"""Runs Ace by DAISY on an EPUB and prints every violation; exit 1 on any, and where no document was tested."""

import json
import os
import shutil
import subprocess
import sys
import tempfile

ace, epub = sys.argv[1:]
environment = dict(
    os.environ,
    PUPPETEER_EXECUTABLE_PATH=shutil.which("chromium") or "",
    ACE_TIMEOUT_INITIAL="240000",
    ACE_TIMEOUT_EXTENSION="900000",
)
with tempfile.TemporaryDirectory() as folder:
    run = subprocess.run([ace, "--force", "--outdir", folder, epub], env=environment, capture_output=True, text=True)
    try:
        with open(os.path.join(folder, "report.json"), encoding="utf-8") as file:
            report = json.load(file)
    except FileNotFoundError:
        sys.exit(f"Ace made no report (exit {run.returncode}): {run.stdout}{run.stderr}")
documents = report["assertions"]
found = [
    (document["earl:testSubject"]["url"], rule["earl:test"]["dct:title"], rule["earl:result"]["dct:description"])
    for document in documents
    for rule in document["assertions"]
    if rule["earl:result"]["earl:outcome"] == "fail"
]
for violation in found:
    print(*violation, sep=": ")
print(f"{epub}: {len(documents)} documents tested, {len(found)} violations")
sys.exit(1 if found or not documents else 0)
