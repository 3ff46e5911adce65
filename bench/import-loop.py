"""Imports files with the Media Manager of test/support, as its documentation says: import-loop.py <db> <ffprobe> <file…>.

Each file is probed, read, hashed and looked for, with a connection a call. Prints how long that took, in seconds.
"""

import importlib.util
import json
import os
import pathlib
import subprocess
import sys
import time
import uuid

path = pathlib.Path(__file__).parent.parent / "test" / "support" / "media-manager.py"
spec = importlib.util.spec_from_file_location("media_manager", path)
media_manager = importlib.util.module_from_spec(spec)
spec.loader.exec_module(media_manager)

database, ffprobe, *files = sys.argv[1:]
manager = media_manager.MediaManager(database)


def extract_metadata(file):
    command = [ffprobe, "-v", "quiet", "-print_format", "json", "-show_format", "-show_streams", file]
    answer = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    video = next(stream for stream in answer["streams"] if stream["codec_type"] == "video")
    facts = {"duration_seconds": float(answer["format"]["duration"]), "codec": video["codec_name"]}
    return {**facts, "resolution": f"{video['width']}x{video['height']}", "size_bytes": os.path.getsize(file)}


begin = time.perf_counter()
for file in files:
    metadata = extract_metadata(file)
    name = pathlib.Path(file).stem
    manager.add_video(str(uuid.uuid4()), name, file, source_type="uploaded", **metadata)
print(time.perf_counter() - begin)
