"""Calls a library that `rushes serve` serves. Needs only the standard library of Python 3.9.

Generated from the OpenAPI document; to change it, run: npm run python-client

    from rushes_client import Rushes
    rushes = Rushes("http://127.0.0.1:4317", token)
    for video in rushes.videos.list(query="model:wan", limit=10)["items"]:
        print(video["name"])
"""

import json
import os
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

_UNSET = object()


class RushesError(Exception):
    """An error of a call; `code` is one of a closed list and does not change, unlike the message."""

    def __init__(self, status, problem):
        super().__init__(problem.get("detail", "HTTP %d" % status))
        self.status = status
        self.code = problem.get("code")
        self.data = problem.get("data")


class _Group:
    def __init__(self, rushes):
        self._rushes = rushes


class _Analysers(_Group):
    def list(self):
        """List the available analysers."""
        return self._rushes._call("GET", "/analysers", {})

    def allow(self, name, digest):
        """Allow an analyser of the library to run."""
        return self._rushes._call("POST", "/analysers/{name}/allow", {"name": name, "digest": digest})

    def forbid(self, name):
        """Withdraw the consent for an analyser."""
        return self._rushes._call("POST", "/analysers/{name}/forbid", {"name": name})


class _Analyses(_Group):
    def list(
        self,
        *,
        state=_UNSET,
        name=_UNSET,
        config_hash=_UNSET,
        path=_UNSET,
        sort=_UNSET,
        order=_UNSET,
        offset=_UNSET,
        after=_UNSET,
        limit=_UNSET,
    ):
        """List cached analyses, newest first by default."""
        return self._rushes._call("GET", "/analyses", {
            "state": state,
            "name": name,
            "config_hash": config_hash,
            "path": path,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def save(
        self,
        file_path,
        file_hash,
        *,
        config_hash=_UNSET,
        config=_UNSET,
        name=_UNSET,
        ranges=_UNSET,
        metadata=_UNSET,
    ):
        """Cache an analysis."""
        return self._rushes._call("PUT", "/analyses", {
            "file_path": file_path,
            "file_hash": file_hash,
            "config_hash": config_hash,
            "config": config,
            "name": name,
            "ranges": ranges,
            "metadata": metadata,
        })

    def ids(
        self,
        *,
        state=_UNSET,
        name=_UNSET,
        config_hash=_UNSET,
        path=_UNSET,
        sort=_UNSET,
        order=_UNSET,
        after=_UNSET,
        limit=_UNSET,
    ):
        """List only the ids."""
        return self._rushes._call("GET", "/analysis-ids", {
            "state": state,
            "name": name,
            "config_hash": config_hash,
            "path": path,
            "sort": sort,
            "order": order,
            "after": after,
            "limit": limit,
        })

    def get(self, id):
        """Get an analysis with its ranges."""
        return self._rushes._call("GET", "/analyses/{id}", {"id": id})

    def groups(self):
        """List the configurations with the number of analyses of each."""
        return self._rushes._call("GET", "/analysis-groups", {})

    def of_video(self, id):
        """List the analyses of a video."""
        return self._rushes._call("GET", "/videos/{id}/analyses", {"id": id})

    def cached(self, file_path, file_hash, config_hash):
        """Look up the cached analysis of a path; null if none."""
        return self._rushes._call("GET", "/cached-analysis", {
            "file_path": file_path,
            "file_hash": file_hash,
            "config_hash": config_hash,
        })

    def cached_by_content(self, file_hash, config_hash):
        """Look up the cached analysis of a content; null if none."""
        return self._rushes._call("GET", "/cached-analysis-of-content", {
            "file_hash": file_hash,
            "config_hash": config_hash,
        })

    def save_all(self, analyses):
        """Cache many analyses at once."""
        return self._rushes._call("PUT", "/analyses/all", {"analyses": analyses})

    def compare(
        self,
        config_hashes,
        *,
        video_ids=_UNSET,
        query=_UNSET,
        tolerance_seconds=_UNSET,
        ignore_labels=_UNSET,
        bin=_UNSET,
        offset=_UNSET,
        limit=_UNSET,
        wait=_UNSET,
    ):
        """Compare analyses of videos, the worst first."""
        return self._rushes._call("POST", "/analyses/compare", {
            "config_hashes": config_hashes,
            "video_ids": video_ids,
            "query": query,
            "tolerance_seconds": tolerance_seconds,
            "ignore_labels": ignore_labels,
            "bin": bin,
            "offset": offset,
            "limit": limit,
            "wait": wait,
        })

    def correct(self, id, edits):
        """Correct the ranges of an analysis by hand."""
        return self._rushes._call("POST", "/analyses/{id}/edits", {"id": id, "edits": edits})

    def explain(self, *, file_path=_UNSET, video_id=_UNSET, config_hash=_UNSET, config=_UNSET, request=_UNSET):
        """Explain why an analysis is cached or not."""
        return self._rushes._call("POST", "/analyses/explain", {
            "file_path": file_path,
            "video_id": video_id,
            "config_hash": config_hash,
            "config": config,
            "request": request,
        })

    def run(self, analyser, video_ids, *, config=_UNSET):
        """Run an analyser over videos."""
        return self._rushes._call("POST", "/analyses/run", {
            "analyser": analyser,
            "config": config,
            "video_ids": video_ids,
        })

    def rerun(self, ids):
        """Re-run analyses."""
        return self._rushes._call("POST", "/analyses/rerun", {"ids": ids})

    def verify(self, ids):
        """Verify analyses against the current content of their files."""
        return self._rushes._call("POST", "/analyses/verify", {"ids": ids})

    def remove(self, ids):
        """Remove analyses from the cache."""
        return self._rushes._call("POST", "/analyses/remove", {"ids": ids})

    def restore(self, ids):
        """Undo a removal."""
        return self._rushes._call("POST", "/analyses/restore", {"ids": ids})


class _Backups(_Group):
    def list(self):
        """List the backups of the database, newest first."""
        return self._rushes._call("GET", "/backups", {})

    def create(self):
        """Start the job that backs the database up."""
        return self._rushes._call("POST", "/backups", {})

    def compare(self, name):
        """Compare a backup with the library."""
        return self._rushes._call("GET", "/backups/{name}/compare", {"name": name})

    def copies(self):
        """Get the settings of copies of backups elsewhere."""
        return self._rushes._call("GET", "/backups/copies", {})

    def set_copies(self, *, to=_UNSET, folder=_UNSET, encryption=_UNSET, recipient=_UNSET):
        """Set the folder or bucket for copies of backups."""
        return self._rushes._call("PUT", "/backups/copies", {
            "to": to,
            "folder": folder,
            "encryption": encryption,
            "recipient": recipient,
        })

    def copy(self):
        """Start the job that copies the backups."""
        return self._rushes._call("POST", "/backups/copies", {})

    def save_passphrase(self, passphrase):
        """Save the passphrase of copies of backups; in the desktop app only."""
        return self._rushes._call("PUT", "/backups/copies/passphrase", {"passphrase": passphrase})

    def list_copies(self):
        """List the copies of backups, newest first."""
        return self._rushes._call("GET", "/backups/copies/list", {})

    def fetch(self, name, *, secret=_UNSET):
        """Start the job that fetches a copy back."""
        return self._rushes._call("POST", "/backups/copies/{name}/fetch", {"name": name, "secret": secret})

    def delete(self, name, *, from_=_UNSET):
        """Delete a backup, or a copy of one."""
        return self._rushes._call("POST", "/backups/{name}/delete", {"name": name, "from": from_})

    def restore(self, name):
        """Restore a backup; in the desktop app only."""
        return self._rushes._call("POST", "/backups/{name}/restore", {"name": name})


class _Bundles(_Group):
    def measure(
        self,
        *,
        video_ids=_UNSET,
        image_ids=_UNSET,
        workflow_ids=_UNSET,
        template_ids=_UNSET,
        collection_ids=_UNSET,
    ):
        """Count what an export would contain."""
        return self._rushes._call("POST", "/bundles/measure", {
            "video_ids": video_ids,
            "image_ids": image_ids,
            "workflow_ids": workflow_ids,
            "template_ids": template_ids,
            "collection_ids": collection_ids,
        })

    def export(
        self,
        *,
        video_ids=_UNSET,
        image_ids=_UNSET,
        workflow_ids=_UNSET,
        template_ids=_UNSET,
        collection_ids=_UNSET,
        path=_UNSET,
    ):
        """Start the job that exports a bundle."""
        return self._rushes._call("POST", "/bundles/export", {
            "video_ids": video_ids,
            "image_ids": image_ids,
            "workflow_ids": workflow_ids,
            "template_ids": template_ids,
            "collection_ids": collection_ids,
            "path": path,
        })

    def pick(self, dialog, *, name=_UNSET):
        """Choose a bundle with the system’s dialog."""
        return self._rushes._call("POST", "/bundles/pick", {"dialog": dialog, "name": name})

    def reveal(self, job_id):
        """Show an exported bundle in its folder."""
        return self._rushes._call("POST", "/bundles/{job_id}/reveal", {"job_id": job_id})

    def preview(self, *, path=_UNSET, upload=_UNSET):
        """Say what the import of a bundle would change."""
        return self._rushes._call("POST", "/bundles/preview", {"path": path, "upload": upload})

    def import_(self, *, path=_UNSET, upload=_UNSET, conflicts=_UNSET, decisions=_UNSET):
        """Start the job that imports a bundle."""
        return self._rushes._call("POST", "/bundles/import", {
            "path": path,
            "upload": upload,
            "conflicts": conflicts,
            "decisions": decisions,
        })


class _Checkpoints(_Group):
    def tree(self, timeline_id, *, pruned=_UNSET, offset=_UNSET, after=_UNSET, limit=_UNSET):
        """List the checkpoints of a timeline."""
        return self._rushes._call("GET", "/timelines/{timeline_id}/tree", {
            "timeline_id": timeline_id,
            "pruned": pruned,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def get(self, id, *, outputs=_UNSET):
        """Get the state of a checkpoint."""
        return self._rushes._call("GET", "/checkpoints/{id}", {"id": id, "outputs": outputs})

    def label(self, id, *, is_scenario=_UNSET, scenario_label=_UNSET):
        """Name a scenario."""
        return self._rushes._call("PATCH", "/checkpoints/{id}", {
            "id": id,
            "is_scenario": is_scenario,
            "scenario_label": scenario_label,
        })

    def stage(self, id, stage_name):
        """Get the output of a stage as a checkpoint has it."""
        return self._rushes._call("GET", "/checkpoints/{id}/stages/{stage_name}", {"id": id, "stage_name": stage_name})

    def save(
        self,
        timeline_id,
        *,
        parent_checkpoint_id=_UNSET,
        stage_name=_UNSET,
        output=_UNSET,
        config_overrides=_UNSET,
        stats=_UNSET,
        is_scenario=_UNSET,
        scenario_label=_UNSET,
    ):
        """Save a checkpoint."""
        return self._rushes._call("POST", "/timelines/{timeline_id}/checkpoints", {
            "timeline_id": timeline_id,
            "parent_checkpoint_id": parent_checkpoint_id,
            "stage_name": stage_name,
            "output": output,
            "config_overrides": config_overrides,
            "stats": stats,
            "is_scenario": is_scenario,
            "scenario_label": scenario_label,
        })

    def choose(self, id, *, is_chosen=_UNSET):
        """Mark a checkpoint as the chosen one."""
        return self._rushes._call("POST", "/checkpoints/{id}/choose", {"id": id, "is_chosen": is_chosen})

    def differences(self, id, other_id, *, stage_name=_UNSET):
        """List the differences between the states of two checkpoints."""
        return self._rushes._call("GET", "/checkpoints/{id}/differences/{other_id}", {
            "id": id,
            "other_id": other_id,
            "stage_name": stage_name,
        })

    def branch(self, id):
        """Get what a checkpoint’s branch alone owns."""
        return self._rushes._call("GET", "/checkpoints/{id}/branch", {"id": id})

    def prune(self, id):
        """Prune a checkpoint with its branch."""
        return self._rushes._call("POST", "/checkpoints/{id}/prune", {"id": id})

    def restore(self, id):
        """Undo a pruning."""
        return self._rushes._call("POST", "/checkpoints/{id}/restore", {"id": id})


class _Collections(_Group):
    def list(self):
        """List the collections by name."""
        return self._rushes._call("GET", "/collections", {})

    def save(self, name, *, id=_UNSET, note=_UNSET, cover_id=_UNSET, created_at=_UNSET, video_ids=_UNSET):
        """Create a collection."""
        return self._rushes._call("POST", "/collections", {
            "id": id,
            "name": name,
            "note": note,
            "cover_id": cover_id,
            "created_at": created_at,
            "video_ids": video_ids,
        })

    def change(self, id, *, name=_UNSET, note=_UNSET, cover_id=_UNSET):
        """Change the name, note or cover of a collection."""
        return self._rushes._call("PATCH", "/collections/{id}", {
            "id": id,
            "name": name,
            "note": note,
            "cover_id": cover_id,
        })

    def remove(self, id):
        """Remove a collection."""
        return self._rushes._call("DELETE", "/collections/{id}", {"id": id})

    def videos(self, id):
        """List the ids of its videos in their order."""
        return self._rushes._call("GET", "/collections/{id}/videos", {"id": id})

    def add(self, id, video_ids, *, before=_UNSET):
        """Add or move videos of a collection."""
        return self._rushes._call("POST", "/collections/{id}/videos", {
            "id": id,
            "video_ids": video_ids,
            "before": before,
        })

    def arrange(self, id, video_ids):
        """Replace the videos of a collection."""
        return self._rushes._call("PUT", "/collections/{id}/videos", {"id": id, "video_ids": video_ids})

    def take_out(self, id, video_ids):
        """Take videos out of a collection."""
        return self._rushes._call("POST", "/collections/{id}/take-out", {"id": id, "video_ids": video_ids})


class _Configurations(_Group):
    def hash(self, config):
        """Compute the hash of a configuration."""
        return self._rushes._call("POST", "/configurations/hash", {"config": config})

    def differences(self, was, is_):
        """List the differences between two known configurations."""
        return self._rushes._call("GET", "/configurations/differences", {"was": was, "is": is_})


class _Duplicates(_Group):
    def status(self):
        """Count the videos with and without a perceptual hash."""
        return self._rushes._call("GET", "/duplicates/status", {})

    def hash(self):
        """Compute the missing perceptual hashes."""
        return self._rushes._call("POST", "/duplicates/hash", {})

    def frames(self, video_id):
        """Compute the perceptual hashes of 25 frames."""
        return self._rushes._call("GET", "/duplicates/frames/{video_id}", {"video_id": video_id})

    def near(self, *, distance=_UNSET, keep=_UNSET, offset=_UNSET, after=_UNSET, limit=_UNSET):
        """List groups of similar videos."""
        return self._rushes._call("GET", "/duplicates/near", {
            "distance": distance,
            "keep": keep,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def exact(self, *, offset=_UNSET, after=_UNSET, limit=_UNSET):
        """List contents with several locations."""
        return self._rushes._call("GET", "/duplicates/exact", {"offset": offset, "after": after, "limit": limit})

    def find(self, folders):
        """Find exact copies in folders, recursively."""
        return self._rushes._call("POST", "/duplicates/find", {"folders": folders})

    def resolve(self, groups):
        """Decide groups of similar videos."""
        return self._rushes._call("POST", "/duplicates/resolve", {"groups": groups})

    def resolve_all(self, version, *, distance=_UNSET, keep=_UNSET):
        """Keep the first video of every group."""
        return self._rushes._call("POST", "/duplicates/resolve-all", {
            "distance": distance,
            "keep": keep,
            "version": version,
        })

    def trash_copies(self, paths):
        """Move exact copies to the trash, by path."""
        return self._rushes._call("POST", "/duplicates/trash-copies", {"paths": paths})

    def trash_all_copies(self, version):
        """Keep one copy of each content."""
        return self._rushes._call("POST", "/duplicates/trash-all-copies", {"version": version})

    def trashed(self):
        """List the steps whose copies are in the trash, newest first."""
        return self._rushes._call("GET", "/duplicates/trashed", {})

    def undo(self, id):
        """Undo one step of decisions or of trashed copies."""
        return self._rushes._call("POST", "/duplicates/undo", {"id": id})

    def forget(self, first_hash, second_hash):
        """Clear the decision about two contents."""
        return self._rushes._call("POST", "/duplicates/forget", {"first_hash": first_hash, "second_hash": second_hash})

    def decisions(self, *, video_id=_UNSET, offset=_UNSET, after=_UNSET, limit=_UNSET):
        """List decisions, newest first."""
        return self._rushes._call("GET", "/duplicates/decisions", {
            "video_id": video_id,
            "offset": offset,
            "after": after,
            "limit": limit,
        })


class _Embedded(_Group):
    def get(self, video_id):
        """Get the metadata embedded in a file."""
        return self._rushes._call("GET", "/videos/{video_id}/embedded", {"video_id": video_id})

    def tag(self, video_id, position):
        """Get one embedded text, verbatim."""
        return self._rushes._call("GET", "/videos/{video_id}/embedded/{position}", {
            "video_id": video_id,
            "position": position,
        })

    def of_content(self, file_hash):
        """Get the metadata embedded in a content."""
        return self._rushes._call("GET", "/contents/{file_hash}/embedded", {"file_hash": file_hash})

    def tag_of_content(self, file_hash, position):
        """Get one embedded text of a content, verbatim."""
        return self._rushes._call("GET", "/contents/{file_hash}/embedded/{position}", {
            "file_hash": file_hash,
            "position": position,
        })

    def reread(self):
        """Re-read embedded metadata where due."""
        return self._rushes._call("POST", "/embedded/reread", {})


class _Events(_Group):
    def subscribe(self):
        """Stream all events as server-sent events."""
        return self._rushes._events("GET", "/events", {})


class _Executions(_Group):
    def list(
        self,
        *,
        workflow_id=_UNSET,
        status=_UNSET,
        sort=_UNSET,
        order=_UNSET,
        offset=_UNSET,
        after=_UNSET,
        limit=_UNSET,
    ):
        """List executions, newest first by default."""
        return self._rushes._call("GET", "/executions", {
            "workflow_id": workflow_id,
            "status": status,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def start(self, workflow_id, *, id=_UNSET, status=_UNSET, execution_data=_UNSET):
        """Record the start of an execution."""
        return self._rushes._call("POST", "/executions", {
            "id": id,
            "workflow_id": workflow_id,
            "status": status,
            "execution_data": execution_data,
        })

    def get(self, id):
        """Get an execution with its videos and its definition."""
        return self._rushes._call("GET", "/executions/{id}", {"id": id})

    def update(self, id, *, status=_UNSET, execution_data=_UNSET, error=_UNSET):
        """Record the progress or the end of an execution."""
        return self._rushes._call("PATCH", "/executions/{id}", {
            "id": id,
            "status": status,
            "execution_data": execution_data,
            "error": error,
        })


class _Folders(_Group):
    def preview_relink(self, from_, to):
        """Preview where the files of a folder are now."""
        return self._rushes._call("POST", "/folders/preview-relink", {"from": from_, "to": to})

    def relink(self, from_, to):
        """Start the job that says where a folder is now."""
        return self._rushes._call("POST", "/folders/relink", {"from": from_, "to": to})


class _Generations(_Group):
    def get(self, video_id):
        """Get the generation details of a video."""
        return self._rushes._call("GET", "/videos/{video_id}/generation", {"video_id": video_id})

    def put(
        self,
        video_id,
        *,
        provider=_UNSET,
        model=_UNSET,
        prompt=_UNSET,
        generation_params=_UNSET,
        job_id=_UNSET,
        status=_UNSET,
        error=_UNSET,
        started_at=_UNSET,
        completed_at=_UNSET,
        source_type=_UNSET,
    ):
        """Set the generation details of a video."""
        return self._rushes._call("PUT", "/videos/{video_id}/generation", {
            "video_id": video_id,
            "provider": provider,
            "model": model,
            "prompt": prompt,
            "generation_params": generation_params,
            "job_id": job_id,
            "status": status,
            "error": error,
            "started_at": started_at,
            "completed_at": completed_at,
            "source_type": source_type,
        })

    def remove(self, video_id):
        """Delete the generation details of a video."""
        return self._rushes._call("DELETE", "/videos/{video_id}/generation", {"video_id": video_id})

    def of_content(self, file_hash):
        """Get the generation details of a content."""
        return self._rushes._call("GET", "/contents/{file_hash}/generation", {"file_hash": file_hash})

    def put_of_content(
        self,
        file_hash,
        *,
        provider=_UNSET,
        model=_UNSET,
        prompt=_UNSET,
        generation_params=_UNSET,
        job_id=_UNSET,
        status=_UNSET,
        error=_UNSET,
        started_at=_UNSET,
        completed_at=_UNSET,
    ):
        """Set the generation details of a content."""
        return self._rushes._call("PUT", "/contents/{file_hash}/generation", {
            "file_hash": file_hash,
            "provider": provider,
            "model": model,
            "prompt": prompt,
            "generation_params": generation_params,
            "job_id": job_id,
            "status": status,
            "error": error,
            "started_at": started_at,
            "completed_at": completed_at,
        })

    def remove_of_content(self, file_hash):
        """Delete the generation details of a content."""
        return self._rushes._call("DELETE", "/contents/{file_hash}/generation", {"file_hash": file_hash})


class _History(_Group):
    def list(
        self,
        *,
        video_id=_UNSET,
        author=_UNSET,
        user_id=_UNSET,
        since=_UNSET,
        until=_UNSET,
        order=_UNSET,
        after=_UNSET,
        limit=_UNSET,
    ):
        """List what was changed, newest first by default."""
        return self._rushes._call("GET", "/history", {
            "video_id": video_id,
            "author": author,
            "user_id": user_id,
            "since": since,
            "until": until,
            "order": order,
            "after": after,
            "limit": limit,
        })

    def authors(self):
        """List who changed something."""
        return self._rushes._call("GET", "/history/authors", {})

    def check(self, entry):
        """Say whether an entry can be undone."""
        return self._rushes._call("GET", "/history/{entry}/check", {"entry": entry})

    def undo(self, *, entry=_UNSET, step=_UNSET):
        """Undo an entry, by default the last one of the caller."""
        return self._rushes._call("POST", "/history/undo", {"entry": entry, "step": step})

    def redo(self, *, entry=_UNSET, step=_UNSET):
        """Redo what was undone, by default last by the caller."""
        return self._rushes._call("POST", "/history/redo", {"entry": entry, "step": step})


class _Images(_Group):
    def list(
        self,
        *,
        query=_UNSET,
        search=_UNSET,
        model=_UNSET,
        ai=_UNSET,
        sort=_UNSET,
        order=_UNSET,
        offset=_UNSET,
        after=_UNSET,
        limit=_UNSET,
    ):
        """List images, newest first by default."""
        return self._rushes._call("GET", "/images", {
            "query": query,
            "search": search,
            "model": model,
            "ai": ai,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def ids(
        self,
        *,
        query=_UNSET,
        search=_UNSET,
        model=_UNSET,
        ai=_UNSET,
        sort=_UNSET,
        order=_UNSET,
        offset=_UNSET,
        after=_UNSET,
        limit=_UNSET,
    ):
        """List only the ids of a page."""
        return self._rushes._call("GET", "/image-ids", {
            "query": query,
            "search": search,
            "model": model,
            "ai": ai,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def models(self):
        """List the models that made images, by name."""
        return self._rushes._call("GET", "/image-models", {})

    def get(self, id):
        """Get an image with its locations and the videos made from it."""
        return self._rushes._call("GET", "/images/{id}", {"id": id})

    def rate(self, ratings):
        """Rate images, or clear ratings."""
        return self._rushes._call("POST", "/images/rate", {"ratings": ratings})

    def colour(self, colours):
        """Label images with a colour, or clear it."""
        return self._rushes._call("POST", "/images/colour", {"colours": colours})

    def note(self, id, note):
        """Write a note on an image, or clear it."""
        return self._rushes._call("PUT", "/images/{id}/note", {"id": id, "note": note})

    def remove(self, ids, *, delete_file=_UNSET):
        """Remove images from the library."""
        return self._rushes._call("POST", "/images/remove", {"ids": ids, "delete_file": delete_file})

    def restore(self, ids):
        """Undo a removal."""
        return self._rushes._call("POST", "/images/restore", {"ids": ids})


class _Imports(_Group):
    def start(
        self,
        *,
        paths=_UNSET,
        uploads=_UNSET,
        mode=_UNSET,
        recursive=_UNSET,
        source_type=_UNSET,
        metadata=_UNSET,
    ):
        """Import files into the library."""
        return self._rushes._call("POST", "/imports", {
            "paths": paths,
            "uploads": uploads,
            "mode": mode,
            "recursive": recursive,
            "source_type": source_type,
            "metadata": metadata,
        })

    def restart(self, job_id):
        """Restart an import with its original request."""
        return self._rushes._call("POST", "/imports/{job_id}/restart", {"job_id": job_id})

    def pick(self, kind):
        """Choose files or a folder with the system’s dialog."""
        return self._rushes._call("POST", "/imports/pick", {"kind": kind})


class _Jobs(_Group):
    def list(self, *, after=_UNSET, limit=_UNSET):
        """List jobs, running ones first, then newest first."""
        return self._rushes._call("GET", "/jobs", {"after": after, "limit": limit})

    def get(self, id):
        """Get a job."""
        return self._rushes._call("GET", "/jobs/{id}", {"id": id})

    def items(self, id, *, outcome=_UNSET, offset=_UNSET, after=_UNSET, limit=_UNSET):
        """List the outcome of each file of a job."""
        return self._rushes._call("GET", "/jobs/{id}/items", {
            "id": id,
            "outcome": outcome,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def cancel(self, id):
        """Cancel a job; it stops within a second."""
        return self._rushes._call("POST", "/jobs/{id}/cancel", {"id": id})

    def pause(self, id):
        """Pause a job."""
        return self._rushes._call("POST", "/jobs/{id}/pause", {"id": id})

    def resume(self, id):
        """Resume a paused job."""
        return self._rushes._call("POST", "/jobs/{id}/resume", {"id": id})


class _Library(_Group):
    def get(self):
        """Get the library’s location and totals."""
        return self._rushes._call("GET", "/library", {})

    def statistics(self):
        """Get statistics."""
        return self._rushes._call("GET", "/library/statistics", {})

    def doctor(self):
        """Check the tools and the integrity of the library."""
        return self._rushes._call("GET", "/library/doctor", {})

    def space(self):
        """Get the size of the database."""
        return self._rushes._call("GET", "/library/space", {})

    def compact(self):
        """Compact the database."""
        return self._rushes._call("POST", "/library/compact", {})

    def add_demo(self):
        """Add the demo."""
        return self._rushes._call("POST", "/library/demo", {})

    def adopt(self, path):
        """Adopt the database of another program."""
        return self._rushes._call("POST", "/library/adopt", {"path": path})


class _Lineage(_Group):
    def get(self, *, video_id=_UNSET, file_hash=_UNSET, depth=_UNSET, direction=_UNSET):
        """Get the lineage of a video, an image or any content."""
        return self._rushes._call("GET", "/lineage", {
            "video_id": video_id,
            "file_hash": file_hash,
            "depth": depth,
            "direction": direction,
        })

    def decide(self, decisions):
        """Confirm or reject likely links."""
        return self._rushes._call("POST", "/lineage/decisions", {"decisions": decisions})


class _Media(_Group):
    def list(self, *, MediaType=_UNSET, MediaStatus=_UNSET, UserId=_UNSET, after=_UNSET, limit=_UNSET):
        """List media, newest first."""
        return self._rushes._call("GET", "/media", {
            "MediaType": MediaType,
            "MediaStatus": MediaStatus,
            "UserId": UserId,
            "after": after,
            "limit": limit,
        })

    def add(self, path, *, name=_UNSET, virtual=_UNSET):
        """Add a file of the library’s computer."""
        return self._rushes._call("POST", "/media", {"name": name, "virtual": virtual, "path": path})

    def get(self, id):
        """Get media with its history."""
        return self._rushes._call("GET", "/media/{id}", {"id": id})

    def remove(self, id):
        """Move media to the trash."""
        return self._rushes._call("DELETE", "/media/{id}", {"id": id})

    def of_content(self, file_hash):
        """Get the media of a content; null if none."""
        return self._rushes._call("GET", "/contents/{file_hash}/media", {"file_hash": file_hash})

    def set_status(self, id, MediaStatus, *, message=_UNSET):
        """Record the progress of processing."""
        return self._rushes._call("PUT", "/media/{id}/status", {
            "id": id,
            "MediaStatus": MediaStatus,
            "message": message,
        })


class _Policies(_Group):
    def list(self):
        """List the clean-up policies."""
        return self._rushes._call("GET", "/policies", {})

    def save(self, rule, name, *, days=_UNSET, max_bytes=_UNSET, query=_UNSET, id=_UNSET, schedule=_UNSET):
        """Add a clean-up policy, or change one."""
        return self._rushes._call("POST", "/policies", {
            "rule": rule,
            "days": days,
            "max_bytes": max_bytes,
            "query": query,
            "id": id,
            "name": name,
            "schedule": schedule,
        })

    def remove(self, id):
        """Remove a clean-up policy."""
        return self._rushes._call("DELETE", "/policies/{id}", {"id": id})

    def preview(self, rule, *, days=_UNSET, max_bytes=_UNSET, query=_UNSET):
        """Count what a policy would choose now."""
        return self._rushes._call("POST", "/policies/preview", {
            "rule": rule,
            "days": days,
            "max_bytes": max_bytes,
            "query": query,
        })

    def run(self, id):
        """Start the job that runs a clean-up policy."""
        return self._rushes._call("POST", "/policies/{id}/run", {"id": id})


class _Previews(_Group):
    def size(self):
        """Measure the previews and proxies in the cache."""
        return self._rushes._call("GET", "/previews/size", {})

    def clear(self):
        """Start the job that deletes previews and proxies."""
        return self._rushes._call("POST", "/previews/clear", {})

    def storyboard(self, id, *, ahead=_UNSET):
        """Create the storyboard of a video."""
        return self._rushes._call("POST", "/videos/{id}/storyboard", {"id": id, "ahead": ahead})

    def keyframes(self, id):
        """List the keyframes of a video."""
        return self._rushes._call("POST", "/videos/{id}/keyframes", {"id": id})

    def waveform(self, id):
        """Get the waveform of a video."""
        return self._rushes._call("POST", "/videos/{id}/waveform", {"id": id})


class _Processing(_Group):
    def list(self, *, action=_UNSET, path=_UNSET, sort=_UNSET, order=_UNSET, offset=_UNSET, after=_UNSET, limit=_UNSET):
        """List cached processing, newest first by default."""
        return self._rushes._call("GET", "/processing", {
            "action": action,
            "path": path,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def save(
        self,
        job_id,
        action,
        input_path,
        input_hash,
        output_path,
        output_hash,
        *,
        config_hash=_UNSET,
        config=_UNSET,
        inputs=_UNSET,
        parameters=_UNSET,
        metadata=_UNSET,
    ):
        """Cache a processing."""
        return self._rushes._call("PUT", "/processing", {
            "job_id": job_id,
            "action": action,
            "input_path": input_path,
            "input_hash": input_hash,
            "config_hash": config_hash,
            "config": config,
            "inputs": inputs,
            "output_path": output_path,
            "output_hash": output_hash,
            "parameters": parameters,
            "metadata": metadata,
        })

    def get(self, job_id):
        """Get a processing by its job id."""
        return self._rushes._call("GET", "/processing/{job_id}", {"job_id": job_id})

    def cached(self, action, input_path, input_hash, config_hash):
        """Look up the cached processing of an input; null if none."""
        return self._rushes._call("GET", "/cached-processing", {
            "action": action,
            "input_path": input_path,
            "input_hash": input_hash,
            "config_hash": config_hash,
        })

    def start(
        self,
        action,
        *,
        video_id=_UNSET,
        start_seconds=_UNSET,
        end_seconds=_UNSET,
        cut=_UNSET,
        video_ids=_UNSET,
        name=_UNSET,
        format=_UNSET,
        height=_UNSET,
    ):
        """Start a processing."""
        return self._rushes._call("POST", "/processing/start", {
            "action": action,
            "video_id": video_id,
            "start_seconds": start_seconds,
            "end_seconds": end_seconds,
            "cut": cut,
            "video_ids": video_ids,
            "name": name,
            "format": format,
            "height": height,
        })

    def extract(self, video_id, ranges, *, cut=_UNSET):
        """Extract several ranges of a video."""
        return self._rushes._call("POST", "/processing/extract", {"video_id": video_id, "ranges": ranges, "cut": cut})

    def chain(self, id):
        """Get the processing before and after a video."""
        return self._rushes._call("GET", "/videos/{id}/processing", {"id": id})

    def verify(self, job_ids):
        """Verify inputs and outputs against the current content of their files."""
        return self._rushes._call("POST", "/processing/verify", {"job_ids": job_ids})

    def remove(self, job_ids):
        """Remove processing from the cache."""
        return self._rushes._call("POST", "/processing/remove", {"job_ids": job_ids})

    def restore(self, job_ids):
        """Undo a removal."""
        return self._rushes._call("POST", "/processing/restore", {"job_ids": job_ids})


class _Proxies(_Group):
    def create(self, id):
        """Create a proxy that every browser plays."""
        return self._rushes._call("POST", "/videos/{id}/proxy", {"id": id})


class _Searches(_Group):
    def list(self):
        """List the saved searches."""
        return self._rushes._call("GET", "/searches", {})

    def save(self, name, query, *, id=_UNSET, created_at=_UNSET):
        """Save a search under a name."""
        return self._rushes._call("POST", "/searches", {
            "id": id,
            "name": name,
            "query": query,
            "created_at": created_at,
        })

    def change(self, id, *, name=_UNSET, query=_UNSET):
        """Rename a saved search, or change its query."""
        return self._rushes._call("PATCH", "/searches/{id}", {"id": id, "name": name, "query": query})

    def remove(self, id):
        """Remove a saved search."""
        return self._rushes._call("DELETE", "/searches/{id}", {"id": id})


class _Settings(_Group):
    def get(self):
        """Get the settings of the library."""
        return self._rushes._call("GET", "/settings", {})

    def change(self, *, import_=_UNSET, folders=_UNSET, previews=_UNSET, trash=_UNSET):
        """Change settings of the library."""
        return self._rushes._call("PATCH", "/settings", {
            "import": import_,
            "folders": folders,
            "previews": previews,
            "trash": trash,
        })


class _Sharing(_Group):
    def get(self):
        """Get the address and the connections of a shared library."""
        return self._rushes._call("GET", "/sharing", {})

    def start(self, *, host=_UNSET, port=_UNSET, tls_cert=_UNSET, tls_key=_UNSET, behind_proxy=_UNSET):
        """Share the library of the desktop window."""
        return self._rushes._call("POST", "/sharing/start", {
            "host": host,
            "port": port,
            "tls_cert": tls_cert,
            "tls_key": tls_key,
            "behind_proxy": behind_proxy,
        })

    def stop(self):
        """Stop sharing the library of the desktop window."""
        return self._rushes._call("POST", "/sharing/stop", {})


class _Sidecars(_Group):
    def write(self, *, video_ids=_UNSET, image_ids=_UNSET, formats=_UNSET):
        """Write sidecars beside the files of videos and images."""
        return self._rushes._call("POST", "/sidecars/write", {
            "video_ids": video_ids,
            "image_ids": image_ids,
            "formats": formats,
        })

    def read(self, *, video_ids=_UNSET, image_ids=_UNSET):
        """Read the sidecars of videos and images."""
        return self._rushes._call("POST", "/sidecars/read", {"video_ids": video_ids, "image_ids": image_ids})


class _Stages(_Group):
    def run(self, checkpoint_id, stage, *, config=_UNSET):
        """Run a stage on a checkpoint."""
        return self._rushes._call("POST", "/checkpoints/{checkpoint_id}/run", {
            "checkpoint_id": checkpoint_id,
            "stage": stage,
            "config": config,
        })

    def pipelines(self):
        """List the declared pipelines."""
        return self._rushes._call("GET", "/pipelines", {})

    def run_pipeline(self, checkpoint_id, pipeline, *, config=_UNSET):
        """Run a pipeline."""
        return self._rushes._call("POST", "/checkpoints/{checkpoint_id}/run-pipeline", {
            "checkpoint_id": checkpoint_id,
            "pipeline": pipeline,
            "config": config,
        })


class _Statistics(_Group):
    def get(self):
        """Get the statistics of takes, runs and caches."""
        return self._rushes._call("GET", "/statistics", {})

    def duplicates(self, *, offset=_UNSET, after=_UNSET, limit=_UNSET):
        """List the files that imports found to be in the library, newest import first."""
        return self._rushes._call("GET", "/statistics/duplicates", {"offset": offset, "after": after, "limit": limit})


class _Storage(_Group):
    def get(self):
        """Get the bucket of the library, and what is in it."""
        return self._rushes._call("GET", "/storage", {})

    def set(
        self,
        bucket,
        *,
        endpoint=_UNSET,
        region=_UNSET,
        prefix=_UNSET,
        path_style=_UNSET,
        profile=_UNSET,
        frames=_UNSET,
        videos=_UNSET,
        previews=_UNSET,
    ):
        """Set the bucket of the library."""
        return self._rushes._call("PUT", "/storage", {
            "endpoint": endpoint,
            "region": region,
            "bucket": bucket,
            "prefix": prefix,
            "path_style": path_style,
            "profile": profile,
            "frames": frames,
            "videos": videos,
            "previews": previews,
        })

    def remove(self):
        """Remove the bucket of the library, if nothing is in it."""
        return self._rushes._call("DELETE", "/storage", {})

    def save_keys(self, keys):
        """Save the keys of the bucket; in the desktop app only."""
        return self._rushes._call("PUT", "/storage/keys", {"keys": keys})

    def test(self):
        """Test the connection to the bucket."""
        return self._rushes._call("POST", "/storage/test", {})

    def upload(self, video_ids, *, evict=_UNSET):
        """Copy videos to the bucket."""
        return self._rushes._call("POST", "/storage/upload", {"video_ids": video_ids, "evict": evict})

    def fetch(self, video_ids):
        """Fetch videos back from the bucket."""
        return self._rushes._call("POST", "/storage/fetch", {"video_ids": video_ids})

    def address(self, id, *, seconds=_UNSET):
        """Get a presigned address of a video."""
        return self._rushes._call("GET", "/storage/videos/{id}/address", {"id": id, "seconds": seconds})


class _Tags(_Group):
    def list(self, *, of=_UNSET, search=_UNSET, offset=_UNSET, after=_UNSET, limit=_UNSET):
        """List tags with their number of videos and images, most used first."""
        return self._rushes._call("GET", "/tags", {
            "of": of,
            "search": search,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def change(self, changes):
        """Add and remove tags of videos and images."""
        return self._rushes._call("POST", "/tags/change", {"changes": changes})

    def rename(self, tag, to):
        """Rename a tag on all videos and images, or merge it with another."""
        return self._rushes._call("POST", "/tags/rename", {"tag": tag, "to": to})


class _Timelines(_Group):
    def list(self, *, video_id=_UNSET, sort=_UNSET, order=_UNSET, offset=_UNSET, after=_UNSET, limit=_UNSET):
        """List timelines, newest first by default."""
        return self._rushes._call("GET", "/timelines", {
            "video_id": video_id,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def create(self, video_id, *, at=_UNSET, fps=_UNSET, every=_UNSET, threshold=_UNSET, profile_name=_UNSET):
        """Create a timeline from a video."""
        return self._rushes._call("POST", "/timelines", {
            "video_id": video_id,
            "at": at,
            "fps": fps,
            "every": every,
            "threshold": threshold,
            "profile_name": profile_name,
        })

    def get(self, id):
        """Get a timeline."""
        return self._rushes._call("GET", "/timelines/{id}", {"id": id})

    def create_from_files(
        self,
        frames,
        *,
        source_video=_UNSET,
        profile_name=_UNSET,
        fps=_UNSET,
        source_asset_id=_UNSET,
    ):
        """Create a timeline from frames in files."""
        return self._rushes._call("POST", "/timelines/from-files", {
            "source_video": source_video,
            "profile_name": profile_name,
            "fps": fps,
            "source_asset_id": source_asset_id,
            "frames": frames,
        })

    def frames(self, id, *, as_=_UNSET, from_=_UNSET, to=_UNSET, limit=_UNSET):
        """List the frames of a timeline."""
        return self._rushes._call("GET", "/timelines/{id}/frames", {
            "id": id,
            "as": as_,
            "from": from_,
            "to": to,
            "limit": limit,
        })

    def manifest(self, id):
        """Get the paths and facts of all frames."""
        return self._rushes._call("GET", "/timelines/{id}/manifest", {"id": id})

    def storage(self):
        """Get what timelines take on the library’s disk."""
        return self._rushes._call("GET", "/timeline-storage", {})

    def remove(self, ids):
        """Remove timelines."""
        return self._rushes._call("POST", "/timelines/remove", {"ids": ids})

    def restore(self, ids):
        """Undo a removal."""
        return self._rushes._call("POST", "/timelines/restore", {"ids": ids})


class _Tokens(_Group):
    def list(self):
        """List the tokens that were issued for this library."""
        return self._rushes._call("GET", "/tokens", {})

    def create(self, user_id, *, scope=_UNSET, expires_in_days=_UNSET):
        """Issue a token for a user."""
        return self._rushes._call("POST", "/tokens", {
            "user_id": user_id,
            "scope": scope,
            "expires_in_days": expires_in_days,
        })

    def revoke(self, id):
        """Revoke a token."""
        return self._rushes._call("POST", "/tokens/{id}/revoke", {"id": id})


class _Trash(_Group):
    def list(
        self,
        *,
        kind=_UNSET,
        older_than_days=_UNSET,
        sort=_UNSET,
        order=_UNSET,
        offset=_UNSET,
        after=_UNSET,
        limit=_UNSET,
    ):
        """List what was removed, newest first by default."""
        return self._rushes._call("GET", "/trash", {
            "kind": kind,
            "older_than_days": older_than_days,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def size(self, *, kind=_UNSET, older_than_days=_UNSET):
        """Measure what emptying the trash frees."""
        return self._rushes._call("GET", "/trash/size", {"kind": kind, "older_than_days": older_than_days})

    def limits(self):
        """Get the limits of the trash."""
        return self._rushes._call("GET", "/trash/limits", {})

    def set_limits(self, *, max_days=_UNSET, max_bytes=_UNSET):
        """Set the age and size beyond which the trash is emptied."""
        return self._rushes._call("PUT", "/trash/limits", {"max_days": max_days, "max_bytes": max_bytes})

    def restore(self, items):
        """Restore with all details, tags and associations."""
        return self._rushes._call("POST", "/trash/restore", {"items": items})

    def delete(self, items):
        """Start the job that deletes some of it for good."""
        return self._rushes._call("POST", "/trash/delete", {"items": items})

    def empty(self, *, kind=_UNSET, older_than_days=_UNSET):
        """Start the job that deletes all of it for good."""
        return self._rushes._call("POST", "/trash/empty", {"kind": kind, "older_than_days": older_than_days})


class _Verification(_Group):
    def get(self):
        """Get how many files are verified."""
        return self._rushes._call("GET", "/verification", {})

    def start(self, *, full=_UNSET, repair=_UNSET, older_than_days=_UNSET):
        """Start the job that verifies the files of the library."""
        return self._rushes._call("POST", "/verification", {
            "full": full,
            "repair": repair,
            "older_than_days": older_than_days,
        })

    def invariants(self):
        """Check what must hold in every library."""
        return self._rushes._call("GET", "/verification/invariants", {})


class _Versions(_Group):
    def list(
        self,
        *,
        answered=_UNSET,
        video_id=_UNSET,
        sort=_UNSET,
        order=_UNSET,
        offset=_UNSET,
        after=_UNSET,
        limit=_UNSET,
    ):
        """List new versions of videos, newest first by default."""
        return self._rushes._call("GET", "/versions", {
            "answered": answered,
            "video_id": video_id,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def answer(self, video_ids, answer):
        """Carry the data of the old version over, or leave it."""
        return self._rushes._call("POST", "/versions/answer", {"video_ids": video_ids, "answer": answer})

    def reopen(self, video_ids):
        """Undo an answer."""
        return self._rushes._call("POST", "/versions/reopen", {"video_ids": video_ids})


class _Videos(_Group):
    def list(
        self,
        *,
        query=_UNSET,
        search=_UNSET,
        source_type=_UNSET,
        workflow_id=_UNSET,
        node_type=_UNSET,
        role=_UNSET,
        provider=_UNSET,
        model=_UNSET,
        resolution=_UNSET,
        aspect_ratio=_UNSET,
        codec=_UNSET,
        min_seconds=_UNSET,
        max_seconds=_UNSET,
        from_day=_UNSET,
        to_day=_UNSET,
        has_generation=_UNSET,
        min_rating=_UNSET,
        has_rating=_UNSET,
        tags=_UNSET,
        any_tags=_UNSET,
        has_tags=_UNSET,
        sort=_UNSET,
        order=_UNSET,
        offset=_UNSET,
        after=_UNSET,
        limit=_UNSET,
        count=_UNSET,
    ):
        """List videos, newest first by default."""
        return self._rushes._call("GET", "/videos", {
            "query": query,
            "search": search,
            "source_type": source_type,
            "workflow_id": workflow_id,
            "node_type": node_type,
            "role": role,
            "provider": provider,
            "model": model,
            "resolution": resolution,
            "aspect_ratio": aspect_ratio,
            "codec": codec,
            "min_seconds": min_seconds,
            "max_seconds": max_seconds,
            "from_day": from_day,
            "to_day": to_day,
            "has_generation": has_generation,
            "min_rating": min_rating,
            "has_rating": has_rating,
            "tags": tags,
            "any_tags": any_tags,
            "has_tags": has_tags,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
            "count": count,
        })

    def add(self, file_path, *, id=_UNSET, name=_UNSET, source_type=_UNSET, metadata=_UNSET, mode=_UNSET):
        """Add a video by its path, with an id of your own."""
        return self._rushes._call("POST", "/videos", {
            "file_path": file_path,
            "id": id,
            "name": name,
            "source_type": source_type,
            "metadata": metadata,
            "mode": mode,
        })

    def count(
        self,
        *,
        query=_UNSET,
        search=_UNSET,
        source_type=_UNSET,
        workflow_id=_UNSET,
        node_type=_UNSET,
        role=_UNSET,
        provider=_UNSET,
        model=_UNSET,
        resolution=_UNSET,
        aspect_ratio=_UNSET,
        codec=_UNSET,
        min_seconds=_UNSET,
        max_seconds=_UNSET,
        from_day=_UNSET,
        to_day=_UNSET,
        has_generation=_UNSET,
        min_rating=_UNSET,
        has_rating=_UNSET,
        tags=_UNSET,
        any_tags=_UNSET,
        has_tags=_UNSET,
    ):
        """Count the videos that match a filter."""
        return self._rushes._call("GET", "/video-count", {
            "query": query,
            "search": search,
            "source_type": source_type,
            "workflow_id": workflow_id,
            "node_type": node_type,
            "role": role,
            "provider": provider,
            "model": model,
            "resolution": resolution,
            "aspect_ratio": aspect_ratio,
            "codec": codec,
            "min_seconds": min_seconds,
            "max_seconds": max_seconds,
            "from_day": from_day,
            "to_day": to_day,
            "has_generation": has_generation,
            "min_rating": min_rating,
            "has_rating": has_rating,
            "tags": tags,
            "any_tags": any_tags,
            "has_tags": has_tags,
        })

    def ids(
        self,
        *,
        query=_UNSET,
        search=_UNSET,
        source_type=_UNSET,
        workflow_id=_UNSET,
        node_type=_UNSET,
        role=_UNSET,
        provider=_UNSET,
        model=_UNSET,
        resolution=_UNSET,
        aspect_ratio=_UNSET,
        codec=_UNSET,
        min_seconds=_UNSET,
        max_seconds=_UNSET,
        from_day=_UNSET,
        to_day=_UNSET,
        has_generation=_UNSET,
        min_rating=_UNSET,
        has_rating=_UNSET,
        tags=_UNSET,
        any_tags=_UNSET,
        has_tags=_UNSET,
        sort=_UNSET,
        order=_UNSET,
        offset=_UNSET,
        after=_UNSET,
        limit=_UNSET,
    ):
        """List only the ids of a page."""
        return self._rushes._call("GET", "/video-ids", {
            "query": query,
            "search": search,
            "source_type": source_type,
            "workflow_id": workflow_id,
            "node_type": node_type,
            "role": role,
            "provider": provider,
            "model": model,
            "resolution": resolution,
            "aspect_ratio": aspect_ratio,
            "codec": codec,
            "min_seconds": min_seconds,
            "max_seconds": max_seconds,
            "from_day": from_day,
            "to_day": to_day,
            "has_generation": has_generation,
            "min_rating": min_rating,
            "has_rating": has_rating,
            "tags": tags,
            "any_tags": any_tags,
            "has_tags": has_tags,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def neighbours(
        self,
        id,
        *,
        sort=_UNSET,
        order=_UNSET,
        query=_UNSET,
        search=_UNSET,
        source_type=_UNSET,
        workflow_id=_UNSET,
        node_type=_UNSET,
        role=_UNSET,
        provider=_UNSET,
        model=_UNSET,
        resolution=_UNSET,
        aspect_ratio=_UNSET,
        codec=_UNSET,
        min_seconds=_UNSET,
        max_seconds=_UNSET,
        from_day=_UNSET,
        to_day=_UNSET,
        has_generation=_UNSET,
        min_rating=_UNSET,
        has_rating=_UNSET,
        tags=_UNSET,
        any_tags=_UNSET,
        has_tags=_UNSET,
    ):
        """Find the place of a video in a list."""
        return self._rushes._call("GET", "/videos/{id}/neighbours", {
            "id": id,
            "sort": sort,
            "order": order,
            "query": query,
            "search": search,
            "source_type": source_type,
            "workflow_id": workflow_id,
            "node_type": node_type,
            "role": role,
            "provider": provider,
            "model": model,
            "resolution": resolution,
            "aspect_ratio": aspect_ratio,
            "codec": codec,
            "min_seconds": min_seconds,
            "max_seconds": max_seconds,
            "from_day": from_day,
            "to_day": to_day,
            "has_generation": has_generation,
            "min_rating": min_rating,
            "has_rating": has_rating,
            "tags": tags,
            "any_tags": any_tags,
            "has_tags": has_tags,
        })

    def facets(
        self,
        *,
        query=_UNSET,
        search=_UNSET,
        source_type=_UNSET,
        workflow_id=_UNSET,
        node_type=_UNSET,
        role=_UNSET,
        provider=_UNSET,
        model=_UNSET,
        resolution=_UNSET,
        aspect_ratio=_UNSET,
        codec=_UNSET,
        min_seconds=_UNSET,
        max_seconds=_UNSET,
        from_day=_UNSET,
        to_day=_UNSET,
        has_generation=_UNSET,
        min_rating=_UNSET,
        has_rating=_UNSET,
        tags=_UNSET,
        any_tags=_UNSET,
        has_tags=_UNSET,
    ):
        """List the values that a filter can be narrowed to."""
        return self._rushes._call("GET", "/video-facets", {
            "query": query,
            "search": search,
            "source_type": source_type,
            "workflow_id": workflow_id,
            "node_type": node_type,
            "role": role,
            "provider": provider,
            "model": model,
            "resolution": resolution,
            "aspect_ratio": aspect_ratio,
            "codec": codec,
            "min_seconds": min_seconds,
            "max_seconds": max_seconds,
            "from_day": from_day,
            "to_day": to_day,
            "has_generation": has_generation,
            "min_rating": min_rating,
            "has_rating": has_rating,
            "tags": tags,
            "any_tags": any_tags,
            "has_tags": has_tags,
        })

    def groups(
        self,
        sort,
        *,
        query=_UNSET,
        search=_UNSET,
        source_type=_UNSET,
        workflow_id=_UNSET,
        node_type=_UNSET,
        role=_UNSET,
        provider=_UNSET,
        model=_UNSET,
        resolution=_UNSET,
        aspect_ratio=_UNSET,
        codec=_UNSET,
        min_seconds=_UNSET,
        max_seconds=_UNSET,
        from_day=_UNSET,
        to_day=_UNSET,
        has_generation=_UNSET,
        min_rating=_UNSET,
        has_rating=_UNSET,
        tags=_UNSET,
        any_tags=_UNSET,
        has_tags=_UNSET,
        order=_UNSET,
    ):
        """Count the videos of each group of a sorted list."""
        return self._rushes._call("GET", "/video-groups", {
            "query": query,
            "search": search,
            "source_type": source_type,
            "workflow_id": workflow_id,
            "node_type": node_type,
            "role": role,
            "provider": provider,
            "model": model,
            "resolution": resolution,
            "aspect_ratio": aspect_ratio,
            "codec": codec,
            "min_seconds": min_seconds,
            "max_seconds": max_seconds,
            "from_day": from_day,
            "to_day": to_day,
            "has_generation": has_generation,
            "min_rating": min_rating,
            "has_rating": has_rating,
            "tags": tags,
            "any_tags": any_tags,
            "has_tags": has_tags,
            "sort": sort,
            "order": order,
        })

    def get(self, id):
        """Get a video with its locations."""
        return self._rushes._call("GET", "/videos/{id}", {"id": id})

    def rename(self, id, name):
        """Change the display name; file names stay."""
        return self._rushes._call("PATCH", "/videos/{id}", {"id": id, "name": name})

    def edit(self, id, *, source_type=_UNSET, metadata=_UNSET):
        """Set the source or the metadata of a video."""
        return self._rushes._call("PATCH", "/videos/{id}/description", {
            "id": id,
            "source_type": source_type,
            "metadata": metadata,
        })

    def rate(self, ratings):
        """Rate videos, or clear ratings."""
        return self._rushes._call("POST", "/videos/rate", {"ratings": ratings})

    def colour(self, colours):
        """Label videos with a colour, or clear it."""
        return self._rushes._call("POST", "/videos/colour", {"colours": colours})

    def note(self, id, note):
        """Write a note on a video, or clear it."""
        return self._rushes._call("PUT", "/videos/{id}/note", {"id": id, "note": note})

    def summary(self, ids):
        """Sum up videos, with what they share and differ in."""
        return self._rushes._call("POST", "/videos/summary", {"ids": ids})

    def remove(self, ids, *, delete_file=_UNSET):
        """Remove videos from the library."""
        return self._rushes._call("POST", "/videos/remove", {"ids": ids, "delete_file": delete_file})

    def restore(self, ids):
        """Undo a removal."""
        return self._rushes._call("POST", "/videos/restore", {"ids": ids})

    def relink(self, id, path):
        """Set the location of a video’s file."""
        return self._rushes._call("POST", "/videos/{id}/relink", {"id": id, "path": path})

    def reveal(self, id, *, path=_UNSET):
        """Show a location in this computer’s file manager."""
        return self._rushes._call("POST", "/videos/{id}/reveal", {"id": id, "path": path})

    def open(self, id):
        """Open a video with its default program."""
        return self._rushes._call("POST", "/videos/{id}/open", {"id": id})

    def drag(self, ids):
        """Drag the files of videos out of the window."""
        return self._rushes._call("POST", "/videos/drag", {"ids": ids})


class _Watched(_Group):
    def list(self):
        """List the watched folders."""
        return self._rushes._call("GET", "/watched-folders", {})

    def add(self, path):
        """Watch a folder for new videos."""
        return self._rushes._call("POST", "/watched-folders", {"path": path})

    def pause(self, path, is_paused):
        """Pause or resume a watched folder."""
        return self._rushes._call("PATCH", "/watched-folders", {"path": path, "is_paused": is_paused})

    def remove(self, path):
        """Stop watching a folder."""
        return self._rushes._call("DELETE", "/watched-folders", {"path": path})


class _Webhooks(_Group):
    def list(self):
        """List the webhooks with their last deliveries."""
        return self._rushes._call("GET", "/webhooks", {})

    def create(self, url):
        """Send events to an address."""
        return self._rushes._call("POST", "/webhooks", {"url": url})

    def remove(self, id):
        """Stop sending events to an address."""
        return self._rushes._call("DELETE", "/webhooks/{id}", {"id": id})


class _Workflows(_Group):
    def list(
        self,
        *,
        search=_UNSET,
        status=_UNSET,
        is_template=_UNSET,
        sort=_UNSET,
        order=_UNSET,
        offset=_UNSET,
        after=_UNSET,
        limit=_UNSET,
    ):
        """List workflows, last changed first by default."""
        return self._rushes._call("GET", "/workflows", {
            "search": search,
            "status": status,
            "is_template": is_template,
            "sort": sort,
            "order": order,
            "offset": offset,
            "after": after,
            "limit": limit,
        })

    def create(self, name, definition, *, id=_UNSET, description=_UNSET, status=_UNSET):
        """Create a workflow, a draft by default."""
        return self._rushes._call("POST", "/workflows", {
            "id": id,
            "name": name,
            "description": description,
            "definition": definition,
            "status": status,
        })

    def get(self, id):
        """Get a workflow with its definition and videos."""
        return self._rushes._call("GET", "/workflows/{id}", {"id": id})

    def update(
        self,
        id,
        *,
        name=_UNSET,
        description=_UNSET,
        definition=_UNSET,
        status=_UNSET,
        template_inputs=_UNSET,
        videos=_UNSET,
    ):
        """Change the given fields."""
        return self._rushes._call("PATCH", "/workflows/{id}", {
            "id": id,
            "name": name,
            "description": description,
            "definition": definition,
            "status": status,
            "template_inputs": template_inputs,
            "videos": videos,
        })

    def remove(self, ids):
        """Remove workflows with their executions."""
        return self._rushes._call("POST", "/workflows/remove", {"ids": ids})

    def restore(self, ids):
        """Undo a removal."""
        return self._rushes._call("POST", "/workflows/restore", {"ids": ids})

    def duplicate(self, id, *, name=_UNSET):
        """Duplicate a workflow as a draft."""
        return self._rushes._call("POST", "/workflows/{id}/duplicate", {"id": id, "name": name})

    def template(self, id):
        """List what a template asks for."""
        return self._rushes._call("GET", "/workflows/{id}/template", {"id": id})

    def start(self, id, *, name=_UNSET, values=_UNSET):
        """Start a workflow from a template."""
        return self._rushes._call("POST", "/workflows/{id}/start", {"id": id, "name": name, "values": values})

    def from_file(self, *, path=_UNSET, upload=_UNSET, name=_UNSET):
        """Create a draft from a definition, or from an image or a video that contains one."""
        return self._rushes._call("POST", "/workflows/file", {"path": path, "upload": upload, "name": name})

    def from_video(self, video_id, *, name=_UNSET):
        """Create a draft from the generation details of a video."""
        return self._rushes._call("POST", "/videos/{video_id}/workflow", {"video_id": video_id, "name": name})

    def associate(
        self,
        workflow_id,
        node_id,
        *,
        video_id=_UNSET,
        file_hash=_UNSET,
        node_type=_UNSET,
        role=_UNSET,
        execution_id=_UNSET,
    ):
        """Associate a video or an image with a node."""
        return self._rushes._call("PUT", "/workflows/{workflow_id}/videos", {
            "workflow_id": workflow_id,
            "video_id": video_id,
            "file_hash": file_hash,
            "node_id": node_id,
            "node_type": node_type,
            "role": role,
            "execution_id": execution_id,
        })

    def dissociate(self, workflow_id, node_id, *, video_id=_UNSET, file_hash=_UNSET):
        """Remove an association."""
        return self._rushes._call("POST", "/workflows/{workflow_id}/videos/remove", {
            "workflow_id": workflow_id,
            "video_id": video_id,
            "file_hash": file_hash,
            "node_id": node_id,
        })

    def archive_state(self, id):
        """Count what an archive takes over, or has."""
        return self._rushes._call("GET", "/workflows/{id}/archive", {"id": id})

    def archive(self, id, path):
        """Archive a workflow with its media."""
        return self._rushes._call("POST", "/workflows/{id}/archive", {"id": id, "path": path})

    def fetch_archived(self, id):
        """Fetch archived takes back."""
        return self._rushes._call("POST", "/workflows/{id}/archive/fetch", {"id": id})

    def of_video(self, video_id):
        """List the workflows that made or used a video."""
        return self._rushes._call("GET", "/videos/{video_id}/workflows", {"video_id": video_id})

    def of_content(self, file_hash):
        """List the workflows that made or used a content."""
        return self._rushes._call("GET", "/contents/{file_hash}/workflows", {"file_hash": file_hash})


class Rushes:
    """A served library. `token` is a token, or the key that `rushes serve` prints."""

    def __init__(self, url, token, timeout=60):
        self._url = url.rstrip("/")
        self._token = token
        self._timeout = timeout
        self.analysers = _Analysers(self)
        self.analyses = _Analyses(self)
        self.backups = _Backups(self)
        self.bundles = _Bundles(self)
        self.checkpoints = _Checkpoints(self)
        self.collections = _Collections(self)
        self.configurations = _Configurations(self)
        self.duplicates = _Duplicates(self)
        self.embedded = _Embedded(self)
        self.events = _Events(self)
        self.executions = _Executions(self)
        self.folders = _Folders(self)
        self.generations = _Generations(self)
        self.history = _History(self)
        self.images = _Images(self)
        self.imports = _Imports(self)
        self.jobs = _Jobs(self)
        self.library = _Library(self)
        self.lineage = _Lineage(self)
        self.media = _Media(self)
        self.policies = _Policies(self)
        self.previews = _Previews(self)
        self.processing = _Processing(self)
        self.proxies = _Proxies(self)
        self.searches = _Searches(self)
        self.settings = _Settings(self)
        self.sharing = _Sharing(self)
        self.sidecars = _Sidecars(self)
        self.stages = _Stages(self)
        self.statistics = _Statistics(self)
        self.storage = _Storage(self)
        self.tags = _Tags(self)
        self.timelines = _Timelines(self)
        self.tokens = _Tokens(self)
        self.trash = _Trash(self)
        self.verification = _Verification(self)
        self.versions = _Versions(self)
        self.videos = _Videos(self)
        self.watched = _Watched(self)
        self.webhooks = _Webhooks(self)
        self.workflows = _Workflows(self)

    def upload(self, path, name=None):
        """Uploads a file as media, and returns its record."""
        with open(path, "rb") as file:
            query = urlencode({"name": name or os.path.basename(path)})
            headers = {"Content-Type": "application/octet-stream", "Content-Length": str(os.path.getsize(path))}
            with self._open("POST", "/api/media?" + query, file, headers) as response:
                return json.load(response)

    def read(self, path):
        """Returns the bytes at a path of the server, such as "/media/posters/<id>"."""
        with self._open("GET", path) as response:
            return response.read()

    def _call(self, method, path, fields):
        path, data = self._prepare(method, path, fields)
        headers = {"Content-Type": "application/json"} if data is not None else {}
        with self._open(method, path, data, headers) as response:
            return json.loads(response.read() or "null")

    def _events(self, method, path, fields):
        path, _ = self._prepare(method, path, fields)
        with self._open(method, path) as response:
            for line in response:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])

    def _prepare(self, method, path, fields):
        fields = {name: value for name, value in fields.items() if value is not _UNSET}
        for name in list(fields):
            if "{%s}" % name in path:
                path = path.replace("{%s}" % name, quote(str(fields.pop(name)), safe=""))
        if method != "GET":
            return "/api" + path, json.dumps(fields).encode() if fields else None
        query = []
        for name, value in fields.items():
            if isinstance(value, (list, tuple)):
                query += [(name + "[]", _text(each)) for each in value]
            else:
                query.append((name, _text(value)))
        return "/api" + path + ("?" + urlencode(query) if query else ""), None

    def _open(self, method, path, data=None, headers={}):
        request = Request(self._url + path, data=data, method=method, headers=headers)
        request.add_header("Authorization", "Bearer " + self._token)
        try:
            return urlopen(request, timeout=self._timeout)
        except HTTPError as error:
            with error:
                body = error.read()
            try:
                problem = json.loads(body)
            except ValueError:
                problem = {}
            raise RushesError(error.code, problem) from None


def _text(value):
    return json.dumps(value) if isinstance(value, bool) else str(value)
