"""
Timelines and checkpoints of a Rushes library, for pipelines in Python (standard library only; 3.9 or newer).

Start `rushes serve` and set RUSHES_URL to the address that it prints, without what follows the port, and RUSHES_KEY to
its key or to a token (`rushes token create`). See timelines.md.
"""

from __future__ import annotations

import base64
import json
import os
import urllib.error
import urllib.parse
import urllib.request
import uuid
from dataclasses import dataclass


@dataclass
class Frame:
    """A frame of a video. `jpeg` holds the bytes of its picture."""

    sequence: int
    timestamp: float
    jpeg: bytes
    chunk_id: int = 0
    perceptual_hash: str = ""


class RushesError(Exception):
    """What Rushes refused, as a sentence. `code` is one of its error codes, such as NOT_FOUND."""

    def __init__(self, code: str, message: str):
        super().__init__(message)
        self.code = code


def create_timeline(
    source_video: str,
    profile_name: str,
    frames: list,
    fps: float = 2.0,
    source_asset_id: uuid.UUID | str | None = None,
) -> tuple[str, str]:
    """Creates a timeline of frames with its root checkpoint. Returns (timeline_id, checkpoint_id)."""
    described = {
        "source_video": source_video,
        "profile_name": profile_name,
        "fps": fps,
        "source_asset_id": None if source_asset_id is None else str(source_asset_id),
        "frames": [
            {
                "sequence": frame.sequence,
                "chunk_id": getattr(frame, "chunk_id", 0),
                "timestamp": frame.timestamp,
                "perceptual_hash": getattr(frame, "perceptual_hash", ""),
            }
            for frame in frames
        ],
    }
    boundary = uuid.uuid4().hex
    parts = [_part(boundary, "timeline", json.dumps(described).encode())]
    parts += [_part(boundary, str(frame.sequence), _jpeg_of(frame)) for frame in frames]
    body = b"".join(parts) + f"--{boundary}--\r\n".encode()
    made = _call("POST", "/timelines", body, f"multipart/form-data; boundary={boundary}")
    return made["timeline_id"], made["checkpoint_id"]


def get_timeline_frames(timeline_id: str) -> list:
    """Loads the frames of a timeline as Frame objects. Raises ValueError if there is no such timeline."""
    return [
        Frame(
            sequence=frame["sequence"],
            timestamp=frame["timestamp"],
            jpeg=base64.b64decode(frame["jpeg_b64"]),
            chunk_id=frame["chunk_id"],
            perceptual_hash=frame["perceptual_hash"],
        )
        for frame in get_timeline_frames_b64(timeline_id)
    ]


def get_timeline_frames_b64(timeline_id: str) -> list[dict]:
    """Loads the frames as dictionaries, with the picture in `jpeg_b64`. Raises ValueError for an unknown timeline."""
    frames: list[dict] = []
    start: int | None = 0
    while start is not None:
        try:
            page = _call("GET", f"/timelines/{_quote(timeline_id)}/frames?as=base64&from={start}")
        except RushesError as error:
            if error.code == "NOT_FOUND":
                raise ValueError(f"Timeline not found: {timeline_id}") from error
            raise
        frames += page["items"]
        start = page["next"]
    return frames


def save_stage_output(
    timeline_id: str,
    parent_checkpoint_id: str | None,
    stage_name: str,
    output_json: dict,
    config_overrides: dict | None = None,
    stats: dict | None = None,
    is_scenario: bool = False,
    scenario_label: str = "",
) -> str:
    """Saves what a stage returned as a child of a checkpoint. Returns the id of the new checkpoint."""
    saved = {
        "parent_checkpoint_id": parent_checkpoint_id,
        "stage_name": stage_name,
        "output": output_json,
        "config_overrides": config_overrides,
        "stats": stats,
        "is_scenario": is_scenario,
        "scenario_label": scenario_label,
    }
    body = json.dumps(saved, allow_nan=False).encode()
    return _call("POST", f"/timelines/{_quote(timeline_id)}/checkpoints", body, "application/json")["checkpoint_id"]


def load_stage_output(checkpoint_id: str, stage_name: str) -> dict | None:
    """Loads what a stage returned, as a checkpoint has it. Returns None if it has none, or there is no checkpoint."""
    try:
        stage = _call("GET", f"/checkpoints/{_quote(checkpoint_id)}/stages/{_quote(stage_name)}")
    except RushesError as error:
        if error.code == "NOT_FOUND":
            return None
        raise
    return None if stage is None else stage["output"]


def _jpeg_of(frame) -> bytes:
    for name in ("jpeg", "image"):
        if isinstance(getattr(frame, name, None), (bytes, bytearray)):
            return bytes(getattr(frame, name))
    raise TypeError(f"Frame {frame.sequence} has no JPEG: set its `jpeg` to the bytes of the encoded picture.")


def _part(boundary: str, name: str, content: bytes) -> bytes:
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
    return head.encode() + content + b"\r\n"


def _quote(text: str) -> str:
    return urllib.parse.quote(text, safe="")


def _call(method: str, path: str, body: bytes | None = None, content_type: str | None = None):
    url = os.environ.get("RUSHES_URL", "http://127.0.0.1:4317").rstrip("/")
    key = os.environ.get("RUSHES_KEY")
    if not key:
        raise RushesError("UNAUTHENTICATED", "Set RUSHES_KEY to the key that “rushes serve” prints.")
    headers = {"Authorization": f"Bearer {key}"}
    if content_type is not None:
        headers["Content-Type"] = content_type
    request = urllib.request.Request(f"{url}/api{path}", data=body, headers=headers, method=method)
    try:
        with urllib.request.urlopen(request) as response:
            text = response.read()
    except urllib.error.HTTPError as error:
        try:
            problem = json.loads(error.read())
        except ValueError:
            problem = {}
        raise RushesError(problem.get("code", str(error.code)), problem.get("message", str(error))) from error
    return json.loads(text) if text else None
