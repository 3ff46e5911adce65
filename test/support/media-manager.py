"""The Media Manager beside Rushes on one media.db, written from its documentation.

    python3 media-manager.py <media.db>    calls as JSON lines on standard input, answers on standard output
"""

import datetime
import hashlib
import json
import sqlite3
import sys

VIDEO = "FOREIGN KEY (video_id) REFERENCES videos (id) ON DELETE CASCADE"
WORKFLOW = "FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE"
EXECUTION = "FOREIGN KEY (execution_id) REFERENCES workflow_executions (id) ON DELETE SET NULL"
NOW = "TIMESTAMP DEFAULT CURRENT_TIMESTAMP"

TABLES = {
    "videos": f"""id TEXT PRIMARY KEY, name TEXT NOT NULL, file_path TEXT NOT NULL UNIQUE, file_hash TEXT NOT NULL,
        size_bytes INTEGER NOT NULL, duration_seconds REAL, resolution TEXT, aspect_ratio TEXT, codec TEXT, fps REAL,
        source_type TEXT NOT NULL, created_at {NOW}, metadata JSON""",
    "video_generation": f"""video_id TEXT PRIMARY KEY, provider TEXT, model TEXT, prompt TEXT, generation_params JSON,
        job_id TEXT, status TEXT, error TEXT, started_at TIMESTAMP, completed_at TIMESTAMP, {VIDEO}""",
    "workflows": f"""id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, status TEXT DEFAULT 'draft',
        definition JSON NOT NULL, created_at {NOW}, updated_at {NOW}, last_executed_at TIMESTAMP""",
    "workflow_executions": f"""id TEXT PRIMARY KEY, workflow_id TEXT NOT NULL, status TEXT NOT NULL, started_at {NOW},
        completed_at TIMESTAMP, error TEXT, execution_data JSON, {WORKFLOW}""",
    "workflow_videos": f"""workflow_id TEXT NOT NULL, video_id TEXT NOT NULL, node_id TEXT NOT NULL, node_type TEXT NOT NULL,
        role TEXT NOT NULL, execution_id TEXT, created_at {NOW}, PRIMARY KEY (workflow_id, video_id, node_id),
        {WORKFLOW}, {VIDEO}, {EXECUTION}""",
}


class MediaManager:
    def __init__(self, db_path):
        self.db_path = db_path
        for table, columns in TABLES.items():
            self.write(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
        self.write("CREATE INDEX IF NOT EXISTS idx_videos_hash ON videos (file_hash)")

    def connect(self):
        con = sqlite3.connect(self.db_path, timeout=30)
        con.row_factory = sqlite3.Row
        return con

    def write(self, query, values=()):
        con = self.connect()
        try:
            with con:
                con.execute(query, values)
        finally:
            con.close()

    def rows(self, query, values=()):
        con = self.connect()
        try:
            return [dict(row) for row in con.execute(query, values)]
        finally:
            con.close()

    def add_video(self, video_id, name, file_path, size_bytes, source_type, metadata=None, **facts):
        with open(file_path, "rb") as file:
            file_hash = hashlib.sha256(file.read()).hexdigest()
        same = self.rows("SELECT id FROM videos WHERE file_hash = ?", (file_hash,))
        if same:
            return {"video_id": same[0]["id"], "is_duplicate": True, "original_id": same[0]["id"]}
        row = {
            "id": video_id,
            "name": name,
            "file_path": file_path,
            "file_hash": file_hash,
            "size_bytes": size_bytes,
            "source_type": source_type,
            "metadata": json.dumps(metadata) if metadata else None,
            **facts,
        }
        self.insert("videos", row)
        return {"video_id": video_id, "is_duplicate": False}

    def insert(self, table, row, verb="INSERT"):
        columns = ", ".join(row)
        marks = ", ".join("?" for _ in row)
        self.write(f"{verb} INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))

    def add_generation_details(
        self, video_id, provider, prompt, model=None, generation_params=None, job_id=None, status="completed",
        error=None, started_at=None, completed_at=None,
    ):
        row = {"video_id": video_id, "provider": provider, "model": model, "prompt": prompt}
        row["generation_params"] = json.dumps(generation_params) if generation_params else None
        row |= {"job_id": job_id, "status": status, "error": error}
        row |= {"started_at": started_at, "completed_at": completed_at}
        self.insert("video_generation", row, "INSERT OR REPLACE")

    def create_workflow(self, workflow_id, name, definition, description=None, status="draft"):
        row = {"id": workflow_id, "name": name, "description": description, "status": status}
        self.insert("workflows", {**row, "definition": json.dumps(definition)})

    def update_workflow(self, workflow_id, **changes):
        sets = ", ".join(f"{column} = ?" for column in changes)
        values = (*changes.values(), workflow_id)
        self.write(f"UPDATE workflows SET {sets}, updated_at = CURRENT_TIMESTAMP WHERE id = ?", values)

    def get_workflow(self, workflow_id):
        found = self.rows("SELECT * FROM workflows WHERE id = ?", (workflow_id,))
        if not found:
            return None
        found[0]["definition"] = json.loads(found[0]["definition"])
        found[0]["videos"] = self.rows(
            "SELECT videos.*, node_id, node_type, role, execution_id FROM workflow_videos"
            " JOIN videos ON videos.id = workflow_videos.video_id WHERE workflow_id = ?",
            (workflow_id,),
        )
        return found[0]

    def list_workflows(self, status=None):
        where, values = ("WHERE status = ?", (status,)) if status else ("", ())
        return self.rows(f"SELECT * FROM workflows {where} ORDER BY updated_at DESC", values)

    def delete_workflow(self, workflow_id):
        self.write("DELETE FROM workflows WHERE id = ?", (workflow_id,))

    def delete_video(self, video_id):
        self.write("DELETE FROM videos WHERE id = ?", (video_id,))

    def associate_video_with_workflow(self, workflow_id, video_id, node_id, node_type, role, execution_id=None):
        row = {"workflow_id": workflow_id, "video_id": video_id, "node_id": node_id, "node_type": node_type}
        self.insert("workflow_videos", {**row, "role": role, "execution_id": execution_id}, "INSERT OR REPLACE")

    def create_workflow_execution(self, execution_id, workflow_id, status):
        self.insert("workflow_executions", {"id": execution_id, "workflow_id": workflow_id, "status": status})

    def update_workflow_execution(self, execution_id, status, error=None, execution_data=None):
        ended = status in ("completed", "failed")
        now = datetime.datetime.now(datetime.timezone.utc).replace(tzinfo=None).isoformat() if ended else None
        data = json.dumps(execution_data) if execution_data else None
        self.write(
            "UPDATE workflow_executions SET status = ?, error = ?, execution_data = ?, completed_at = ? WHERE id = ?",
            (status, error, data, now, execution_id),
        )

    def list_videos(self, source_type=None, workflow_id=None):
        query, values = "SELECT * FROM videos WHERE 1", ()
        if source_type:
            query, values = query + " AND source_type = ?", (*values, source_type)
        if workflow_id:
            query += " AND id IN (SELECT video_id FROM workflow_videos WHERE workflow_id = ?)"
            values = (*values, workflow_id)
        return self.rows(query + " ORDER BY created_at DESC", values)

    def get_video(self, video_id):
        found = self.rows("SELECT * FROM videos WHERE id = ?", (video_id,))
        if not found:
            return None
        generation = self.rows("SELECT * FROM video_generation WHERE video_id = ?", (video_id,))
        return {**found[0], **({"generation": generation[0]} if generation else {})}

    def get_workflow_stats(self):
        return {
            "total_storage_bytes": self.rows("SELECT SUM(size_bytes) AS sum FROM videos")[0]["sum"],
            "videos_by_source": {
                row["source_type"]: {"count": row["count"], "size_bytes": row["size"]}
                for row in self.rows(
                    "SELECT source_type, COUNT(*) AS count, SUM(size_bytes) AS size FROM videos GROUP BY source_type"
                )
            },
            "workflows_by_status": {
                row["status"]: row["count"]
                for row in self.rows("SELECT status, COUNT(*) AS count FROM workflows GROUP BY status")
            },
        }


if __name__ == "__main__":
    manager = MediaManager(sys.argv[1])
    for line in sys.stdin:
        call = json.loads(line)
        print(json.dumps(getattr(manager, call["method"])(**call["arguments"])), flush=True)
