"""Runs the functions of docs/rushes_timelines.py against the server of the environment; prints what they returned."""

import inspect
import json
import sys

sys.path.insert(0, sys.argv[1])
import rushes_timelines as timelines

jpeg = b"\xff\xd8\xff\xe0" + b"picture" + b"\xff\xd9"
frames = [timelines.Frame(sequence=n, timestamp=n / 2, jpeg=jpeg + bytes([n]), chunk_id=n // 2) for n in range(3)]
timeline, root = timelines.create_timeline("clip.mp4", "faces", frames, source_asset_id=None)
loaded = timelines.get_timeline_frames(timeline)
detected = timelines.save_stage_output(timeline, root, "detect", {"boxes": [1, 2]}, {"threshold": 0.3}, {"boxes": 2})
strict = timelines.save_stage_output(
    timeline, detected, "track/é", {"tracks": []}, {"threshold": 0.4}, is_scenario=True, scenario_label="strict"
)
errors = []
for attempt in (
    lambda: timelines.get_timeline_frames("none"),
    lambda: timelines.save_stage_output(timeline, "none", "detect", {}),
    lambda: timelines.create_timeline("clip.mp4", "faces", [frames[0], frames[0]]),
):
    try:
        attempt()
    except Exception as error:
        errors.append([type(error).__name__, str(error)])
print(
    json.dumps(
        {
            "same_frames": loaded == frames,
            "keys": sorted(timelines.get_timeline_frames_b64(timeline)[0]),
            "carried": timelines.load_stage_output(strict, "detect"),
            "own": timelines.load_stage_output(strict, "track/é"),
            "missing": [timelines.load_stage_output(root, "detect"), timelines.load_stage_output("none", "detect")],
            "strict": strict,
            "signatures": {
                name: list(inspect.signature(getattr(timelines, name)).parameters)
                for name in (
                    "create_timeline",
                    "get_timeline_frames",
                    "get_timeline_frames_b64",
                    "save_stage_output",
                    "load_stage_output",
                )
            },
            "errors": errors,
        }
    )
)
