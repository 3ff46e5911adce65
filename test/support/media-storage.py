"""Another program beside Rushes on one media.db: the two storage classes that its plugins use, each with a connection a call.

    python3 media-storage.py <media.db>                       calls as JSON lines on standard input, answers on standard output
    python3 media-storage.py <media.db> write <prefix> <rows> saves that many analyses and processing jobs, in turn
"""

import json
import logging
import sqlite3
import sys
import time

ANALYSIS_SCHEMA = """
    CREATE TABLE IF NOT EXISTS analysis_jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        file_path TEXT NOT NULL,
        file_hash TEXT NOT NULL,
        config_hash TEXT NOT NULL,
        ranges JSON,
        metadata JSON,
        created_at REAL NOT NULL,
        UNIQUE(file_path, config_hash)
    );
"""

PROCESSING_SCHEMA = """
    CREATE TABLE IF NOT EXISTS processing_jobs (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        job_id TEXT UNIQUE NOT NULL,
        action TEXT NOT NULL,
        input_path TEXT NOT NULL,
        input_hash TEXT NOT NULL,
        config_hash TEXT NOT NULL DEFAULT '',
        output_path TEXT NOT NULL,
        output_hash TEXT NOT NULL,
        parameters JSON,
        metadata JSON,
        created_at REAL NOT NULL
    );
"""


class Storage:
    def __init__(self, db_path):
        self.db_path = db_path
        with self.connect() as con:
            con.execute("PRAGMA journal_mode=WAL")
            self.prepare(con)

    def connect(self):
        # Closed by the end of the call: nothing else holds it.
        return sqlite3.connect(self.db_path, timeout=30)

    def rows(self, query, values=()):
        con = self.connect()
        con.row_factory = sqlite3.Row
        try:
            return [self.row(dict(found)) for found in con.execute(query, values)]
        finally:
            con.close()

    def first(self, query, values):
        found = self.rows(query, values)
        return found[0] if found else None

    @staticmethod
    def row(found):
        for column in ("ranges", "parameters", "metadata"):
            if found.get(column):
                found[column] = json.loads(found[column])
        return found

    def write(self, query, values):
        con = self.connect()
        try:
            with con:
                con.execute(query, values)
        finally:
            con.close()

    def save_with_logging(self, **row):
        try:
            self.save(**row)
            return True
        except Exception as error:
            logging.getLogger("storage").error("not saved: %s", error)
            return False


def as_json(value):
    return None if value is None else json.dumps(value)


class MediaAnalysisStorage(Storage):
    def prepare(self, con):
        con.executescript(ANALYSIS_SCHEMA)

    def save(self, file_path, file_hash, config_hash, ranges=None, metadata=None):
        self.write(
            "INSERT OR REPLACE INTO analysis_jobs (file_path, file_hash, config_hash, ranges, metadata, created_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (file_path, file_hash, config_hash, as_json(ranges), as_json(metadata), time.time()),
        )

    def get_cached(self, file_path, file_hash, config_hash):
        return self.first(
            "SELECT * FROM analysis_jobs WHERE file_path = ? AND file_hash = ? AND config_hash = ?",
            (file_path, file_hash, config_hash),
        )

    def list_jobs(self, limit=100):
        return self.rows("SELECT * FROM analysis_jobs ORDER BY created_at DESC LIMIT ?", (limit,))


class MediaProcessingStorage(Storage):
    def prepare(self, con):
        con.executescript(PROCESSING_SCHEMA)
        if "config_hash" not in {found[1] for found in con.execute("PRAGMA table_info(processing_jobs)")}:
            con.execute("ALTER TABLE processing_jobs ADD COLUMN config_hash TEXT NOT NULL DEFAULT ''")
        con.execute(
            "DELETE FROM processing_jobs WHERE id NOT IN"
            " (SELECT MAX(id) FROM processing_jobs GROUP BY action, input_path, config_hash)"
        )
        con.execute(
            "CREATE UNIQUE INDEX IF NOT EXISTS idx_processing_cache ON processing_jobs(action, input_path, config_hash)"
        )

    def save(
        self, job_id, action, input_path, input_hash, config_hash, output_path, output_hash, parameters=None, metadata=None
    ):
        self.write(
            "INSERT OR REPLACE INTO processing_jobs (job_id, action, input_path, input_hash, config_hash, output_path,"
            " output_hash, parameters, metadata, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (job_id, action, input_path, input_hash, config_hash, output_path, output_hash)
            + (as_json(parameters), as_json(metadata), time.time()),
        )

    def get_by_job_id(self, job_id):
        return self.first("SELECT * FROM processing_jobs WHERE job_id = ?", (job_id,))

    def get_cached(self, action, input_path, input_hash, config_hash):
        return self.first(
            "SELECT * FROM processing_jobs WHERE action = ? AND input_path = ? AND input_hash = ? AND config_hash = ?",
            (action, input_path, input_hash, config_hash),
        )

    def list_jobs(self, limit=100):
        return self.rows("SELECT * FROM processing_jobs ORDER BY created_at DESC LIMIT ?", (limit,))


def answer_calls(storages):
    for line in sys.stdin:
        call = json.loads(line)
        method = getattr(storages[call["storage"]], call["method"])
        print(json.dumps(method(**call["arguments"])), flush=True)


def write_rows(storages, prefix, count):
    digest = "sha256:" + "a" * 64
    for index in range(count):
        path = f"/{prefix}/{index}"
        if index % 2:
            storages["analysis"].save(path, digest, "sha256:" + "c" * 64, [{"start": 0, "end": 1}], {"by": prefix})
        else:
            storages["processing"].save(path, "convert", path, digest, "sha256:" + "f" * 64, path + ".mp4", digest)


if __name__ == "__main__":
    database, *rest = sys.argv[1:]
    both = {"analysis": MediaAnalysisStorage(database), "processing": MediaProcessingStorage(database)}
    if rest:
        write_rows(both, rest[1], int(rest[2]))
    else:
        answer_calls(both)
