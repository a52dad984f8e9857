"""Take funding addresses out of the locks that npm wrote: a lock holds hashes, no addresses."""

import json
import sys
from pathlib import Path

for name in sys.argv[1:]:
    lock = Path(name)
    held = json.loads(lock.read_text("utf-8"))
    for package in held["packages"].values():
        package.pop("funding", None)
    lock.write_text(json.dumps(held, indent=2, ensure_ascii=False) + "\n", "utf-8")
