"""Saves analyses with the Python class that others use, once for each line that comes in: save-analyses.py <db> <count>."""

import importlib.util
import pathlib
import sys

path = pathlib.Path(__file__).parent.parent / "test" / "support" / "media-storage.py"
spec = importlib.util.spec_from_file_location("media_storage", path)
media_storage = importlib.util.module_from_spec(spec)
spec.loader.exec_module(media_storage)

storage = media_storage.MediaAnalysisStorage(sys.argv[1])
ranges = [{"start": 0.5, "end": 2.5, "label": "scene", "confidence": 0.9}]
for turn, _ in enumerate(sys.stdin):
    for index in range(int(sys.argv[2])):
        storage.save(f"/takes/{index}.mp4", f"sha256:{index:064x}", f"sha256:{turn:064x}", ranges, {"scenes": 1})
    print("saved", flush=True)
