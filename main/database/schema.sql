-- Generated: the schema of an empty library. To change it, add a migration in main/database/migrations/, then run: npm run schema
-- docs/database.md says what the columns hold.
PRAGMA user_version = 47;

CREATE TABLE analysis_jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  file_path TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  config_hash TEXT NOT NULL,
  ranges JSON,
  metadata JSON,
  created_at REAL NOT NULL,
  UNIQUE(file_path, config_hash)
);
CREATE INDEX analysis_jobs_by_config ON analysis_jobs (config_hash, created_at);
CREATE INDEX analysis_jobs_by_content ON analysis_jobs (file_hash);
CREATE INDEX analysis_jobs_by_time ON analysis_jobs (created_at);
CREATE TRIGGER analysis_labels_delete AFTER DELETE ON analysis_jobs BEGIN
  DELETE FROM analysis_labels WHERE analysis_id = old.id;
END;
CREATE TRIGGER analysis_labels_insert AFTER INSERT ON analysis_jobs BEGIN
  INSERT OR IGNORE INTO analysis_labels SELECT DISTINCT json_extract(value, '$.label'), new.id FROM json_each(CASE WHEN json_valid(new.ranges) THEN new.ranges ELSE '[]' END) WHERE CASE WHEN type = 'object' THEN json_type(value, '$.label') = 'text' END;
END;
CREATE TRIGGER analysis_labels_update AFTER UPDATE OF id, ranges ON analysis_jobs BEGIN
  DELETE FROM analysis_labels WHERE analysis_id IN (old.id, new.id);
  INSERT OR IGNORE INTO analysis_labels SELECT DISTINCT json_extract(value, '$.label'), new.id FROM json_each(CASE WHEN json_valid(new.ranges) THEN new.ranges ELSE '[]' END) WHERE CASE WHEN type = 'object' THEN json_type(value, '$.label') = 'text' END;
END;
CREATE TRIGGER journal_analysis_jobs_delete AFTER DELETE ON analysis_jobs WHEN EXISTS (
  SELECT 1 FROM configurations WHERE config_hash = old.config_hash AND config LIKE '{"corrects":"%"}') BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('analysis_jobs', 'delete', old.id, NULL, json_object(CASE WHEN typeof(old.file_path) = 'blob' THEN '?file_path' ELSE 'file_path' END, CASE WHEN typeof(old.file_path) = 'blob' THEN NULL ELSE old.file_path END, CASE WHEN typeof(old.file_hash) = 'blob' THEN '?file_hash' ELSE 'file_hash' END, CASE WHEN typeof(old.file_hash) = 'blob' THEN NULL ELSE old.file_hash END, CASE WHEN typeof(old.config_hash) = 'blob' THEN '?config_hash' ELSE 'config_hash' END, CASE WHEN typeof(old.config_hash) = 'blob' THEN NULL ELSE old.config_hash END, CASE WHEN typeof(old.ranges) = 'blob' THEN '?ranges' ELSE 'ranges' END, CASE WHEN typeof(old.ranges) = 'blob' THEN NULL ELSE old.ranges END, CASE WHEN typeof(old.metadata) = 'blob' THEN '?metadata' ELSE 'metadata' END, CASE WHEN typeof(old.metadata) = 'blob' THEN NULL ELSE old.metadata END, CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END), NULL);
END;
CREATE TRIGGER journal_analysis_jobs_insert AFTER INSERT ON analysis_jobs WHEN EXISTS (
  SELECT 1 FROM configurations WHERE config_hash = new.config_hash AND config LIKE '{"corrects":"%"}') BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('analysis_jobs', 'insert', new.id, NULL, NULL, json_object(CASE WHEN typeof(new.file_path) = 'blob' THEN '?file_path' ELSE 'file_path' END, CASE WHEN typeof(new.file_path) = 'blob' THEN NULL ELSE new.file_path END, CASE WHEN typeof(new.file_hash) = 'blob' THEN '?file_hash' ELSE 'file_hash' END, CASE WHEN typeof(new.file_hash) = 'blob' THEN NULL ELSE new.file_hash END, CASE WHEN typeof(new.config_hash) = 'blob' THEN '?config_hash' ELSE 'config_hash' END, CASE WHEN typeof(new.config_hash) = 'blob' THEN NULL ELSE new.config_hash END, CASE WHEN typeof(new.ranges) = 'blob' THEN '?ranges' ELSE 'ranges' END, CASE WHEN typeof(new.ranges) = 'blob' THEN NULL ELSE new.ranges END, CASE WHEN typeof(new.metadata) = 'blob' THEN '?metadata' ELSE 'metadata' END, CASE WHEN typeof(new.metadata) = 'blob' THEN NULL ELSE new.metadata END, CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END));
END;
CREATE TRIGGER journal_analysis_jobs_key AFTER UPDATE OF id ON analysis_jobs WHEN (old.id IS NOT new.id) AND EXISTS (
  SELECT 1 FROM configurations WHERE config_hash = new.config_hash AND config LIKE '{"corrects":"%"}') BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('analysis_jobs', 'delete', old.id, NULL, json_object(CASE WHEN typeof(old.file_path) = 'blob' THEN '?file_path' ELSE 'file_path' END, CASE WHEN typeof(old.file_path) = 'blob' THEN NULL ELSE old.file_path END, CASE WHEN typeof(old.file_hash) = 'blob' THEN '?file_hash' ELSE 'file_hash' END, CASE WHEN typeof(old.file_hash) = 'blob' THEN NULL ELSE old.file_hash END, CASE WHEN typeof(old.config_hash) = 'blob' THEN '?config_hash' ELSE 'config_hash' END, CASE WHEN typeof(old.config_hash) = 'blob' THEN NULL ELSE old.config_hash END, CASE WHEN typeof(old.ranges) = 'blob' THEN '?ranges' ELSE 'ranges' END, CASE WHEN typeof(old.ranges) = 'blob' THEN NULL ELSE old.ranges END, CASE WHEN typeof(old.metadata) = 'blob' THEN '?metadata' ELSE 'metadata' END, CASE WHEN typeof(old.metadata) = 'blob' THEN NULL ELSE old.metadata END, CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('analysis_jobs', 'insert', new.id, NULL, NULL, json_object(CASE WHEN typeof(new.file_path) = 'blob' THEN '?file_path' ELSE 'file_path' END, CASE WHEN typeof(new.file_path) = 'blob' THEN NULL ELSE new.file_path END, CASE WHEN typeof(new.file_hash) = 'blob' THEN '?file_hash' ELSE 'file_hash' END, CASE WHEN typeof(new.file_hash) = 'blob' THEN NULL ELSE new.file_hash END, CASE WHEN typeof(new.config_hash) = 'blob' THEN '?config_hash' ELSE 'config_hash' END, CASE WHEN typeof(new.config_hash) = 'blob' THEN NULL ELSE new.config_hash END, CASE WHEN typeof(new.ranges) = 'blob' THEN '?ranges' ELSE 'ranges' END, CASE WHEN typeof(new.ranges) = 'blob' THEN NULL ELSE new.ranges END, CASE WHEN typeof(new.metadata) = 'blob' THEN '?metadata' ELSE 'metadata' END, CASE WHEN typeof(new.metadata) = 'blob' THEN NULL ELSE new.metadata END, CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END));
END;
CREATE TRIGGER journal_analysis_jobs_replace BEFORE INSERT ON analysis_jobs BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'analysis_jobs', 'replace', replaced.id, NULL, json_object(CASE WHEN typeof(replaced.file_path) = 'blob' THEN '?file_path' ELSE 'file_path' END, CASE WHEN typeof(replaced.file_path) = 'blob' THEN NULL ELSE replaced.file_path END, CASE WHEN typeof(replaced.file_hash) = 'blob' THEN '?file_hash' ELSE 'file_hash' END, CASE WHEN typeof(replaced.file_hash) = 'blob' THEN NULL ELSE replaced.file_hash END, CASE WHEN typeof(replaced.config_hash) = 'blob' THEN '?config_hash' ELSE 'config_hash' END, CASE WHEN typeof(replaced.config_hash) = 'blob' THEN NULL ELSE replaced.config_hash END, CASE WHEN typeof(replaced.ranges) = 'blob' THEN '?ranges' ELSE 'ranges' END, CASE WHEN typeof(replaced.ranges) = 'blob' THEN NULL ELSE replaced.ranges END, CASE WHEN typeof(replaced.metadata) = 'blob' THEN '?metadata' ELSE 'metadata' END, CASE WHEN typeof(replaced.metadata) = 'blob' THEN NULL ELSE replaced.metadata END, CASE WHEN typeof(replaced.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(replaced.created_at) = 'blob' THEN NULL ELSE replaced.created_at END)
  FROM analysis_jobs AS replaced WHERE (replaced.id = new.id) AND EXISTS (
  SELECT 1 FROM configurations WHERE config_hash = replaced.config_hash AND config LIKE '{"corrects":"%"}');
END;
CREATE TRIGGER journal_analysis_jobs_update AFTER UPDATE OF file_path,file_hash,config_hash,ranges,metadata,created_at ON analysis_jobs WHEN (old.file_path IS NOT new.file_path OR old.file_hash IS NOT new.file_hash OR old.config_hash IS NOT new.config_hash OR old.ranges IS NOT new.ranges OR old.metadata IS NOT new.metadata OR old.created_at IS NOT new.created_at) AND EXISTS (
  SELECT 1 FROM configurations WHERE config_hash = new.config_hash AND config LIKE '{"corrects":"%"}') BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('analysis_jobs', 'update', new.id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.file_path) = 'blob' THEN '?file_path' ELSE 'file_path' END AS name, CASE WHEN typeof(old.file_path) = 'blob' THEN NULL ELSE old.file_path END AS value WHERE old.file_path IS NOT new.file_path UNION ALL SELECT CASE WHEN typeof(old.file_hash) = 'blob' THEN '?file_hash' ELSE 'file_hash' END AS name, CASE WHEN typeof(old.file_hash) = 'blob' THEN NULL ELSE old.file_hash END AS value WHERE old.file_hash IS NOT new.file_hash UNION ALL SELECT CASE WHEN typeof(old.config_hash) = 'blob' THEN '?config_hash' ELSE 'config_hash' END AS name, CASE WHEN typeof(old.config_hash) = 'blob' THEN NULL ELSE old.config_hash END AS value WHERE old.config_hash IS NOT new.config_hash UNION ALL SELECT CASE WHEN typeof(old.ranges) = 'blob' THEN '?ranges' ELSE 'ranges' END AS name, CASE WHEN typeof(old.ranges) = 'blob' THEN NULL ELSE old.ranges END AS value WHERE old.ranges IS NOT new.ranges UNION ALL SELECT CASE WHEN typeof(old.metadata) = 'blob' THEN '?metadata' ELSE 'metadata' END AS name, CASE WHEN typeof(old.metadata) = 'blob' THEN NULL ELSE old.metadata END AS value WHERE old.metadata IS NOT new.metadata UNION ALL SELECT CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END AS name, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END AS value WHERE old.created_at IS NOT new.created_at)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.file_path) = 'blob' THEN '?file_path' ELSE 'file_path' END AS name, CASE WHEN typeof(new.file_path) = 'blob' THEN NULL ELSE new.file_path END AS value WHERE old.file_path IS NOT new.file_path UNION ALL SELECT CASE WHEN typeof(new.file_hash) = 'blob' THEN '?file_hash' ELSE 'file_hash' END AS name, CASE WHEN typeof(new.file_hash) = 'blob' THEN NULL ELSE new.file_hash END AS value WHERE old.file_hash IS NOT new.file_hash UNION ALL SELECT CASE WHEN typeof(new.config_hash) = 'blob' THEN '?config_hash' ELSE 'config_hash' END AS name, CASE WHEN typeof(new.config_hash) = 'blob' THEN NULL ELSE new.config_hash END AS value WHERE old.config_hash IS NOT new.config_hash UNION ALL SELECT CASE WHEN typeof(new.ranges) = 'blob' THEN '?ranges' ELSE 'ranges' END AS name, CASE WHEN typeof(new.ranges) = 'blob' THEN NULL ELSE new.ranges END AS value WHERE old.ranges IS NOT new.ranges UNION ALL SELECT CASE WHEN typeof(new.metadata) = 'blob' THEN '?metadata' ELSE 'metadata' END AS name, CASE WHEN typeof(new.metadata) = 'blob' THEN NULL ELSE new.metadata END AS value WHERE old.metadata IS NOT new.metadata UNION ALL SELECT CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END AS name, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END AS value WHERE old.created_at IS NOT new.created_at)));
END;

CREATE TABLE analysis_labels (
  label TEXT NOT NULL,
  analysis_id INTEGER NOT NULL,
  PRIMARY KEY (label, analysis_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX analysis_labels_by_analysis ON analysis_labels (analysis_id);

CREATE TABLE bucket_deletions (
  object_key TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE bucket_frames (
  file_hash TEXT PRIMARY KEY NOT NULL,
  stored_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT, WITHOUT ROWID;

CREATE TABLE bucket_previews (
  file_hash TEXT PRIMARY KEY NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoints (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  timeline_id TEXT NOT NULL REFERENCES timelines (id) ON DELETE CASCADE,
  parent_id TEXT REFERENCES checkpoints (id),
  stage_name TEXT,
  output_hash TEXT REFERENCES stage_outputs (output_hash),
  config_overrides TEXT,
  stats TEXT,
  is_scenario INTEGER NOT NULL DEFAULT 0,
  scenario_label TEXT NOT NULL DEFAULT '',
  run_hash TEXT,
  pruned_with TEXT,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  pruned_at TEXT
) STRICT;
CREATE INDEX checkpoints_by_output ON checkpoints (output_hash) WHERE output_hash IS NOT NULL;
CREATE INDEX checkpoints_by_parent ON checkpoints (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX checkpoints_by_pruning ON checkpoints (pruned_at, id) WHERE pruned_at IS NOT NULL;
CREATE INDEX checkpoints_by_run ON checkpoints (run_hash) WHERE run_hash IS NOT NULL;
CREATE INDEX checkpoints_by_timeline ON checkpoints (timeline_id);
CREATE INDEX checkpoints_pruned ON checkpoints (pruned_with) WHERE pruned_with IS NOT NULL;
CREATE TRIGGER journal_checkpoints_update AFTER UPDATE OF pruned_with,is_scenario,scenario_label ON checkpoints WHEN old.pruned_with IS NOT new.pruned_with OR old.is_scenario IS NOT new.is_scenario OR old.scenario_label IS NOT new.scenario_label BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('checkpoints', 'update', new.id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.pruned_with) = 'blob' THEN '?pruned_with' ELSE 'pruned_with' END AS name, CASE WHEN typeof(old.pruned_with) = 'blob' THEN NULL ELSE old.pruned_with END AS value WHERE old.pruned_with IS NOT new.pruned_with UNION ALL SELECT CASE WHEN typeof(old.is_scenario) = 'blob' THEN '?is_scenario' ELSE 'is_scenario' END AS name, CASE WHEN typeof(old.is_scenario) = 'blob' THEN NULL ELSE old.is_scenario END AS value WHERE old.is_scenario IS NOT new.is_scenario UNION ALL SELECT CASE WHEN typeof(old.scenario_label) = 'blob' THEN '?scenario_label' ELSE 'scenario_label' END AS name, CASE WHEN typeof(old.scenario_label) = 'blob' THEN NULL ELSE old.scenario_label END AS value WHERE old.scenario_label IS NOT new.scenario_label)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.pruned_with) = 'blob' THEN '?pruned_with' ELSE 'pruned_with' END AS name, CASE WHEN typeof(new.pruned_with) = 'blob' THEN NULL ELSE new.pruned_with END AS value WHERE old.pruned_with IS NOT new.pruned_with UNION ALL SELECT CASE WHEN typeof(new.is_scenario) = 'blob' THEN '?is_scenario' ELSE 'is_scenario' END AS name, CASE WHEN typeof(new.is_scenario) = 'blob' THEN NULL ELSE new.is_scenario END AS value WHERE old.is_scenario IS NOT new.is_scenario UNION ALL SELECT CASE WHEN typeof(new.scenario_label) = 'blob' THEN '?scenario_label' ELSE 'scenario_label' END AS name, CASE WHEN typeof(new.scenario_label) = 'blob' THEN NULL ELSE new.scenario_label END AS value WHERE old.scenario_label IS NOT new.scenario_label)));
END;

CREATE TABLE collected_videos (
  collection_id TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  PRIMARY KEY (collection_id, video_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX collected_videos_by_video ON collected_videos (video_id);
CREATE INDEX collected_videos_in_order ON collected_videos (collection_id, position);
CREATE TRIGGER journal_collected_videos_delete AFTER DELETE ON collected_videos WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('collected_videos', 'delete', old.video_id, json_array(old.collection_id), json_object(CASE WHEN typeof(old.position) = 'blob' THEN '?position' ELSE 'position' END, CASE WHEN typeof(old.position) = 'blob' THEN NULL ELSE old.position END), NULL);
END;
CREATE TRIGGER journal_collected_videos_insert AFTER INSERT ON collected_videos WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('collected_videos', 'insert', new.video_id, json_array(new.collection_id), NULL, json_object(CASE WHEN typeof(new.position) = 'blob' THEN '?position' ELSE 'position' END, CASE WHEN typeof(new.position) = 'blob' THEN NULL ELSE new.position END));
END;
CREATE TRIGGER journal_collected_videos_key AFTER UPDATE OF video_id,collection_id ON collected_videos WHEN old.video_id IS NOT new.video_id OR old.collection_id IS NOT new.collection_id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('collected_videos', 'delete', old.video_id, json_array(old.collection_id), json_object(CASE WHEN typeof(old.position) = 'blob' THEN '?position' ELSE 'position' END, CASE WHEN typeof(old.position) = 'blob' THEN NULL ELSE old.position END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('collected_videos', 'insert', new.video_id, json_array(new.collection_id), NULL, json_object(CASE WHEN typeof(new.position) = 'blob' THEN '?position' ELSE 'position' END, CASE WHEN typeof(new.position) = 'blob' THEN NULL ELSE new.position END));
END;
CREATE TRIGGER journal_collected_videos_replace BEFORE INSERT ON collected_videos BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'collected_videos', 'replace', replaced.video_id, json_array(replaced.collection_id), json_object(CASE WHEN typeof(replaced.position) = 'blob' THEN '?position' ELSE 'position' END, CASE WHEN typeof(replaced.position) = 'blob' THEN NULL ELSE replaced.position END)
  FROM collected_videos AS replaced WHERE replaced.video_id = new.video_id AND replaced.collection_id = new.collection_id;
END;
CREATE TRIGGER journal_collected_videos_update AFTER UPDATE OF position ON collected_videos WHEN old.position IS NOT new.position BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('collected_videos', 'update', new.video_id, json_array(new.collection_id), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.position) = 'blob' THEN '?position' ELSE 'position' END AS name, CASE WHEN typeof(old.position) = 'blob' THEN NULL ELSE old.position END AS value WHERE old.position IS NOT new.position)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.position) = 'blob' THEN '?position' ELSE 'position' END AS name, CASE WHEN typeof(new.position) = 'blob' THEN NULL ELSE new.position END AS value WHERE old.position IS NOT new.position)));
END;

CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
  note TEXT NOT NULL DEFAULT '',
  cover_id TEXT,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE TRIGGER journal_collections_delete AFTER DELETE ON collections WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('collections', 'delete', old.id, NULL, json_object(CASE WHEN typeof(old.name) = 'blob' THEN '?name' ELSE 'name' END, CASE WHEN typeof(old.name) = 'blob' THEN NULL ELSE old.name END, CASE WHEN typeof(old.note) = 'blob' THEN '?note' ELSE 'note' END, CASE WHEN typeof(old.note) = 'blob' THEN NULL ELSE old.note END, CASE WHEN typeof(old.cover_id) = 'blob' THEN '?cover_id' ELSE 'cover_id' END, CASE WHEN typeof(old.cover_id) = 'blob' THEN NULL ELSE old.cover_id END, CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END), NULL);
END;
CREATE TRIGGER journal_collections_insert AFTER INSERT ON collections WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('collections', 'insert', new.id, NULL, NULL, json_object(CASE WHEN typeof(new.name) = 'blob' THEN '?name' ELSE 'name' END, CASE WHEN typeof(new.name) = 'blob' THEN NULL ELSE new.name END, '#note', length(new.note), CASE WHEN typeof(new.cover_id) = 'blob' THEN '?cover_id' ELSE 'cover_id' END, CASE WHEN typeof(new.cover_id) = 'blob' THEN NULL ELSE new.cover_id END, CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END));
END;
CREATE TRIGGER journal_collections_key AFTER UPDATE OF id ON collections WHEN old.id IS NOT new.id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('collections', 'delete', old.id, NULL, json_object(CASE WHEN typeof(old.name) = 'blob' THEN '?name' ELSE 'name' END, CASE WHEN typeof(old.name) = 'blob' THEN NULL ELSE old.name END, CASE WHEN typeof(old.note) = 'blob' THEN '?note' ELSE 'note' END, CASE WHEN typeof(old.note) = 'blob' THEN NULL ELSE old.note END, CASE WHEN typeof(old.cover_id) = 'blob' THEN '?cover_id' ELSE 'cover_id' END, CASE WHEN typeof(old.cover_id) = 'blob' THEN NULL ELSE old.cover_id END, CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('collections', 'insert', new.id, NULL, NULL, json_object(CASE WHEN typeof(new.name) = 'blob' THEN '?name' ELSE 'name' END, CASE WHEN typeof(new.name) = 'blob' THEN NULL ELSE new.name END, '#note', length(new.note), CASE WHEN typeof(new.cover_id) = 'blob' THEN '?cover_id' ELSE 'cover_id' END, CASE WHEN typeof(new.cover_id) = 'blob' THEN NULL ELSE new.cover_id END, CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END));
END;
CREATE TRIGGER journal_collections_replace BEFORE INSERT ON collections BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'collections', 'replace', replaced.id, NULL, json_object(CASE WHEN typeof(replaced.name) = 'blob' THEN '?name' ELSE 'name' END, CASE WHEN typeof(replaced.name) = 'blob' THEN NULL ELSE replaced.name END, CASE WHEN typeof(replaced.note) = 'blob' THEN '?note' ELSE 'note' END, CASE WHEN typeof(replaced.note) = 'blob' THEN NULL ELSE replaced.note END, CASE WHEN typeof(replaced.cover_id) = 'blob' THEN '?cover_id' ELSE 'cover_id' END, CASE WHEN typeof(replaced.cover_id) = 'blob' THEN NULL ELSE replaced.cover_id END, CASE WHEN typeof(replaced.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(replaced.created_at) = 'blob' THEN NULL ELSE replaced.created_at END)
  FROM collections AS replaced WHERE replaced.id = new.id;
END;
CREATE TRIGGER journal_collections_update AFTER UPDATE OF name,note,cover_id,created_at ON collections WHEN old.name IS NOT new.name OR old.note IS NOT new.note OR old.cover_id IS NOT new.cover_id OR old.created_at IS NOT new.created_at BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('collections', 'update', new.id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.name) = 'blob' THEN '?name' ELSE 'name' END AS name, CASE WHEN typeof(old.name) = 'blob' THEN NULL ELSE old.name END AS value WHERE old.name IS NOT new.name UNION ALL SELECT CASE WHEN typeof(old.note) = 'blob' THEN '?note' ELSE 'note' END AS name, CASE WHEN typeof(old.note) = 'blob' THEN NULL ELSE old.note END AS value WHERE old.note IS NOT new.note UNION ALL SELECT CASE WHEN typeof(old.cover_id) = 'blob' THEN '?cover_id' ELSE 'cover_id' END AS name, CASE WHEN typeof(old.cover_id) = 'blob' THEN NULL ELSE old.cover_id END AS value WHERE old.cover_id IS NOT new.cover_id UNION ALL SELECT CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END AS name, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END AS value WHERE old.created_at IS NOT new.created_at)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.name) = 'blob' THEN '?name' ELSE 'name' END AS name, CASE WHEN typeof(new.name) = 'blob' THEN NULL ELSE new.name END AS value WHERE old.name IS NOT new.name UNION ALL SELECT '#note' AS name, length(new.note) AS value WHERE old.note IS NOT new.note UNION ALL SELECT CASE WHEN typeof(new.cover_id) = 'blob' THEN '?cover_id' ELSE 'cover_id' END AS name, CASE WHEN typeof(new.cover_id) = 'blob' THEN NULL ELSE new.cover_id END AS value WHERE old.cover_id IS NOT new.cover_id UNION ALL SELECT CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END AS name, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END AS value WHERE old.created_at IS NOT new.created_at)));
END;

CREATE TABLE configurations (
  config_hash TEXT PRIMARY KEY,
  name TEXT,
  config TEXT
) STRICT;
CREATE INDEX configurations_by_name ON configurations (name);

CREATE TABLE definitions (
  id INTEGER PRIMARY KEY,
  definition TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE dismissed_files (
  path TEXT PRIMARY KEY,
  size_bytes INTEGER NOT NULL,
  mtime_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE duplicate_decisions (
  first_hash TEXT NOT NULL,
  second_hash TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('keep', 'trash', 'different', 'alternate')),
  trashed_hash TEXT,
  decided_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (first_hash, second_hash),
  CHECK (first_hash < second_hash),
  CHECK ((decision = 'trash') = (trashed_hash IS NOT NULL))
) STRICT;
CREATE INDEX duplicate_decisions_by_second ON duplicate_decisions (second_hash);
CREATE TRIGGER journal_duplicate_decisions_delete AFTER DELETE ON duplicate_decisions WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('duplicate_decisions', 'delete', old.first_hash, json_array(old.second_hash), json_object(CASE WHEN typeof(old.decision) = 'blob' THEN '?decision' ELSE 'decision' END, CASE WHEN typeof(old.decision) = 'blob' THEN NULL ELSE old.decision END, CASE WHEN typeof(old.trashed_hash) = 'blob' THEN '?trashed_hash' ELSE 'trashed_hash' END, CASE WHEN typeof(old.trashed_hash) = 'blob' THEN NULL ELSE old.trashed_hash END, CASE WHEN typeof(old.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END, CASE WHEN typeof(old.decided_at) = 'blob' THEN NULL ELSE old.decided_at END), NULL);
END;
CREATE TRIGGER journal_duplicate_decisions_insert AFTER INSERT ON duplicate_decisions WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('duplicate_decisions', 'insert', new.first_hash, json_array(new.second_hash), NULL, json_object(CASE WHEN typeof(new.decision) = 'blob' THEN '?decision' ELSE 'decision' END, CASE WHEN typeof(new.decision) = 'blob' THEN NULL ELSE new.decision END, CASE WHEN typeof(new.trashed_hash) = 'blob' THEN '?trashed_hash' ELSE 'trashed_hash' END, CASE WHEN typeof(new.trashed_hash) = 'blob' THEN NULL ELSE new.trashed_hash END, CASE WHEN typeof(new.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END, CASE WHEN typeof(new.decided_at) = 'blob' THEN NULL ELSE new.decided_at END));
END;
CREATE TRIGGER journal_duplicate_decisions_key AFTER UPDATE OF first_hash,second_hash ON duplicate_decisions WHEN old.first_hash IS NOT new.first_hash OR old.second_hash IS NOT new.second_hash BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('duplicate_decisions', 'delete', old.first_hash, json_array(old.second_hash), json_object(CASE WHEN typeof(old.decision) = 'blob' THEN '?decision' ELSE 'decision' END, CASE WHEN typeof(old.decision) = 'blob' THEN NULL ELSE old.decision END, CASE WHEN typeof(old.trashed_hash) = 'blob' THEN '?trashed_hash' ELSE 'trashed_hash' END, CASE WHEN typeof(old.trashed_hash) = 'blob' THEN NULL ELSE old.trashed_hash END, CASE WHEN typeof(old.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END, CASE WHEN typeof(old.decided_at) = 'blob' THEN NULL ELSE old.decided_at END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('duplicate_decisions', 'insert', new.first_hash, json_array(new.second_hash), NULL, json_object(CASE WHEN typeof(new.decision) = 'blob' THEN '?decision' ELSE 'decision' END, CASE WHEN typeof(new.decision) = 'blob' THEN NULL ELSE new.decision END, CASE WHEN typeof(new.trashed_hash) = 'blob' THEN '?trashed_hash' ELSE 'trashed_hash' END, CASE WHEN typeof(new.trashed_hash) = 'blob' THEN NULL ELSE new.trashed_hash END, CASE WHEN typeof(new.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END, CASE WHEN typeof(new.decided_at) = 'blob' THEN NULL ELSE new.decided_at END));
END;
CREATE TRIGGER journal_duplicate_decisions_replace BEFORE INSERT ON duplicate_decisions BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'duplicate_decisions', 'replace', replaced.first_hash, json_array(replaced.second_hash), json_object(CASE WHEN typeof(replaced.decision) = 'blob' THEN '?decision' ELSE 'decision' END, CASE WHEN typeof(replaced.decision) = 'blob' THEN NULL ELSE replaced.decision END, CASE WHEN typeof(replaced.trashed_hash) = 'blob' THEN '?trashed_hash' ELSE 'trashed_hash' END, CASE WHEN typeof(replaced.trashed_hash) = 'blob' THEN NULL ELSE replaced.trashed_hash END, CASE WHEN typeof(replaced.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END, CASE WHEN typeof(replaced.decided_at) = 'blob' THEN NULL ELSE replaced.decided_at END)
  FROM duplicate_decisions AS replaced WHERE replaced.first_hash = new.first_hash AND replaced.second_hash = new.second_hash;
END;
CREATE TRIGGER journal_duplicate_decisions_update AFTER UPDATE OF decision,trashed_hash,decided_at ON duplicate_decisions WHEN old.decision IS NOT new.decision OR old.trashed_hash IS NOT new.trashed_hash OR old.decided_at IS NOT new.decided_at BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('duplicate_decisions', 'update', new.first_hash, json_array(new.second_hash), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.decision) = 'blob' THEN '?decision' ELSE 'decision' END AS name, CASE WHEN typeof(old.decision) = 'blob' THEN NULL ELSE old.decision END AS value WHERE old.decision IS NOT new.decision UNION ALL SELECT CASE WHEN typeof(old.trashed_hash) = 'blob' THEN '?trashed_hash' ELSE 'trashed_hash' END AS name, CASE WHEN typeof(old.trashed_hash) = 'blob' THEN NULL ELSE old.trashed_hash END AS value WHERE old.trashed_hash IS NOT new.trashed_hash UNION ALL SELECT CASE WHEN typeof(old.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END AS name, CASE WHEN typeof(old.decided_at) = 'blob' THEN NULL ELSE old.decided_at END AS value WHERE old.decided_at IS NOT new.decided_at)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.decision) = 'blob' THEN '?decision' ELSE 'decision' END AS name, CASE WHEN typeof(new.decision) = 'blob' THEN NULL ELSE new.decision END AS value WHERE old.decision IS NOT new.decision UNION ALL SELECT CASE WHEN typeof(new.trashed_hash) = 'blob' THEN '?trashed_hash' ELSE 'trashed_hash' END AS name, CASE WHEN typeof(new.trashed_hash) = 'blob' THEN NULL ELSE new.trashed_hash END AS value WHERE old.trashed_hash IS NOT new.trashed_hash UNION ALL SELECT CASE WHEN typeof(new.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END AS name, CASE WHEN typeof(new.decided_at) = 'blob' THEN NULL ELSE new.decided_at END AS value WHERE old.decided_at IS NOT new.decided_at)));
END;

CREATE TABLE duplicate_resolutions (
  id TEXT PRIMARY KEY,
  removed TEXT NOT NULL,
  merged TEXT NOT NULL,
  decisions TEXT NOT NULL,
  resolved_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;

CREATE TABLE embedded_inputs (
  file_hash TEXT NOT NULL REFERENCES embedded_readings (file_hash) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('input', 'ingredient')),
  name TEXT NOT NULL,
  node_id TEXT,
  node_type TEXT,
  manifest TEXT,
  input_hash TEXT,
  folder TEXT,
  evidence TEXT CHECK (evidence = 'proven'),
  PRIMARY KEY (file_hash, position)
) STRICT;
CREATE INDEX embedded_inputs_by_content ON embedded_inputs (input_hash) WHERE input_hash IS NOT NULL;
CREATE INDEX embedded_inputs_by_manifest ON embedded_inputs (manifest) WHERE manifest IS NOT NULL;
CREATE INDEX embedded_inputs_unproven ON embedded_inputs (replace(replace(name, '\', '/'), rtrim(replace(name, '\', '/'), replace(replace(name, '\', '/'), '/', '')), '')) WHERE kind = 'input' AND evidence IS NULL;

CREATE TABLE embedded_metadata (
  file_hash TEXT NOT NULL REFERENCES embedded_readings (file_hash) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('file', 'sidecar', 'sibling')),
  path TEXT NOT NULL,
  key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (file_hash, position)
) STRICT;

CREATE TABLE embedded_readings (
  file_hash TEXT PRIMARY KEY,
  parser TEXT,
  parser_version INTEGER NOT NULL,
  reading TEXT,
  definition_hash TEXT,
  workflow_id TEXT,
  credentials TEXT,
  manifest TEXT,
  left_out TEXT NOT NULL DEFAULT '[]',
  notes TEXT NOT NULL DEFAULT '[]',
  read_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  path TEXT,
  mtime_ms INTEGER,
  ai_evidence TEXT,
  ai_kinds TEXT,
  file_version INTEGER
) STRICT;
CREATE INDEX embedded_readings_by_ai_kinds ON embedded_readings (ai_kinds, file_hash) WHERE ai_kinds IS NOT NULL;
CREATE INDEX embedded_readings_by_definition ON embedded_readings (definition_hash, workflow_id) WHERE definition_hash IS NOT NULL;
CREATE INDEX embedded_readings_by_file_name ON embedded_readings (replace(replace(path, '\', '/'), rtrim(replace(path, '\', '/'), replace(replace(path, '\', '/'), '/', '')), '')) WHERE path IS NOT NULL;
CREATE INDEX embedded_readings_by_file_version ON embedded_readings (file_version) WHERE file_version IS NOT NULL;
CREATE INDEX embedded_readings_by_manifest ON embedded_readings (manifest) WHERE manifest IS NOT NULL;
CREATE INDEX embedded_readings_by_version ON embedded_readings (parser_version);
CREATE INDEX embedded_readings_by_workflow ON embedded_readings (workflow_id) WHERE workflow_id IS NOT NULL;

CREATE TABLE executed_definitions (
  execution_id TEXT PRIMARY KEY REFERENCES workflow_executions (id) ON DELETE CASCADE,
  definition_id INTEGER NOT NULL REFERENCES definitions (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE idempotency_keys (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  owner TEXT NOT NULL,
  response TEXT,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

CREATE TABLE image_generation (
  file_hash TEXT PRIMARY KEY,
  provider TEXT,
  model TEXT,
  prompt TEXT,
  generation_params TEXT,
  job_id TEXT,
  status TEXT,
  error TEXT,
  started_at TEXT,
  completed_at TEXT
) STRICT;
CREATE TRIGGER journal_image_generation_delete AFTER DELETE ON image_generation WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('image_generation', 'delete', old.file_hash, NULL, json_object(CASE WHEN typeof(old.provider) = 'blob' THEN '?provider' ELSE 'provider' END, CASE WHEN typeof(old.provider) = 'blob' THEN NULL ELSE old.provider END, CASE WHEN typeof(old.model) = 'blob' THEN '?model' ELSE 'model' END, CASE WHEN typeof(old.model) = 'blob' THEN NULL ELSE old.model END, CASE WHEN typeof(old.prompt) = 'blob' THEN '?prompt' ELSE 'prompt' END, CASE WHEN typeof(old.prompt) = 'blob' THEN NULL ELSE old.prompt END, CASE WHEN typeof(old.generation_params) = 'blob' THEN '?generation_params' ELSE 'generation_params' END, CASE WHEN typeof(old.generation_params) = 'blob' THEN NULL ELSE old.generation_params END, CASE WHEN typeof(old.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END, CASE WHEN typeof(old.job_id) = 'blob' THEN NULL ELSE old.job_id END, CASE WHEN typeof(old.status) = 'blob' THEN '?status' ELSE 'status' END, CASE WHEN typeof(old.status) = 'blob' THEN NULL ELSE old.status END, CASE WHEN typeof(old.error) = 'blob' THEN '?error' ELSE 'error' END, CASE WHEN typeof(old.error) = 'blob' THEN NULL ELSE old.error END, CASE WHEN typeof(old.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END, CASE WHEN typeof(old.started_at) = 'blob' THEN NULL ELSE old.started_at END, CASE WHEN typeof(old.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END, CASE WHEN typeof(old.completed_at) = 'blob' THEN NULL ELSE old.completed_at END), NULL);
END;
CREATE TRIGGER journal_image_generation_insert AFTER INSERT ON image_generation WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('image_generation', 'insert', new.file_hash, NULL, NULL, json_object(CASE WHEN typeof(new.provider) = 'blob' THEN '?provider' ELSE 'provider' END, CASE WHEN typeof(new.provider) = 'blob' THEN NULL ELSE new.provider END, CASE WHEN typeof(new.model) = 'blob' THEN '?model' ELSE 'model' END, CASE WHEN typeof(new.model) = 'blob' THEN NULL ELSE new.model END, '#prompt', length(new.prompt), '#generation_params', length(new.generation_params), CASE WHEN typeof(new.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END, CASE WHEN typeof(new.job_id) = 'blob' THEN NULL ELSE new.job_id END, CASE WHEN typeof(new.status) = 'blob' THEN '?status' ELSE 'status' END, CASE WHEN typeof(new.status) = 'blob' THEN NULL ELSE new.status END, '#error', length(new.error), CASE WHEN typeof(new.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END, CASE WHEN typeof(new.started_at) = 'blob' THEN NULL ELSE new.started_at END, CASE WHEN typeof(new.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END, CASE WHEN typeof(new.completed_at) = 'blob' THEN NULL ELSE new.completed_at END));
END;
CREATE TRIGGER journal_image_generation_key AFTER UPDATE OF file_hash ON image_generation WHEN old.file_hash IS NOT new.file_hash BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('image_generation', 'delete', old.file_hash, NULL, json_object(CASE WHEN typeof(old.provider) = 'blob' THEN '?provider' ELSE 'provider' END, CASE WHEN typeof(old.provider) = 'blob' THEN NULL ELSE old.provider END, CASE WHEN typeof(old.model) = 'blob' THEN '?model' ELSE 'model' END, CASE WHEN typeof(old.model) = 'blob' THEN NULL ELSE old.model END, CASE WHEN typeof(old.prompt) = 'blob' THEN '?prompt' ELSE 'prompt' END, CASE WHEN typeof(old.prompt) = 'blob' THEN NULL ELSE old.prompt END, CASE WHEN typeof(old.generation_params) = 'blob' THEN '?generation_params' ELSE 'generation_params' END, CASE WHEN typeof(old.generation_params) = 'blob' THEN NULL ELSE old.generation_params END, CASE WHEN typeof(old.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END, CASE WHEN typeof(old.job_id) = 'blob' THEN NULL ELSE old.job_id END, CASE WHEN typeof(old.status) = 'blob' THEN '?status' ELSE 'status' END, CASE WHEN typeof(old.status) = 'blob' THEN NULL ELSE old.status END, CASE WHEN typeof(old.error) = 'blob' THEN '?error' ELSE 'error' END, CASE WHEN typeof(old.error) = 'blob' THEN NULL ELSE old.error END, CASE WHEN typeof(old.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END, CASE WHEN typeof(old.started_at) = 'blob' THEN NULL ELSE old.started_at END, CASE WHEN typeof(old.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END, CASE WHEN typeof(old.completed_at) = 'blob' THEN NULL ELSE old.completed_at END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('image_generation', 'insert', new.file_hash, NULL, NULL, json_object(CASE WHEN typeof(new.provider) = 'blob' THEN '?provider' ELSE 'provider' END, CASE WHEN typeof(new.provider) = 'blob' THEN NULL ELSE new.provider END, CASE WHEN typeof(new.model) = 'blob' THEN '?model' ELSE 'model' END, CASE WHEN typeof(new.model) = 'blob' THEN NULL ELSE new.model END, '#prompt', length(new.prompt), '#generation_params', length(new.generation_params), CASE WHEN typeof(new.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END, CASE WHEN typeof(new.job_id) = 'blob' THEN NULL ELSE new.job_id END, CASE WHEN typeof(new.status) = 'blob' THEN '?status' ELSE 'status' END, CASE WHEN typeof(new.status) = 'blob' THEN NULL ELSE new.status END, '#error', length(new.error), CASE WHEN typeof(new.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END, CASE WHEN typeof(new.started_at) = 'blob' THEN NULL ELSE new.started_at END, CASE WHEN typeof(new.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END, CASE WHEN typeof(new.completed_at) = 'blob' THEN NULL ELSE new.completed_at END));
END;
CREATE TRIGGER journal_image_generation_replace BEFORE INSERT ON image_generation BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'image_generation', 'replace', replaced.file_hash, NULL, json_object(CASE WHEN typeof(replaced.provider) = 'blob' THEN '?provider' ELSE 'provider' END, CASE WHEN typeof(replaced.provider) = 'blob' THEN NULL ELSE replaced.provider END, CASE WHEN typeof(replaced.model) = 'blob' THEN '?model' ELSE 'model' END, CASE WHEN typeof(replaced.model) = 'blob' THEN NULL ELSE replaced.model END, CASE WHEN typeof(replaced.prompt) = 'blob' THEN '?prompt' ELSE 'prompt' END, CASE WHEN typeof(replaced.prompt) = 'blob' THEN NULL ELSE replaced.prompt END, CASE WHEN typeof(replaced.generation_params) = 'blob' THEN '?generation_params' ELSE 'generation_params' END, CASE WHEN typeof(replaced.generation_params) = 'blob' THEN NULL ELSE replaced.generation_params END, CASE WHEN typeof(replaced.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END, CASE WHEN typeof(replaced.job_id) = 'blob' THEN NULL ELSE replaced.job_id END, CASE WHEN typeof(replaced.status) = 'blob' THEN '?status' ELSE 'status' END, CASE WHEN typeof(replaced.status) = 'blob' THEN NULL ELSE replaced.status END, CASE WHEN typeof(replaced.error) = 'blob' THEN '?error' ELSE 'error' END, CASE WHEN typeof(replaced.error) = 'blob' THEN NULL ELSE replaced.error END, CASE WHEN typeof(replaced.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END, CASE WHEN typeof(replaced.started_at) = 'blob' THEN NULL ELSE replaced.started_at END, CASE WHEN typeof(replaced.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END, CASE WHEN typeof(replaced.completed_at) = 'blob' THEN NULL ELSE replaced.completed_at END)
  FROM image_generation AS replaced WHERE replaced.file_hash = new.file_hash;
END;
CREATE TRIGGER journal_image_generation_update AFTER UPDATE OF provider,model,prompt,generation_params,job_id,status,error,started_at,completed_at ON image_generation WHEN old.provider IS NOT new.provider OR old.model IS NOT new.model OR old.prompt IS NOT new.prompt OR old.generation_params IS NOT new.generation_params OR old.job_id IS NOT new.job_id OR old.status IS NOT new.status OR old.error IS NOT new.error OR old.started_at IS NOT new.started_at OR old.completed_at IS NOT new.completed_at BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('image_generation', 'update', new.file_hash, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.provider) = 'blob' THEN '?provider' ELSE 'provider' END AS name, CASE WHEN typeof(old.provider) = 'blob' THEN NULL ELSE old.provider END AS value WHERE old.provider IS NOT new.provider UNION ALL SELECT CASE WHEN typeof(old.model) = 'blob' THEN '?model' ELSE 'model' END AS name, CASE WHEN typeof(old.model) = 'blob' THEN NULL ELSE old.model END AS value WHERE old.model IS NOT new.model UNION ALL SELECT CASE WHEN typeof(old.prompt) = 'blob' THEN '?prompt' ELSE 'prompt' END AS name, CASE WHEN typeof(old.prompt) = 'blob' THEN NULL ELSE old.prompt END AS value WHERE old.prompt IS NOT new.prompt UNION ALL SELECT CASE WHEN typeof(old.generation_params) = 'blob' THEN '?generation_params' ELSE 'generation_params' END AS name, CASE WHEN typeof(old.generation_params) = 'blob' THEN NULL ELSE old.generation_params END AS value WHERE old.generation_params IS NOT new.generation_params UNION ALL SELECT CASE WHEN typeof(old.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END AS name, CASE WHEN typeof(old.job_id) = 'blob' THEN NULL ELSE old.job_id END AS value WHERE old.job_id IS NOT new.job_id UNION ALL SELECT CASE WHEN typeof(old.status) = 'blob' THEN '?status' ELSE 'status' END AS name, CASE WHEN typeof(old.status) = 'blob' THEN NULL ELSE old.status END AS value WHERE old.status IS NOT new.status UNION ALL SELECT CASE WHEN typeof(old.error) = 'blob' THEN '?error' ELSE 'error' END AS name, CASE WHEN typeof(old.error) = 'blob' THEN NULL ELSE old.error END AS value WHERE old.error IS NOT new.error UNION ALL SELECT CASE WHEN typeof(old.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END AS name, CASE WHEN typeof(old.started_at) = 'blob' THEN NULL ELSE old.started_at END AS value WHERE old.started_at IS NOT new.started_at UNION ALL SELECT CASE WHEN typeof(old.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END AS name, CASE WHEN typeof(old.completed_at) = 'blob' THEN NULL ELSE old.completed_at END AS value WHERE old.completed_at IS NOT new.completed_at)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.provider) = 'blob' THEN '?provider' ELSE 'provider' END AS name, CASE WHEN typeof(new.provider) = 'blob' THEN NULL ELSE new.provider END AS value WHERE old.provider IS NOT new.provider UNION ALL SELECT CASE WHEN typeof(new.model) = 'blob' THEN '?model' ELSE 'model' END AS name, CASE WHEN typeof(new.model) = 'blob' THEN NULL ELSE new.model END AS value WHERE old.model IS NOT new.model UNION ALL SELECT '#prompt' AS name, length(new.prompt) AS value WHERE old.prompt IS NOT new.prompt UNION ALL SELECT '#generation_params' AS name, length(new.generation_params) AS value WHERE old.generation_params IS NOT new.generation_params UNION ALL SELECT CASE WHEN typeof(new.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END AS name, CASE WHEN typeof(new.job_id) = 'blob' THEN NULL ELSE new.job_id END AS value WHERE old.job_id IS NOT new.job_id UNION ALL SELECT CASE WHEN typeof(new.status) = 'blob' THEN '?status' ELSE 'status' END AS name, CASE WHEN typeof(new.status) = 'blob' THEN NULL ELSE new.status END AS value WHERE old.status IS NOT new.status UNION ALL SELECT '#error' AS name, length(new.error) AS value WHERE old.error IS NOT new.error UNION ALL SELECT CASE WHEN typeof(new.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END AS name, CASE WHEN typeof(new.started_at) = 'blob' THEN NULL ELSE new.started_at END AS value WHERE old.started_at IS NOT new.started_at UNION ALL SELECT CASE WHEN typeof(new.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END AS name, CASE WHEN typeof(new.completed_at) = 'blob' THEN NULL ELSE new.completed_at END AS value WHERE old.completed_at IS NOT new.completed_at)));
END;

CREATE TABLE image_notes (
  file_hash TEXT PRIMARY KEY,
  rating INTEGER CHECK (rating IN (1, 2, 3, 4, 5)),
  colour TEXT CHECK (colour IN ('red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey')),
  note TEXT CHECK (note <> ''),
  CHECK (coalesce(rating, colour, note) IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER journal_image_notes_delete AFTER DELETE ON image_notes WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('image_notes', 'delete', old.file_hash, NULL, json_object(CASE WHEN typeof(old.rating) = 'blob' THEN '?rating' ELSE 'rating' END, CASE WHEN typeof(old.rating) = 'blob' THEN NULL ELSE old.rating END, CASE WHEN typeof(old.colour) = 'blob' THEN '?colour' ELSE 'colour' END, CASE WHEN typeof(old.colour) = 'blob' THEN NULL ELSE old.colour END, CASE WHEN typeof(old.note) = 'blob' THEN '?note' ELSE 'note' END, CASE WHEN typeof(old.note) = 'blob' THEN NULL ELSE old.note END), NULL);
END;
CREATE TRIGGER journal_image_notes_insert AFTER INSERT ON image_notes WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('image_notes', 'insert', new.file_hash, NULL, NULL, json_object(CASE WHEN typeof(new.rating) = 'blob' THEN '?rating' ELSE 'rating' END, CASE WHEN typeof(new.rating) = 'blob' THEN NULL ELSE new.rating END, CASE WHEN typeof(new.colour) = 'blob' THEN '?colour' ELSE 'colour' END, CASE WHEN typeof(new.colour) = 'blob' THEN NULL ELSE new.colour END, '#note', length(new.note)));
END;
CREATE TRIGGER journal_image_notes_key AFTER UPDATE OF file_hash ON image_notes WHEN old.file_hash IS NOT new.file_hash BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('image_notes', 'delete', old.file_hash, NULL, json_object(CASE WHEN typeof(old.rating) = 'blob' THEN '?rating' ELSE 'rating' END, CASE WHEN typeof(old.rating) = 'blob' THEN NULL ELSE old.rating END, CASE WHEN typeof(old.colour) = 'blob' THEN '?colour' ELSE 'colour' END, CASE WHEN typeof(old.colour) = 'blob' THEN NULL ELSE old.colour END, CASE WHEN typeof(old.note) = 'blob' THEN '?note' ELSE 'note' END, CASE WHEN typeof(old.note) = 'blob' THEN NULL ELSE old.note END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('image_notes', 'insert', new.file_hash, NULL, NULL, json_object(CASE WHEN typeof(new.rating) = 'blob' THEN '?rating' ELSE 'rating' END, CASE WHEN typeof(new.rating) = 'blob' THEN NULL ELSE new.rating END, CASE WHEN typeof(new.colour) = 'blob' THEN '?colour' ELSE 'colour' END, CASE WHEN typeof(new.colour) = 'blob' THEN NULL ELSE new.colour END, '#note', length(new.note)));
END;
CREATE TRIGGER journal_image_notes_replace BEFORE INSERT ON image_notes BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'image_notes', 'replace', replaced.file_hash, NULL, json_object(CASE WHEN typeof(replaced.rating) = 'blob' THEN '?rating' ELSE 'rating' END, CASE WHEN typeof(replaced.rating) = 'blob' THEN NULL ELSE replaced.rating END, CASE WHEN typeof(replaced.colour) = 'blob' THEN '?colour' ELSE 'colour' END, CASE WHEN typeof(replaced.colour) = 'blob' THEN NULL ELSE replaced.colour END, CASE WHEN typeof(replaced.note) = 'blob' THEN '?note' ELSE 'note' END, CASE WHEN typeof(replaced.note) = 'blob' THEN NULL ELSE replaced.note END)
  FROM image_notes AS replaced WHERE replaced.file_hash = new.file_hash;
END;
CREATE TRIGGER journal_image_notes_update AFTER UPDATE OF rating,colour,note ON image_notes WHEN old.rating IS NOT new.rating OR old.colour IS NOT new.colour OR old.note IS NOT new.note BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('image_notes', 'update', new.file_hash, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.rating) = 'blob' THEN '?rating' ELSE 'rating' END AS name, CASE WHEN typeof(old.rating) = 'blob' THEN NULL ELSE old.rating END AS value WHERE old.rating IS NOT new.rating UNION ALL SELECT CASE WHEN typeof(old.colour) = 'blob' THEN '?colour' ELSE 'colour' END AS name, CASE WHEN typeof(old.colour) = 'blob' THEN NULL ELSE old.colour END AS value WHERE old.colour IS NOT new.colour UNION ALL SELECT CASE WHEN typeof(old.note) = 'blob' THEN '?note' ELSE 'note' END AS name, CASE WHEN typeof(old.note) = 'blob' THEN NULL ELSE old.note END AS value WHERE old.note IS NOT new.note)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.rating) = 'blob' THEN '?rating' ELSE 'rating' END AS name, CASE WHEN typeof(new.rating) = 'blob' THEN NULL ELSE new.rating END AS value WHERE old.rating IS NOT new.rating UNION ALL SELECT CASE WHEN typeof(new.colour) = 'blob' THEN '?colour' ELSE 'colour' END AS name, CASE WHEN typeof(new.colour) = 'blob' THEN NULL ELSE new.colour END AS value WHERE old.colour IS NOT new.colour UNION ALL SELECT '#note' AS name, length(new.note) AS value WHERE old.note IS NOT new.note)));
END;

CREATE TABLE job_items (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  path TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('added', 'duplicate', 'moved', 'failed', 'made', 'cached')),
  video_id TEXT,
  error TEXT,
  PRIMARY KEY (job_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX job_items_duplicate ON job_items (job_id, seq, video_id) WHERE outcome = 'duplicate';
CREATE INDEX job_items_failed ON job_items (job_id, seq) WHERE outcome = 'failed';

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
  title TEXT NOT NULL,
  done REAL NOT NULL DEFAULT 0,
  total REAL,
  unit TEXT NOT NULL,
  video_id TEXT,
  added INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  owner TEXT NOT NULL,
  heartbeat_ms INTEGER NOT NULL,
  cancel_requested INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  started_at TEXT,
  finished_at TEXT,
  made INTEGER NOT NULL DEFAULT 0,
  cached INTEGER NOT NULL DEFAULT 0,
  paused INTEGER NOT NULL DEFAULT 0,
  request TEXT,
  moved INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX jobs_active ON jobs (state) WHERE state IN ('queued', 'running');

CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  step TEXT NOT NULL,
  author TEXT NOT NULL,
  user_id TEXT,
  action TEXT,
  title TEXT,
  changes TEXT NOT NULL DEFAULT '[]',
  undoes INTEGER,
  undone_by INTEGER
) STRICT;
CREATE INDEX journal_by_author ON journal (author, id);
CREATE INDEX journal_by_step ON journal (step);
CREATE INDEX journal_by_time ON journal (at);

CREATE TABLE journal_parts (
  first_seq INTEGER PRIMARY KEY,
  last_seq INTEGER NOT NULL,
  entry_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE
) STRICT;
CREATE INDEX journal_parts_by_entry ON journal_parts (entry_id);

CREATE TABLE journal_rows (
  seq INTEGER PRIMARY KEY,
  at INTEGER NOT NULL DEFAULT (strftime('%s', 'now') + 0),
  tbl TEXT NOT NULL,
  op TEXT NOT NULL,
  subject ANY,
  key TEXT,
  old TEXT,
  new TEXT
) STRICT;
CREATE INDEX journal_rows_by_subject ON journal_rows (subject);

CREATE TABLE leaving_files (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  path TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL
) STRICT;

CREATE TABLE library (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  folder TEXT NOT NULL,
  animations_checked_at TEXT
) STRICT;

CREATE TABLE library_settings (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE link_decisions (
  file_hash TEXT NOT NULL,
  name TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'rejected')),
  decided_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (file_hash, name, input_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_decisions_by_input ON link_decisions (input_hash);
CREATE TRIGGER journal_link_decisions_delete AFTER DELETE ON link_decisions WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('link_decisions', 'delete', old.file_hash, json_array(old.name,old.input_hash), json_object(CASE WHEN typeof(old.decision) = 'blob' THEN '?decision' ELSE 'decision' END, CASE WHEN typeof(old.decision) = 'blob' THEN NULL ELSE old.decision END, CASE WHEN typeof(old.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END, CASE WHEN typeof(old.decided_at) = 'blob' THEN NULL ELSE old.decided_at END), NULL);
END;
CREATE TRIGGER journal_link_decisions_insert AFTER INSERT ON link_decisions WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('link_decisions', 'insert', new.file_hash, json_array(new.name,new.input_hash), NULL, json_object(CASE WHEN typeof(new.decision) = 'blob' THEN '?decision' ELSE 'decision' END, CASE WHEN typeof(new.decision) = 'blob' THEN NULL ELSE new.decision END, CASE WHEN typeof(new.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END, CASE WHEN typeof(new.decided_at) = 'blob' THEN NULL ELSE new.decided_at END));
END;
CREATE TRIGGER journal_link_decisions_key AFTER UPDATE OF file_hash,name,input_hash ON link_decisions WHEN old.file_hash IS NOT new.file_hash OR old.name IS NOT new.name OR old.input_hash IS NOT new.input_hash BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('link_decisions', 'delete', old.file_hash, json_array(old.name,old.input_hash), json_object(CASE WHEN typeof(old.decision) = 'blob' THEN '?decision' ELSE 'decision' END, CASE WHEN typeof(old.decision) = 'blob' THEN NULL ELSE old.decision END, CASE WHEN typeof(old.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END, CASE WHEN typeof(old.decided_at) = 'blob' THEN NULL ELSE old.decided_at END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('link_decisions', 'insert', new.file_hash, json_array(new.name,new.input_hash), NULL, json_object(CASE WHEN typeof(new.decision) = 'blob' THEN '?decision' ELSE 'decision' END, CASE WHEN typeof(new.decision) = 'blob' THEN NULL ELSE new.decision END, CASE WHEN typeof(new.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END, CASE WHEN typeof(new.decided_at) = 'blob' THEN NULL ELSE new.decided_at END));
END;
CREATE TRIGGER journal_link_decisions_replace BEFORE INSERT ON link_decisions BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'link_decisions', 'replace', replaced.file_hash, json_array(replaced.name,replaced.input_hash), json_object(CASE WHEN typeof(replaced.decision) = 'blob' THEN '?decision' ELSE 'decision' END, CASE WHEN typeof(replaced.decision) = 'blob' THEN NULL ELSE replaced.decision END, CASE WHEN typeof(replaced.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END, CASE WHEN typeof(replaced.decided_at) = 'blob' THEN NULL ELSE replaced.decided_at END)
  FROM link_decisions AS replaced WHERE replaced.file_hash = new.file_hash AND replaced.name = new.name AND replaced.input_hash = new.input_hash;
END;
CREATE TRIGGER journal_link_decisions_update AFTER UPDATE OF decision,decided_at ON link_decisions WHEN old.decision IS NOT new.decision OR old.decided_at IS NOT new.decided_at BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('link_decisions', 'update', new.file_hash, json_array(new.name,new.input_hash), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.decision) = 'blob' THEN '?decision' ELSE 'decision' END AS name, CASE WHEN typeof(old.decision) = 'blob' THEN NULL ELSE old.decision END AS value WHERE old.decision IS NOT new.decision UNION ALL SELECT CASE WHEN typeof(old.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END AS name, CASE WHEN typeof(old.decided_at) = 'blob' THEN NULL ELSE old.decided_at END AS value WHERE old.decided_at IS NOT new.decided_at)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.decision) = 'blob' THEN '?decision' ELSE 'decision' END AS name, CASE WHEN typeof(new.decision) = 'blob' THEN NULL ELSE new.decision END AS value WHERE old.decision IS NOT new.decision UNION ALL SELECT CASE WHEN typeof(new.decided_at) = 'blob' THEN '?decided_at' ELSE 'decided_at' END AS name, CASE WHEN typeof(new.decided_at) = 'blob' THEN NULL ELSE new.decided_at END AS value WHERE old.decided_at IS NOT new.decided_at)));
END;

CREATE TABLE locations (
  path TEXT PRIMARY KEY,
  file_hash TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  mtime_ms INTEGER NOT NULL,
  sample_hash TEXT NOT NULL,
  seen_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  verified_at TEXT,
  missing_since TEXT
) STRICT;
CREATE INDEX locations_by_file_hash ON locations (file_hash);
CREATE INDEX locations_by_file_name ON locations (replace(replace(path, '\', '/'), rtrim(replace(path, '\', '/'), replace(replace(path, '\', '/'), '/', '')), ''));
CREATE INDEX locations_by_sample ON locations (sample_hash, size_bytes, mtime_ms);
CREATE INDEX locations_by_size ON locations (size_bytes) WHERE missing_since IS NULL;
CREATE INDEX locations_present ON locations (file_hash, size_bytes, missing_since) WHERE missing_since IS NULL;
CREATE INDEX locations_unconfirmed ON locations (path) WHERE verified_at IS NULL AND missing_since IS NULL AND sample_hash <> '';

CREATE TABLE media (
  Id TEXT PRIMARY KEY,
  Name TEXT NOT NULL,
  Path TEXT NOT NULL,
  MediaType TEXT NOT NULL,
  MediaStatus INTEGER NOT NULL DEFAULT 1,
  UserId TEXT,
  file_hash TEXT,
  size_bytes INTEGER,
  width INTEGER,
  height INTEGER,
  codec TEXT,
  created_at TEXT
);
CREATE UNIQUE INDEX media_by_content ON media (file_hash) WHERE file_hash IS NOT NULL;
CREATE INDEX media_by_path ON media (Path);
CREATE INDEX media_by_status ON media (MediaStatus, MediaType);
CREATE INDEX media_by_type ON media (MediaType) WHERE file_hash IS NOT NULL;
CREATE TRIGGER journal_media_delete AFTER DELETE ON media WHEN old.MediaType = 'Image' AND old.file_hash IS NOT NULL BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('media', 'delete', old.Id, NULL, '{}', NULL);
END;
CREATE TRIGGER journal_media_insert AFTER INSERT ON media WHEN new.MediaType = 'Image' AND new.file_hash IS NOT NULL BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('media', 'insert', new.Id, NULL, NULL, '{}');
END;
CREATE TRIGGER journal_media_key AFTER UPDATE OF Id ON media WHEN old.Id IS NOT new.Id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('media', 'delete', old.Id, NULL, '{}', NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('media', 'insert', new.Id, NULL, NULL, '{}');
END;
CREATE TRIGGER journal_media_update AFTER UPDATE OF Name,MediaStatus ON media WHEN old.Name IS NOT new.Name OR old.MediaStatus IS NOT new.MediaStatus BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('media', 'update', new.Id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.Name) = 'blob' THEN '?Name' ELSE 'Name' END AS name, CASE WHEN typeof(old.Name) = 'blob' THEN NULL ELSE old.Name END AS value WHERE old.Name IS NOT new.Name UNION ALL SELECT CASE WHEN typeof(old.MediaStatus) = 'blob' THEN '?MediaStatus' ELSE 'MediaStatus' END AS name, CASE WHEN typeof(old.MediaStatus) = 'blob' THEN NULL ELSE old.MediaStatus END AS value WHERE old.MediaStatus IS NOT new.MediaStatus)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.Name) = 'blob' THEN '?Name' ELSE 'Name' END AS name, CASE WHEN typeof(new.Name) = 'blob' THEN NULL ELSE new.Name END AS value WHERE old.Name IS NOT new.Name UNION ALL SELECT CASE WHEN typeof(new.MediaStatus) = 'blob' THEN '?MediaStatus' ELSE 'MediaStatus' END AS name, CASE WHEN typeof(new.MediaStatus) = 'blob' THEN NULL ELSE new.MediaStatus END AS value WHERE old.MediaStatus IS NOT new.MediaStatus)));
END;
CREATE TRIGGER media_status_changed AFTER UPDATE OF MediaStatus ON media
WHEN new.MediaStatus IS NOT old.MediaStatus AND new.Id IS NOT NULL BEGIN
  INSERT INTO media_status_changes (media_id, status) VALUES (new.Id, CAST(new.MediaStatus AS INTEGER));
END;

CREATE TABLE media_status_changes (
  id INTEGER PRIMARY KEY,
  media_id TEXT NOT NULL,
  status INTEGER,
  message TEXT,
  user_id TEXT,
  via TEXT,
  changed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE INDEX media_status_changes_of ON media_status_changes (media_id);

CREATE TABLE object_storage (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  endpoint TEXT,
  region TEXT NOT NULL,
  bucket TEXT NOT NULL,
  prefix TEXT NOT NULL,
  path_style INTEGER NOT NULL,
  profile TEXT,
  frames TEXT NOT NULL CHECK (frames IN ('library', 'bucket')),
  videos TEXT NOT NULL DEFAULT 'library' CHECK (videos IN ('library', 'bucket')),
  previews TEXT NOT NULL DEFAULT 'library' CHECK (previews IN ('library', 'bucket')),
  stored_from TEXT
) STRICT;

CREATE TABLE perceptual_hashes (
  file_hash TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  hash TEXT CHECK (length(hash) = 16),
  error TEXT,
  hashed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CHECK ((hash IS NULL) <> (error IS NULL))
) STRICT;

CREATE TABLE policies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
  rule TEXT NOT NULL,
  days INTEGER,
  max_bytes INTEGER,
  query TEXT NOT NULL DEFAULT '',
  schedule TEXT NOT NULL DEFAULT 'manual',
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_run_at TEXT
) STRICT;

CREATE TABLE processing_inputs (
  job_id TEXT NOT NULL,
  position INTEGER NOT NULL,
  path TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (job_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX processing_inputs_by_hash ON processing_inputs (hash);

CREATE TABLE processing_jobs (
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
CREATE UNIQUE INDEX idx_processing_cache ON processing_jobs (action, input_path, config_hash);
CREATE INDEX processing_jobs_by_input ON processing_jobs (input_hash);
CREATE INDEX processing_jobs_by_output ON processing_jobs (output_hash);
CREATE INDEX processing_jobs_by_time ON processing_jobs (created_at);

CREATE TABLE removed_analyses (
  id INTEGER PRIMARY KEY,
  file_path TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  config_hash TEXT NOT NULL,
  ranges JSON,
  metadata JSON,
  created_at REAL NOT NULL
);

CREATE TABLE removed_media (
  id TEXT PRIMARY KEY,
  file_hash TEXT NOT NULL,
  media TEXT NOT NULL,
  locations TEXT NOT NULL,
  related TEXT NOT NULL,
  removed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE INDEX removed_media_by_content ON removed_media (file_hash);
CREATE INDEX removed_media_by_time ON removed_media (removed_at, id);

CREATE TABLE removed_processing (
  id INTEGER PRIMARY KEY,
  job_id TEXT NOT NULL,
  action TEXT NOT NULL,
  input_path TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  config_hash TEXT NOT NULL,
  output_path TEXT NOT NULL,
  output_hash TEXT NOT NULL,
  parameters JSON,
  metadata JSON,
  created_at REAL NOT NULL
);
CREATE INDEX removed_processing_by_job ON removed_processing (job_id);

CREATE TABLE removed_videos (
  id TEXT PRIMARY KEY,
  file_hash TEXT NOT NULL,
  video TEXT NOT NULL,
  locations TEXT NOT NULL,
  related TEXT NOT NULL,
  removed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  shared INTEGER
) STRICT;
CREATE INDEX removed_videos_by_content ON removed_videos (file_hash);
CREATE INDEX removed_videos_by_time ON removed_videos (removed_at, id);

CREATE TABLE removed_workflows (
  id TEXT PRIMARY KEY,
  workflow TEXT NOT NULL,
  executions TEXT NOT NULL,
  executed TEXT NOT NULL,
  associations TEXT NOT NULL,
  removed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  images TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX removed_workflows_by_time ON removed_workflows (removed_at, id);

CREATE TABLE replaced_video_counts (
  source TEXT NOT NULL,
  facet TEXT NOT NULL,
  value ANY NOT NULL,
  video_id ANY NOT NULL,
  size_bytes REAL NOT NULL,
  PRIMARY KEY (source, facet, value, video_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE sampled_files (
  size_bytes INTEGER NOT NULL,
  path TEXT NOT NULL,
  mtime_ms INTEGER NOT NULL,
  sample_hash TEXT NOT NULL,
  PRIMARY KEY (size_bytes, path)
) STRICT, WITHOUT ROWID;

CREATE TABLE saved_searches (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (name <> ''),
  query TEXT NOT NULL,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE TRIGGER journal_saved_searches_delete AFTER DELETE ON saved_searches WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('saved_searches', 'delete', old.id, NULL, json_object(CASE WHEN typeof(old.name) = 'blob' THEN '?name' ELSE 'name' END, CASE WHEN typeof(old.name) = 'blob' THEN NULL ELSE old.name END, CASE WHEN typeof(old.query) = 'blob' THEN '?query' ELSE 'query' END, CASE WHEN typeof(old.query) = 'blob' THEN NULL ELSE old.query END, CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END), NULL);
END;
CREATE TRIGGER journal_saved_searches_insert AFTER INSERT ON saved_searches WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('saved_searches', 'insert', new.id, NULL, NULL, json_object(CASE WHEN typeof(new.name) = 'blob' THEN '?name' ELSE 'name' END, CASE WHEN typeof(new.name) = 'blob' THEN NULL ELSE new.name END, CASE WHEN typeof(new.query) = 'blob' THEN '?query' ELSE 'query' END, CASE WHEN typeof(new.query) = 'blob' THEN NULL ELSE new.query END, CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END));
END;
CREATE TRIGGER journal_saved_searches_key AFTER UPDATE OF id ON saved_searches WHEN old.id IS NOT new.id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('saved_searches', 'delete', old.id, NULL, json_object(CASE WHEN typeof(old.name) = 'blob' THEN '?name' ELSE 'name' END, CASE WHEN typeof(old.name) = 'blob' THEN NULL ELSE old.name END, CASE WHEN typeof(old.query) = 'blob' THEN '?query' ELSE 'query' END, CASE WHEN typeof(old.query) = 'blob' THEN NULL ELSE old.query END, CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('saved_searches', 'insert', new.id, NULL, NULL, json_object(CASE WHEN typeof(new.name) = 'blob' THEN '?name' ELSE 'name' END, CASE WHEN typeof(new.name) = 'blob' THEN NULL ELSE new.name END, CASE WHEN typeof(new.query) = 'blob' THEN '?query' ELSE 'query' END, CASE WHEN typeof(new.query) = 'blob' THEN NULL ELSE new.query END, CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END));
END;
CREATE TRIGGER journal_saved_searches_replace BEFORE INSERT ON saved_searches BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'saved_searches', 'replace', replaced.id, NULL, json_object(CASE WHEN typeof(replaced.name) = 'blob' THEN '?name' ELSE 'name' END, CASE WHEN typeof(replaced.name) = 'blob' THEN NULL ELSE replaced.name END, CASE WHEN typeof(replaced.query) = 'blob' THEN '?query' ELSE 'query' END, CASE WHEN typeof(replaced.query) = 'blob' THEN NULL ELSE replaced.query END, CASE WHEN typeof(replaced.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(replaced.created_at) = 'blob' THEN NULL ELSE replaced.created_at END)
  FROM saved_searches AS replaced WHERE replaced.id = new.id;
END;
CREATE TRIGGER journal_saved_searches_update AFTER UPDATE OF name,query,created_at ON saved_searches WHEN old.name IS NOT new.name OR old.query IS NOT new.query OR old.created_at IS NOT new.created_at BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('saved_searches', 'update', new.id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.name) = 'blob' THEN '?name' ELSE 'name' END AS name, CASE WHEN typeof(old.name) = 'blob' THEN NULL ELSE old.name END AS value WHERE old.name IS NOT new.name UNION ALL SELECT CASE WHEN typeof(old.query) = 'blob' THEN '?query' ELSE 'query' END AS name, CASE WHEN typeof(old.query) = 'blob' THEN NULL ELSE old.query END AS value WHERE old.query IS NOT new.query UNION ALL SELECT CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END AS name, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END AS value WHERE old.created_at IS NOT new.created_at)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.name) = 'blob' THEN '?name' ELSE 'name' END AS name, CASE WHEN typeof(new.name) = 'blob' THEN NULL ELSE new.name END AS value WHERE old.name IS NOT new.name UNION ALL SELECT CASE WHEN typeof(new.query) = 'blob' THEN '?query' ELSE 'query' END AS name, CASE WHEN typeof(new.query) = 'blob' THEN NULL ELSE new.query END AS value WHERE old.query IS NOT new.query UNION ALL SELECT CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END AS name, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END AS value WHERE old.created_at IS NOT new.created_at)));
END;

CREATE TABLE stage_outputs (
  output_hash TEXT PRIMARY KEY NOT NULL,
  size_bytes INTEGER NOT NULL,
  stored_bytes INTEGER NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('json', 'zlib')),
  content BLOB NOT NULL
) STRICT;

CREATE TABLE tagged_images (
  file_hash TEXT NOT NULL,
  tag_key TEXT NOT NULL CHECK (tag_key <> ''),
  tag TEXT NOT NULL CHECK (tag <> ''),
  PRIMARY KEY (file_hash, tag_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX tagged_images_by_tag ON tagged_images (tag_key, tag);
CREATE TRIGGER journal_tagged_images_delete AFTER DELETE ON tagged_images WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('tagged_images', 'delete', old.file_hash, json_array(old.tag_key), json_object(CASE WHEN typeof(old.tag) = 'blob' THEN '?tag' ELSE 'tag' END, CASE WHEN typeof(old.tag) = 'blob' THEN NULL ELSE old.tag END), NULL);
END;
CREATE TRIGGER journal_tagged_images_insert AFTER INSERT ON tagged_images WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('tagged_images', 'insert', new.file_hash, json_array(new.tag_key), NULL, json_object(CASE WHEN typeof(new.tag) = 'blob' THEN '?tag' ELSE 'tag' END, CASE WHEN typeof(new.tag) = 'blob' THEN NULL ELSE new.tag END));
END;
CREATE TRIGGER journal_tagged_images_key AFTER UPDATE OF file_hash,tag_key ON tagged_images WHEN old.file_hash IS NOT new.file_hash OR old.tag_key IS NOT new.tag_key BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('tagged_images', 'delete', old.file_hash, json_array(old.tag_key), json_object(CASE WHEN typeof(old.tag) = 'blob' THEN '?tag' ELSE 'tag' END, CASE WHEN typeof(old.tag) = 'blob' THEN NULL ELSE old.tag END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('tagged_images', 'insert', new.file_hash, json_array(new.tag_key), NULL, json_object(CASE WHEN typeof(new.tag) = 'blob' THEN '?tag' ELSE 'tag' END, CASE WHEN typeof(new.tag) = 'blob' THEN NULL ELSE new.tag END));
END;
CREATE TRIGGER journal_tagged_images_replace BEFORE INSERT ON tagged_images BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'tagged_images', 'replace', replaced.file_hash, json_array(replaced.tag_key), json_object(CASE WHEN typeof(replaced.tag) = 'blob' THEN '?tag' ELSE 'tag' END, CASE WHEN typeof(replaced.tag) = 'blob' THEN NULL ELSE replaced.tag END)
  FROM tagged_images AS replaced WHERE replaced.file_hash = new.file_hash AND replaced.tag_key = new.tag_key;
END;
CREATE TRIGGER journal_tagged_images_update AFTER UPDATE OF tag ON tagged_images WHEN old.tag IS NOT new.tag BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('tagged_images', 'update', new.file_hash, json_array(new.tag_key), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.tag) = 'blob' THEN '?tag' ELSE 'tag' END AS name, CASE WHEN typeof(old.tag) = 'blob' THEN NULL ELSE old.tag END AS value WHERE old.tag IS NOT new.tag)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.tag) = 'blob' THEN '?tag' ELSE 'tag' END AS name, CASE WHEN typeof(new.tag) = 'blob' THEN NULL ELSE new.tag END AS value WHERE old.tag IS NOT new.tag)));
END;

CREATE TABLE tagged_videos (
  video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  tag_key TEXT NOT NULL CHECK (tag_key <> ''),
  tag TEXT NOT NULL CHECK (tag <> ''),
  PRIMARY KEY (video_id, tag_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX tagged_videos_by_tag ON tagged_videos (tag_key, tag);
CREATE TRIGGER journal_tagged_videos_delete AFTER DELETE ON tagged_videos WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('tagged_videos', 'delete', old.video_id, json_array(old.tag_key), json_object(CASE WHEN typeof(old.tag) = 'blob' THEN '?tag' ELSE 'tag' END, CASE WHEN typeof(old.tag) = 'blob' THEN NULL ELSE old.tag END), NULL);
END;
CREATE TRIGGER journal_tagged_videos_insert AFTER INSERT ON tagged_videos WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('tagged_videos', 'insert', new.video_id, json_array(new.tag_key), NULL, json_object(CASE WHEN typeof(new.tag) = 'blob' THEN '?tag' ELSE 'tag' END, CASE WHEN typeof(new.tag) = 'blob' THEN NULL ELSE new.tag END));
END;
CREATE TRIGGER journal_tagged_videos_key AFTER UPDATE OF video_id,tag_key ON tagged_videos WHEN old.video_id IS NOT new.video_id OR old.tag_key IS NOT new.tag_key BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('tagged_videos', 'delete', old.video_id, json_array(old.tag_key), json_object(CASE WHEN typeof(old.tag) = 'blob' THEN '?tag' ELSE 'tag' END, CASE WHEN typeof(old.tag) = 'blob' THEN NULL ELSE old.tag END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('tagged_videos', 'insert', new.video_id, json_array(new.tag_key), NULL, json_object(CASE WHEN typeof(new.tag) = 'blob' THEN '?tag' ELSE 'tag' END, CASE WHEN typeof(new.tag) = 'blob' THEN NULL ELSE new.tag END));
END;
CREATE TRIGGER journal_tagged_videos_replace BEFORE INSERT ON tagged_videos BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'tagged_videos', 'replace', replaced.video_id, json_array(replaced.tag_key), json_object(CASE WHEN typeof(replaced.tag) = 'blob' THEN '?tag' ELSE 'tag' END, CASE WHEN typeof(replaced.tag) = 'blob' THEN NULL ELSE replaced.tag END)
  FROM tagged_videos AS replaced WHERE replaced.video_id = new.video_id AND replaced.tag_key = new.tag_key;
END;
CREATE TRIGGER journal_tagged_videos_update AFTER UPDATE OF tag ON tagged_videos WHEN old.tag IS NOT new.tag BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('tagged_videos', 'update', new.video_id, json_array(new.tag_key), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.tag) = 'blob' THEN '?tag' ELSE 'tag' END AS name, CASE WHEN typeof(old.tag) = 'blob' THEN NULL ELSE old.tag END AS value WHERE old.tag IS NOT new.tag)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.tag) = 'blob' THEN '?tag' ELSE 'tag' END AS name, CASE WHEN typeof(new.tag) = 'blob' THEN NULL ELSE new.tag END AS value WHERE old.tag IS NOT new.tag)));
END;
CREATE TRIGGER video_changes_tagged_videos_delete AFTER DELETE ON tagged_videos BEGIN  INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = old.video_id) WHERE (SELECT rowid FROM videos WHERE id = old.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_tagged_videos_insert AFTER INSERT ON tagged_videos BEGIN  INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = new.video_id) WHERE (SELECT rowid FROM videos WHERE id = new.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_tagged_videos_update AFTER UPDATE OF video_id, tag_key ON tagged_videos BEGIN  INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = old.video_id) WHERE (SELECT rowid FROM videos WHERE id = old.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000; INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = new.video_id) WHERE (SELECT rowid FROM videos WHERE id = new.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_counts_tagged_videos_delete AFTER DELETE ON tagged_videos BEGIN
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT 'tag_key' AS facet, old.tag_key AS value, -1 AS count, 0 AS size_bytes WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = old.video_id) AND (SELECT count(*) FROM tagged_videos WHERE video_id = old.video_id AND tag_key = old.tag_key) = 0) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_counts_tagged_videos_insert AFTER INSERT ON tagged_videos WHEN EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id) BEGIN  UPDATE video_counts SET count = video_counts.count - replaced.count, size_bytes = video_counts.size_bytes - replaced.size_bytes FROM ( SELECT facet, value, count(*) AS count, sum(size_bytes) AS size_bytes FROM replaced_video_counts WHERE source = 'tagged_videos' AND video_id = new.video_id GROUP BY facet, value ) AS replaced WHERE video_counts.facet = replaced.facet AND video_counts.value = replaced.value;
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT DISTINCT 'tag_key' AS facet, tag_key AS value, 1 AS count, 0 AS size_bytes
       FROM tagged_videos WHERE video_id = new.video_id) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_counts_tagged_videos_insert_before BEFORE INSERT ON tagged_videos BEGIN  DELETE FROM replaced_video_counts WHERE source = 'tagged_videos'; INSERT INTO replaced_video_counts (source, facet, value, video_id, size_bytes) SELECT 'tagged_videos', facet, value, video_id, size_bytes FROM (SELECT DISTINCT 'tag_key' AS facet, tag_key AS value, video_id, 0 AS size_bytes FROM tagged_videos
  WHERE video_id = new.video_id AND EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id)) WHERE value IS NOT NULL AND video_id IS NOT NULL;
END;
CREATE TRIGGER video_counts_tagged_videos_update AFTER UPDATE OF video_id, tag_key ON tagged_videos BEGIN
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT 'tag_key' AS facet, old.tag_key AS value, -1 AS count, 0 AS size_bytes WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = old.video_id) AND (SELECT count(*) FROM tagged_videos WHERE video_id = old.video_id AND tag_key = old.tag_key) = 0 AND (new.video_id IS NOT old.video_id OR new.tag_key IS NOT old.tag_key) UNION ALL SELECT 'tag_key', new.tag_key, 1, 0
 WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id) AND (SELECT count(*) FROM tagged_videos WHERE video_id = new.video_id AND tag_key = new.tag_key) = 1 AND (new.video_id IS NOT old.video_id OR new.tag_key IS NOT old.tag_key)) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_search_tags_delete AFTER DELETE ON tagged_videos BEGIN
  UPDATE video_search SET tags = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS ( SELECT 1, substr(whole, 1, 1) UNION ALL SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(tag, ' '), '') FROM tagged_videos WHERE video_id = old.video_id) AS whole)) WHERE rowid = (SELECT rowid FROM videos WHERE id = old.video_id);
END;
CREATE TRIGGER video_search_tags_insert AFTER INSERT ON tagged_videos BEGIN
  UPDATE video_search SET tags = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS ( SELECT 1, substr(whole, 1, 1) UNION ALL SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(tag, ' '), '') FROM tagged_videos WHERE video_id = new.video_id) AS whole)) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_search_tags_update AFTER UPDATE ON tagged_videos BEGIN
  UPDATE video_search SET tags = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS ( SELECT 1, substr(whole, 1, 1) UNION ALL SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(tag, ' '), '') FROM tagged_videos WHERE video_id = new.video_id) AS whole)) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_sort_keys_tagged_videos_delete AFTER DELETE ON tagged_videos BEGIN
  UPDATE video_sort_keys SET tags = (SELECT group_concat(tag, ', ') FROM tagged_videos WHERE video_id = old.video_id) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = old.video_id);
END;
CREATE TRIGGER video_sort_keys_tagged_videos_insert AFTER INSERT ON tagged_videos BEGIN
  UPDATE video_sort_keys SET tags = (SELECT group_concat(tag, ', ') FROM tagged_videos WHERE video_id = new.video_id) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_sort_keys_tagged_videos_update AFTER UPDATE ON tagged_videos BEGIN
  UPDATE video_sort_keys SET tags = (SELECT group_concat(tag, ', ') FROM tagged_videos WHERE video_id = new.video_id) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;

CREATE TABLE timeline_frames (
  timeline_id TEXT NOT NULL REFERENCES timelines (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  chunk_id INTEGER NOT NULL,
  timestamp REAL NOT NULL,
  perceptual_hash TEXT NOT NULL,
  frame_number INTEGER,
  file_hash TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  PRIMARY KEY (timeline_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX timeline_frames_by_content ON timeline_frames (file_hash);

CREATE TABLE timelines (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source_video TEXT NOT NULL,
  source_asset_id TEXT,
  file_hash TEXT,
  profile_name TEXT NOT NULL,
  at TEXT NOT NULL,
  fps REAL,
  every INTEGER,
  threshold REAL,
  request_hash TEXT,
  job_id TEXT,
  frames INTEGER,
  root_checkpoint_id TEXT NOT NULL,
  chosen_checkpoint_id TEXT,
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  removed_at TEXT
) STRICT;
CREATE INDEX timelines_by_asset ON timelines (source_asset_id) WHERE source_asset_id IS NOT NULL;
CREATE INDEX timelines_by_removal ON timelines (removed_at, id) WHERE removed_at IS NOT NULL;
CREATE INDEX timelines_by_request ON timelines (request_hash) WHERE request_hash IS NOT NULL;
CREATE TRIGGER journal_timelines_update AFTER UPDATE OF removed_at,chosen_checkpoint_id ON timelines WHEN old.removed_at IS NOT new.removed_at OR old.chosen_checkpoint_id IS NOT new.chosen_checkpoint_id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('timelines', 'update', new.id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.removed_at) = 'blob' THEN '?removed_at' ELSE 'removed_at' END AS name, CASE WHEN typeof(old.removed_at) = 'blob' THEN NULL ELSE old.removed_at END AS value WHERE old.removed_at IS NOT new.removed_at UNION ALL SELECT CASE WHEN typeof(old.chosen_checkpoint_id) = 'blob' THEN '?chosen_checkpoint_id' ELSE 'chosen_checkpoint_id' END AS name, CASE WHEN typeof(old.chosen_checkpoint_id) = 'blob' THEN NULL ELSE old.chosen_checkpoint_id END AS value WHERE old.chosen_checkpoint_id IS NOT new.chosen_checkpoint_id)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.removed_at) = 'blob' THEN '?removed_at' ELSE 'removed_at' END AS name, CASE WHEN typeof(new.removed_at) = 'blob' THEN NULL ELSE new.removed_at END AS value WHERE old.removed_at IS NOT new.removed_at UNION ALL SELECT CASE WHEN typeof(new.chosen_checkpoint_id) = 'blob' THEN '?chosen_checkpoint_id' ELSE 'chosen_checkpoint_id' END AS name, CASE WHEN typeof(new.chosen_checkpoint_id) = 'blob' THEN NULL ELSE new.chosen_checkpoint_id END AS value WHERE old.chosen_checkpoint_id IS NOT new.chosen_checkpoint_id)));
END;

CREATE TABLE trashed_copies (
  step_id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  path TEXT NOT NULL,
  kept_path TEXT NOT NULL,
  trashed_path TEXT NOT NULL,
  file_hash TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  location TEXT NOT NULL,
  played TEXT NOT NULL,
  trashed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (step_id, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX trashed_copies_by_time ON trashed_copies (trashed_at, step_id, seq);

CREATE TABLE video_changes (
  seq INTEGER PRIMARY KEY,
  video_rowid INTEGER NOT NULL
) STRICT;

CREATE TABLE video_counts (
  facet TEXT NOT NULL,
  value ANY NOT NULL,
  count INTEGER NOT NULL,
  size_bytes REAL NOT NULL,
  PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE video_generation (
  video_id TEXT PRIMARY KEY,
  provider TEXT,
  model TEXT,
  prompt TEXT,
  generation_params JSON,
  job_id TEXT,
  status TEXT,
  error TEXT,
  started_at TIMESTAMP,
  completed_at TIMESTAMP,
  FOREIGN KEY (video_id) REFERENCES videos (id) ON DELETE CASCADE
);
CREATE INDEX generation_by_model ON video_generation (model, video_id);
CREATE INDEX generation_by_provider ON video_generation (provider, video_id);
CREATE INDEX generation_by_seed ON video_generation (CAST(json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.seed') AS TEXT));
CREATE INDEX generation_costs ON video_generation (model, json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.cost')) WHERE json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.cost') IS NOT NULL;
CREATE INDEX generation_times ON video_generation (model, started_at, completed_at) WHERE started_at IS NOT NULL AND completed_at IS NOT NULL;
CREATE INDEX generation_with_loras ON video_generation (video_id) WHERE instr(generation_params, '"loras"') > 0;
CREATE TRIGGER journal_video_generation_delete AFTER DELETE ON video_generation WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_generation', 'delete', old.video_id, NULL, json_object(CASE WHEN typeof(old.provider) = 'blob' THEN '?provider' ELSE 'provider' END, CASE WHEN typeof(old.provider) = 'blob' THEN NULL ELSE old.provider END, CASE WHEN typeof(old.model) = 'blob' THEN '?model' ELSE 'model' END, CASE WHEN typeof(old.model) = 'blob' THEN NULL ELSE old.model END, CASE WHEN typeof(old.prompt) = 'blob' THEN '?prompt' ELSE 'prompt' END, CASE WHEN typeof(old.prompt) = 'blob' THEN NULL ELSE old.prompt END, CASE WHEN typeof(old.generation_params) = 'blob' THEN '?generation_params' ELSE 'generation_params' END, CASE WHEN typeof(old.generation_params) = 'blob' THEN NULL ELSE old.generation_params END, CASE WHEN typeof(old.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END, CASE WHEN typeof(old.job_id) = 'blob' THEN NULL ELSE old.job_id END, CASE WHEN typeof(old.status) = 'blob' THEN '?status' ELSE 'status' END, CASE WHEN typeof(old.status) = 'blob' THEN NULL ELSE old.status END, CASE WHEN typeof(old.error) = 'blob' THEN '?error' ELSE 'error' END, CASE WHEN typeof(old.error) = 'blob' THEN NULL ELSE old.error END, CASE WHEN typeof(old.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END, CASE WHEN typeof(old.started_at) = 'blob' THEN NULL ELSE old.started_at END, CASE WHEN typeof(old.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END, CASE WHEN typeof(old.completed_at) = 'blob' THEN NULL ELSE old.completed_at END), NULL);
END;
CREATE TRIGGER journal_video_generation_insert AFTER INSERT ON video_generation WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_generation', 'insert', new.video_id, NULL, NULL, json_object(CASE WHEN typeof(new.provider) = 'blob' THEN '?provider' ELSE 'provider' END, CASE WHEN typeof(new.provider) = 'blob' THEN NULL ELSE new.provider END, CASE WHEN typeof(new.model) = 'blob' THEN '?model' ELSE 'model' END, CASE WHEN typeof(new.model) = 'blob' THEN NULL ELSE new.model END, '#prompt', length(new.prompt), '#generation_params', length(new.generation_params), CASE WHEN typeof(new.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END, CASE WHEN typeof(new.job_id) = 'blob' THEN NULL ELSE new.job_id END, CASE WHEN typeof(new.status) = 'blob' THEN '?status' ELSE 'status' END, CASE WHEN typeof(new.status) = 'blob' THEN NULL ELSE new.status END, '#error', length(new.error), CASE WHEN typeof(new.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END, CASE WHEN typeof(new.started_at) = 'blob' THEN NULL ELSE new.started_at END, CASE WHEN typeof(new.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END, CASE WHEN typeof(new.completed_at) = 'blob' THEN NULL ELSE new.completed_at END));
END;
CREATE TRIGGER journal_video_generation_key AFTER UPDATE OF video_id ON video_generation WHEN old.video_id IS NOT new.video_id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_generation', 'delete', old.video_id, NULL, json_object(CASE WHEN typeof(old.provider) = 'blob' THEN '?provider' ELSE 'provider' END, CASE WHEN typeof(old.provider) = 'blob' THEN NULL ELSE old.provider END, CASE WHEN typeof(old.model) = 'blob' THEN '?model' ELSE 'model' END, CASE WHEN typeof(old.model) = 'blob' THEN NULL ELSE old.model END, CASE WHEN typeof(old.prompt) = 'blob' THEN '?prompt' ELSE 'prompt' END, CASE WHEN typeof(old.prompt) = 'blob' THEN NULL ELSE old.prompt END, CASE WHEN typeof(old.generation_params) = 'blob' THEN '?generation_params' ELSE 'generation_params' END, CASE WHEN typeof(old.generation_params) = 'blob' THEN NULL ELSE old.generation_params END, CASE WHEN typeof(old.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END, CASE WHEN typeof(old.job_id) = 'blob' THEN NULL ELSE old.job_id END, CASE WHEN typeof(old.status) = 'blob' THEN '?status' ELSE 'status' END, CASE WHEN typeof(old.status) = 'blob' THEN NULL ELSE old.status END, CASE WHEN typeof(old.error) = 'blob' THEN '?error' ELSE 'error' END, CASE WHEN typeof(old.error) = 'blob' THEN NULL ELSE old.error END, CASE WHEN typeof(old.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END, CASE WHEN typeof(old.started_at) = 'blob' THEN NULL ELSE old.started_at END, CASE WHEN typeof(old.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END, CASE WHEN typeof(old.completed_at) = 'blob' THEN NULL ELSE old.completed_at END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_generation', 'insert', new.video_id, NULL, NULL, json_object(CASE WHEN typeof(new.provider) = 'blob' THEN '?provider' ELSE 'provider' END, CASE WHEN typeof(new.provider) = 'blob' THEN NULL ELSE new.provider END, CASE WHEN typeof(new.model) = 'blob' THEN '?model' ELSE 'model' END, CASE WHEN typeof(new.model) = 'blob' THEN NULL ELSE new.model END, '#prompt', length(new.prompt), '#generation_params', length(new.generation_params), CASE WHEN typeof(new.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END, CASE WHEN typeof(new.job_id) = 'blob' THEN NULL ELSE new.job_id END, CASE WHEN typeof(new.status) = 'blob' THEN '?status' ELSE 'status' END, CASE WHEN typeof(new.status) = 'blob' THEN NULL ELSE new.status END, '#error', length(new.error), CASE WHEN typeof(new.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END, CASE WHEN typeof(new.started_at) = 'blob' THEN NULL ELSE new.started_at END, CASE WHEN typeof(new.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END, CASE WHEN typeof(new.completed_at) = 'blob' THEN NULL ELSE new.completed_at END));
END;
CREATE TRIGGER journal_video_generation_replace BEFORE INSERT ON video_generation BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'video_generation', 'replace', replaced.video_id, NULL, json_object(CASE WHEN typeof(replaced.provider) = 'blob' THEN '?provider' ELSE 'provider' END, CASE WHEN typeof(replaced.provider) = 'blob' THEN NULL ELSE replaced.provider END, CASE WHEN typeof(replaced.model) = 'blob' THEN '?model' ELSE 'model' END, CASE WHEN typeof(replaced.model) = 'blob' THEN NULL ELSE replaced.model END, CASE WHEN typeof(replaced.prompt) = 'blob' THEN '?prompt' ELSE 'prompt' END, CASE WHEN typeof(replaced.prompt) = 'blob' THEN NULL ELSE replaced.prompt END, CASE WHEN typeof(replaced.generation_params) = 'blob' THEN '?generation_params' ELSE 'generation_params' END, CASE WHEN typeof(replaced.generation_params) = 'blob' THEN NULL ELSE replaced.generation_params END, CASE WHEN typeof(replaced.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END, CASE WHEN typeof(replaced.job_id) = 'blob' THEN NULL ELSE replaced.job_id END, CASE WHEN typeof(replaced.status) = 'blob' THEN '?status' ELSE 'status' END, CASE WHEN typeof(replaced.status) = 'blob' THEN NULL ELSE replaced.status END, CASE WHEN typeof(replaced.error) = 'blob' THEN '?error' ELSE 'error' END, CASE WHEN typeof(replaced.error) = 'blob' THEN NULL ELSE replaced.error END, CASE WHEN typeof(replaced.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END, CASE WHEN typeof(replaced.started_at) = 'blob' THEN NULL ELSE replaced.started_at END, CASE WHEN typeof(replaced.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END, CASE WHEN typeof(replaced.completed_at) = 'blob' THEN NULL ELSE replaced.completed_at END)
  FROM video_generation AS replaced WHERE replaced.video_id = new.video_id;
END;
CREATE TRIGGER journal_video_generation_update AFTER UPDATE OF provider,model,prompt,generation_params,job_id,status,error,started_at,completed_at ON video_generation WHEN old.provider IS NOT new.provider OR old.model IS NOT new.model OR old.prompt IS NOT new.prompt OR old.generation_params IS NOT new.generation_params OR old.job_id IS NOT new.job_id OR old.status IS NOT new.status OR old.error IS NOT new.error OR old.started_at IS NOT new.started_at OR old.completed_at IS NOT new.completed_at BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_generation', 'update', new.video_id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.provider) = 'blob' THEN '?provider' ELSE 'provider' END AS name, CASE WHEN typeof(old.provider) = 'blob' THEN NULL ELSE old.provider END AS value WHERE old.provider IS NOT new.provider UNION ALL SELECT CASE WHEN typeof(old.model) = 'blob' THEN '?model' ELSE 'model' END AS name, CASE WHEN typeof(old.model) = 'blob' THEN NULL ELSE old.model END AS value WHERE old.model IS NOT new.model UNION ALL SELECT CASE WHEN typeof(old.prompt) = 'blob' THEN '?prompt' ELSE 'prompt' END AS name, CASE WHEN typeof(old.prompt) = 'blob' THEN NULL ELSE old.prompt END AS value WHERE old.prompt IS NOT new.prompt UNION ALL SELECT CASE WHEN typeof(old.generation_params) = 'blob' THEN '?generation_params' ELSE 'generation_params' END AS name, CASE WHEN typeof(old.generation_params) = 'blob' THEN NULL ELSE old.generation_params END AS value WHERE old.generation_params IS NOT new.generation_params UNION ALL SELECT CASE WHEN typeof(old.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END AS name, CASE WHEN typeof(old.job_id) = 'blob' THEN NULL ELSE old.job_id END AS value WHERE old.job_id IS NOT new.job_id UNION ALL SELECT CASE WHEN typeof(old.status) = 'blob' THEN '?status' ELSE 'status' END AS name, CASE WHEN typeof(old.status) = 'blob' THEN NULL ELSE old.status END AS value WHERE old.status IS NOT new.status UNION ALL SELECT CASE WHEN typeof(old.error) = 'blob' THEN '?error' ELSE 'error' END AS name, CASE WHEN typeof(old.error) = 'blob' THEN NULL ELSE old.error END AS value WHERE old.error IS NOT new.error UNION ALL SELECT CASE WHEN typeof(old.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END AS name, CASE WHEN typeof(old.started_at) = 'blob' THEN NULL ELSE old.started_at END AS value WHERE old.started_at IS NOT new.started_at UNION ALL SELECT CASE WHEN typeof(old.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END AS name, CASE WHEN typeof(old.completed_at) = 'blob' THEN NULL ELSE old.completed_at END AS value WHERE old.completed_at IS NOT new.completed_at)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.provider) = 'blob' THEN '?provider' ELSE 'provider' END AS name, CASE WHEN typeof(new.provider) = 'blob' THEN NULL ELSE new.provider END AS value WHERE old.provider IS NOT new.provider UNION ALL SELECT CASE WHEN typeof(new.model) = 'blob' THEN '?model' ELSE 'model' END AS name, CASE WHEN typeof(new.model) = 'blob' THEN NULL ELSE new.model END AS value WHERE old.model IS NOT new.model UNION ALL SELECT '#prompt' AS name, length(new.prompt) AS value WHERE old.prompt IS NOT new.prompt UNION ALL SELECT '#generation_params' AS name, length(new.generation_params) AS value WHERE old.generation_params IS NOT new.generation_params UNION ALL SELECT CASE WHEN typeof(new.job_id) = 'blob' THEN '?job_id' ELSE 'job_id' END AS name, CASE WHEN typeof(new.job_id) = 'blob' THEN NULL ELSE new.job_id END AS value WHERE old.job_id IS NOT new.job_id UNION ALL SELECT CASE WHEN typeof(new.status) = 'blob' THEN '?status' ELSE 'status' END AS name, CASE WHEN typeof(new.status) = 'blob' THEN NULL ELSE new.status END AS value WHERE old.status IS NOT new.status UNION ALL SELECT '#error' AS name, length(new.error) AS value WHERE old.error IS NOT new.error UNION ALL SELECT CASE WHEN typeof(new.started_at) = 'blob' THEN '?started_at' ELSE 'started_at' END AS name, CASE WHEN typeof(new.started_at) = 'blob' THEN NULL ELSE new.started_at END AS value WHERE old.started_at IS NOT new.started_at UNION ALL SELECT CASE WHEN typeof(new.completed_at) = 'blob' THEN '?completed_at' ELSE 'completed_at' END AS name, CASE WHEN typeof(new.completed_at) = 'blob' THEN NULL ELSE new.completed_at END AS value WHERE old.completed_at IS NOT new.completed_at)));
END;
CREATE TRIGGER video_changes_video_generation_delete AFTER DELETE ON video_generation BEGIN  INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = old.video_id) WHERE (SELECT rowid FROM videos WHERE id = old.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_video_generation_insert AFTER INSERT ON video_generation BEGIN  INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = new.video_id) WHERE (SELECT rowid FROM videos WHERE id = new.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_video_generation_update AFTER UPDATE OF video_id, provider, model, generation_params ON video_generation BEGIN  INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = old.video_id) WHERE (SELECT rowid FROM videos WHERE id = old.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000; INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = new.video_id) WHERE (SELECT rowid FROM videos WHERE id = new.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_counts_video_generation_delete AFTER DELETE ON video_generation BEGIN
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT 'provider' AS facet, old.provider AS value, -1 AS count, 0 AS size_bytes WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = old.video_id) AND (SELECT count(*) FROM video_generation WHERE video_id = old.video_id AND provider = old.provider) = 0 UNION ALL SELECT 'model' AS facet, old.model AS value, -1 AS count, 0 AS size_bytes WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = old.video_id) AND (SELECT count(*) FROM video_generation WHERE video_id = old.video_id AND model = old.model) = 0) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_counts_video_generation_insert AFTER INSERT ON video_generation WHEN EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id) BEGIN  UPDATE video_counts SET count = video_counts.count - replaced.count, size_bytes = video_counts.size_bytes - replaced.size_bytes FROM ( SELECT facet, value, count(*) AS count, sum(size_bytes) AS size_bytes FROM replaced_video_counts WHERE source = 'video_generation' AND video_id = new.video_id GROUP BY facet, value ) AS replaced WHERE video_counts.facet = replaced.facet AND video_counts.value = replaced.value;
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT DISTINCT 'provider' AS facet, provider AS value, 1 AS count, 0 AS size_bytes
       FROM video_generation WHERE video_id = new.video_id UNION ALL SELECT DISTINCT 'model' AS facet, model AS value, 1 AS count, 0 AS size_bytes
       FROM video_generation WHERE video_id = new.video_id) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_counts_video_generation_insert_before BEFORE INSERT ON video_generation BEGIN  DELETE FROM replaced_video_counts WHERE source = 'video_generation'; INSERT INTO replaced_video_counts (source, facet, value, video_id, size_bytes) SELECT 'video_generation', facet, value, video_id, size_bytes FROM (SELECT DISTINCT 'provider' AS facet, provider AS value, video_id, 0 AS size_bytes FROM video_generation
  WHERE video_id = new.video_id AND EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id) UNION ALL SELECT DISTINCT 'model' AS facet, model AS value, video_id, 0 AS size_bytes FROM video_generation
  WHERE video_id = new.video_id AND EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id)) WHERE value IS NOT NULL AND video_id IS NOT NULL;
END;
CREATE TRIGGER video_counts_video_generation_update AFTER UPDATE OF video_id, provider,model ON video_generation BEGIN
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT 'provider' AS facet, old.provider AS value, -1 AS count, 0 AS size_bytes WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = old.video_id) AND (SELECT count(*) FROM video_generation WHERE video_id = old.video_id AND provider = old.provider) = 0 AND (new.video_id IS NOT old.video_id OR new.provider IS NOT old.provider) UNION ALL SELECT 'provider', new.provider, 1, 0
 WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id) AND (SELECT count(*) FROM video_generation WHERE video_id = new.video_id AND provider = new.provider) = 1 AND (new.video_id IS NOT old.video_id OR new.provider IS NOT old.provider) UNION ALL SELECT 'model' AS facet, old.model AS value, -1 AS count, 0 AS size_bytes WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = old.video_id) AND (SELECT count(*) FROM video_generation WHERE video_id = old.video_id AND model = old.model) = 0 AND (new.video_id IS NOT old.video_id OR new.model IS NOT old.model) UNION ALL SELECT 'model', new.model, 1, 0
 WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id) AND (SELECT count(*) FROM video_generation WHERE video_id = new.video_id AND model = new.model) = 1 AND (new.video_id IS NOT old.video_id OR new.model IS NOT old.model)) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_search_prompt_delete AFTER DELETE ON video_generation BEGIN
  UPDATE video_search SET prompt = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS ( SELECT 1, substr(whole, 1, 1) UNION ALL SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(prompt, ' '), '') FROM video_generation WHERE video_id = old.video_id) AS whole)) WHERE rowid = (SELECT rowid FROM videos WHERE id = old.video_id);
END;
CREATE TRIGGER video_search_prompt_insert AFTER INSERT ON video_generation BEGIN
  UPDATE video_search SET prompt = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS ( SELECT 1, substr(whole, 1, 1) UNION ALL SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(prompt, ' '), '') FROM video_generation WHERE video_id = new.video_id) AS whole)) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_search_prompt_update AFTER UPDATE ON video_generation BEGIN
  UPDATE video_search SET prompt = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS ( SELECT 1, substr(whole, 1, 1) UNION ALL SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(prompt, ' '), '') FROM video_generation WHERE video_id = new.video_id) AS whole)) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_sort_keys_video_generation_delete AFTER DELETE ON video_generation BEGIN
  UPDATE video_sort_keys SET provider = (SELECT min(provider COLLATE NOCASE) FROM video_generation WHERE video_id = old.video_id),model = (SELECT min(model COLLATE NOCASE) FROM video_generation WHERE video_id = old.video_id),prompt = (SELECT substr(prompt, 1, 64) FROM video_generation WHERE video_id = old.video_id),seed = (SELECT CAST(json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.seed') AS TEXT) FROM video_generation WHERE video_id = old.video_id) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = old.video_id);
END;
CREATE TRIGGER video_sort_keys_video_generation_insert AFTER INSERT ON video_generation BEGIN
  UPDATE video_sort_keys SET provider = (SELECT min(provider COLLATE NOCASE) FROM video_generation WHERE video_id = new.video_id),model = (SELECT min(model COLLATE NOCASE) FROM video_generation WHERE video_id = new.video_id),prompt = (SELECT substr(prompt, 1, 64) FROM video_generation WHERE video_id = new.video_id),seed = (SELECT CAST(json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.seed') AS TEXT) FROM video_generation WHERE video_id = new.video_id) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_sort_keys_video_generation_update AFTER UPDATE ON video_generation BEGIN
  UPDATE video_sort_keys SET provider = (SELECT min(provider COLLATE NOCASE) FROM video_generation WHERE video_id = new.video_id),model = (SELECT min(model COLLATE NOCASE) FROM video_generation WHERE video_id = new.video_id),prompt = (SELECT substr(prompt, 1, 64) FROM video_generation WHERE video_id = new.video_id),seed = (SELECT CAST(json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.seed') AS TEXT) FROM video_generation WHERE video_id = new.video_id) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;

CREATE TABLE video_notes (
  video_id TEXT PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
  colour TEXT CHECK (colour IN ('red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey')),
  note TEXT CHECK (note <> ''),
  CHECK (colour IS NOT NULL OR note IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX video_notes_by_colour ON video_notes (colour) WHERE colour IS NOT NULL;
CREATE TRIGGER journal_video_notes_delete AFTER DELETE ON video_notes WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_notes', 'delete', old.video_id, NULL, json_object(CASE WHEN typeof(old.colour) = 'blob' THEN '?colour' ELSE 'colour' END, CASE WHEN typeof(old.colour) = 'blob' THEN NULL ELSE old.colour END, CASE WHEN typeof(old.note) = 'blob' THEN '?note' ELSE 'note' END, CASE WHEN typeof(old.note) = 'blob' THEN NULL ELSE old.note END), NULL);
END;
CREATE TRIGGER journal_video_notes_insert AFTER INSERT ON video_notes WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_notes', 'insert', new.video_id, NULL, NULL, json_object(CASE WHEN typeof(new.colour) = 'blob' THEN '?colour' ELSE 'colour' END, CASE WHEN typeof(new.colour) = 'blob' THEN NULL ELSE new.colour END, '#note', length(new.note)));
END;
CREATE TRIGGER journal_video_notes_key AFTER UPDATE OF video_id ON video_notes WHEN old.video_id IS NOT new.video_id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_notes', 'delete', old.video_id, NULL, json_object(CASE WHEN typeof(old.colour) = 'blob' THEN '?colour' ELSE 'colour' END, CASE WHEN typeof(old.colour) = 'blob' THEN NULL ELSE old.colour END, CASE WHEN typeof(old.note) = 'blob' THEN '?note' ELSE 'note' END, CASE WHEN typeof(old.note) = 'blob' THEN NULL ELSE old.note END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_notes', 'insert', new.video_id, NULL, NULL, json_object(CASE WHEN typeof(new.colour) = 'blob' THEN '?colour' ELSE 'colour' END, CASE WHEN typeof(new.colour) = 'blob' THEN NULL ELSE new.colour END, '#note', length(new.note)));
END;
CREATE TRIGGER journal_video_notes_replace BEFORE INSERT ON video_notes BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'video_notes', 'replace', replaced.video_id, NULL, json_object(CASE WHEN typeof(replaced.colour) = 'blob' THEN '?colour' ELSE 'colour' END, CASE WHEN typeof(replaced.colour) = 'blob' THEN NULL ELSE replaced.colour END, CASE WHEN typeof(replaced.note) = 'blob' THEN '?note' ELSE 'note' END, CASE WHEN typeof(replaced.note) = 'blob' THEN NULL ELSE replaced.note END)
  FROM video_notes AS replaced WHERE replaced.video_id = new.video_id;
END;
CREATE TRIGGER journal_video_notes_update AFTER UPDATE OF colour,note ON video_notes WHEN old.colour IS NOT new.colour OR old.note IS NOT new.note BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_notes', 'update', new.video_id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.colour) = 'blob' THEN '?colour' ELSE 'colour' END AS name, CASE WHEN typeof(old.colour) = 'blob' THEN NULL ELSE old.colour END AS value WHERE old.colour IS NOT new.colour UNION ALL SELECT CASE WHEN typeof(old.note) = 'blob' THEN '?note' ELSE 'note' END AS name, CASE WHEN typeof(old.note) = 'blob' THEN NULL ELSE old.note END AS value WHERE old.note IS NOT new.note)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.colour) = 'blob' THEN '?colour' ELSE 'colour' END AS name, CASE WHEN typeof(new.colour) = 'blob' THEN NULL ELSE new.colour END AS value WHERE old.colour IS NOT new.colour UNION ALL SELECT '#note' AS name, length(new.note) AS value WHERE old.note IS NOT new.note)));
END;

CREATE VIRTUAL TABLE video_search USING fts5 (
  name,
  file_name,
  prompt,
  workflow,
  tags,
  tokenize = 'unicode61 remove_diacritics 2',
  prefix = '1 2 3'
);

CREATE TABLE video_sort_keys (
  video_rowid INTEGER PRIMARY KEY,
  provider TEXT COLLATE NOCASE,
  model TEXT COLLATE NOCASE,
  workflow TEXT COLLATE NOCASE,
  prompt TEXT COLLATE NOCASE,
  seed NUMERIC,
  tags TEXT COLLATE NOCASE
);
CREATE INDEX video_sort_keys_by_model ON video_sort_keys (model);
CREATE INDEX video_sort_keys_by_prompt ON video_sort_keys (prompt);
CREATE INDEX video_sort_keys_by_provider ON video_sort_keys (provider);
CREATE INDEX video_sort_keys_by_seed ON video_sort_keys (seed);
CREATE INDEX video_sort_keys_by_tags ON video_sort_keys (tags);
CREATE INDEX video_sort_keys_by_workflow ON video_sort_keys (workflow);
CREATE TRIGGER video_changes_sort_keys AFTER UPDATE ON video_sort_keys BEGIN  INSERT INTO video_changes (video_rowid) VALUES (new.video_rowid); DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;

CREATE TABLE video_versions (
  video_id TEXT PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
  previous_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  path TEXT NOT NULL,
  noticed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  row_count INTEGER NOT NULL,
  answer TEXT CHECK (answer IN ('carried', 'left')),
  answered_at TEXT,
  carried TEXT,
  carried_rating INTEGER
) STRICT;
CREATE INDEX video_versions_asked ON video_versions (noticed_at, video_id) WHERE answer IS NULL;
CREATE INDEX video_versions_by_previous ON video_versions (previous_id);
CREATE INDEX video_versions_by_time ON video_versions (noticed_at, video_id);
CREATE TRIGGER journal_video_versions_update AFTER UPDATE OF answer,answered_at,carried,carried_rating ON video_versions WHEN old.answer IS NOT new.answer OR old.answered_at IS NOT new.answered_at OR old.carried IS NOT new.carried OR old.carried_rating IS NOT new.carried_rating BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('video_versions', 'update', new.video_id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.answer) = 'blob' THEN '?answer' ELSE 'answer' END AS name, CASE WHEN typeof(old.answer) = 'blob' THEN NULL ELSE old.answer END AS value WHERE old.answer IS NOT new.answer UNION ALL SELECT CASE WHEN typeof(old.answered_at) = 'blob' THEN '?answered_at' ELSE 'answered_at' END AS name, CASE WHEN typeof(old.answered_at) = 'blob' THEN NULL ELSE old.answered_at END AS value WHERE old.answered_at IS NOT new.answered_at UNION ALL SELECT CASE WHEN typeof(old.carried) = 'blob' THEN '?carried' ELSE 'carried' END AS name, CASE WHEN typeof(old.carried) = 'blob' THEN NULL ELSE old.carried END AS value WHERE old.carried IS NOT new.carried UNION ALL SELECT CASE WHEN typeof(old.carried_rating) = 'blob' THEN '?carried_rating' ELSE 'carried_rating' END AS name, CASE WHEN typeof(old.carried_rating) = 'blob' THEN NULL ELSE old.carried_rating END AS value WHERE old.carried_rating IS NOT new.carried_rating)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.answer) = 'blob' THEN '?answer' ELSE 'answer' END AS name, CASE WHEN typeof(new.answer) = 'blob' THEN NULL ELSE new.answer END AS value WHERE old.answer IS NOT new.answer UNION ALL SELECT CASE WHEN typeof(new.answered_at) = 'blob' THEN '?answered_at' ELSE 'answered_at' END AS name, CASE WHEN typeof(new.answered_at) = 'blob' THEN NULL ELSE new.answered_at END AS value WHERE old.answered_at IS NOT new.answered_at UNION ALL SELECT '#carried' AS name, length(new.carried) AS value WHERE old.carried IS NOT new.carried UNION ALL SELECT CASE WHEN typeof(new.carried_rating) = 'blob' THEN '?carried_rating' ELSE 'carried_rating' END AS name, CASE WHEN typeof(new.carried_rating) = 'blob' THEN NULL ELSE new.carried_rating END AS value WHERE old.carried_rating IS NOT new.carried_rating)));
END;

CREATE TABLE videos (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  file_path TEXT NOT NULL UNIQUE,
  file_hash TEXT NOT NULL,
  size_bytes INTEGER NOT NULL,
  duration_seconds REAL,
  resolution TEXT,
  aspect_ratio TEXT,
  codec TEXT,
  fps REAL,
  source_type TEXT NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  metadata JSON,
  width INTEGER,
  height INTEGER,
  frame_rate TEXT,
  frame_count INTEGER,
  bit_rate INTEGER,
  audio_codec TEXT,
  rotation INTEGER,
  container TEXT,
  rating INTEGER CHECK (rating IN (1, 2, 3, 4, 5))
);
CREATE INDEX videos_by_aspect_ratio ON videos (aspect_ratio);
CREATE INDEX videos_by_codec ON videos (codec);
CREATE INDEX videos_by_created_at ON videos (created_at);
CREATE INDEX videos_by_duration ON videos (duration_seconds);
CREATE INDEX videos_by_file_hash ON videos (file_hash);
CREATE INDEX videos_by_fps ON videos (fps);
CREATE INDEX videos_by_name ON videos (name COLLATE NOCASE);
CREATE INDEX videos_by_pixels ON videos (width * height);
CREATE INDEX videos_by_rating ON videos (rating);
CREATE INDEX videos_by_resolution ON videos (resolution);
CREATE INDEX videos_by_size ON videos (size_bytes);
CREATE INDEX videos_by_source ON videos (source_type);
CREATE INDEX videos_by_source_and_size ON videos (source_type, size_bytes);
CREATE INDEX videos_unread ON videos (id) WHERE container IS NULL;
CREATE TRIGGER collected_videos_gone AFTER DELETE ON videos BEGIN
  DELETE FROM collected_videos WHERE video_id = old.id;
END;
CREATE TRIGGER journal_videos_delete AFTER DELETE ON videos WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('videos', 'delete', old.id, NULL, '{}', NULL);
END;
CREATE TRIGGER journal_videos_insert AFTER INSERT ON videos WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('videos', 'insert', new.id, NULL, NULL, '{}');
END;
CREATE TRIGGER journal_videos_key AFTER UPDATE OF id ON videos WHEN old.id IS NOT new.id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('videos', 'delete', old.id, NULL, '{}', NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('videos', 'insert', new.id, NULL, NULL, '{}');
END;
CREATE TRIGGER journal_videos_update AFTER UPDATE OF name,source_type,rating,metadata ON videos WHEN old.name IS NOT new.name OR old.source_type IS NOT new.source_type OR old.rating IS NOT new.rating OR old.metadata IS NOT new.metadata BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('videos', 'update', new.id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.name) = 'blob' THEN '?name' ELSE 'name' END AS name, CASE WHEN typeof(old.name) = 'blob' THEN NULL ELSE old.name END AS value WHERE old.name IS NOT new.name UNION ALL SELECT CASE WHEN typeof(old.source_type) = 'blob' THEN '?source_type' ELSE 'source_type' END AS name, CASE WHEN typeof(old.source_type) = 'blob' THEN NULL ELSE old.source_type END AS value WHERE old.source_type IS NOT new.source_type UNION ALL SELECT CASE WHEN typeof(old.rating) = 'blob' THEN '?rating' ELSE 'rating' END AS name, CASE WHEN typeof(old.rating) = 'blob' THEN NULL ELSE old.rating END AS value WHERE old.rating IS NOT new.rating UNION ALL SELECT CASE WHEN typeof(old.metadata) = 'blob' THEN '?metadata' ELSE 'metadata' END AS name, CASE WHEN typeof(old.metadata) = 'blob' THEN NULL ELSE old.metadata END AS value WHERE old.metadata IS NOT new.metadata)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.name) = 'blob' THEN '?name' ELSE 'name' END AS name, CASE WHEN typeof(new.name) = 'blob' THEN NULL ELSE new.name END AS value WHERE old.name IS NOT new.name UNION ALL SELECT CASE WHEN typeof(new.source_type) = 'blob' THEN '?source_type' ELSE 'source_type' END AS name, CASE WHEN typeof(new.source_type) = 'blob' THEN NULL ELSE new.source_type END AS value WHERE old.source_type IS NOT new.source_type UNION ALL SELECT CASE WHEN typeof(new.rating) = 'blob' THEN '?rating' ELSE 'rating' END AS name, CASE WHEN typeof(new.rating) = 'blob' THEN NULL ELSE new.rating END AS value WHERE old.rating IS NOT new.rating UNION ALL SELECT '#metadata' AS name, length(new.metadata) AS value WHERE old.metadata IS NOT new.metadata)));
END;
CREATE TRIGGER tagged_videos_gone AFTER DELETE ON videos BEGIN
  DELETE FROM tagged_videos WHERE video_id = old.id;
END;
CREATE TRIGGER video_changes_delete AFTER DELETE ON videos BEGIN  INSERT INTO video_changes (video_rowid) VALUES (old.rowid); DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_insert AFTER INSERT ON videos BEGIN  INSERT INTO video_changes (video_rowid) VALUES (new.rowid); DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_insert_before BEFORE INSERT ON videos BEGIN  INSERT INTO video_changes (video_rowid) SELECT rowid FROM videos WHERE id = new.id OR file_path = new.file_path; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_update AFTER UPDATE OF id, source_type,resolution,aspect_ratio,codec,rating,duration_seconds,created_at, fps, audio_codec, name, size_bytes, width, height ON videos BEGIN  INSERT INTO video_changes (video_rowid) VALUES (new.rowid); DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_counts_delete BEFORE DELETE ON videos BEGIN
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT 'videos' AS facet, '' AS value, -1 AS count, -1 * min(max(ifnull(CAST(old.size_bytes AS REAL), 0), 0), 1e15) AS size_bytes UNION ALL SELECT 'block', old.rowid >> 12, -1, 0 UNION ALL SELECT 'source_type', old.source_type, -1, -1 * min(max(ifnull(CAST(old.size_bytes AS REAL), 0), 0), 1e15) UNION ALL SELECT 'resolution', old.resolution, -1, 0 UNION ALL SELECT 'aspect_ratio', old.aspect_ratio, -1, 0 UNION ALL SELECT 'codec', old.codec, -1, 0 UNION ALL SELECT 'rating', old.rating, -1, 0  UNION ALL SELECT DISTINCT 'provider' AS facet, provider AS value, -1 AS count, 0 AS size_bytes
       FROM video_generation WHERE video_id = old.id UNION ALL SELECT DISTINCT 'model' AS facet, model AS value, -1 AS count, 0 AS size_bytes
       FROM video_generation WHERE video_id = old.id UNION ALL SELECT DISTINCT 'node_type' AS facet, node_type AS value, -1 AS count, 0 AS size_bytes
       FROM workflow_videos WHERE video_id = old.id UNION ALL SELECT DISTINCT 'workflow_id' AS facet, workflow_id AS value, -1 AS count, 0 AS size_bytes
       FROM workflow_videos WHERE video_id = old.id UNION ALL SELECT DISTINCT 'tag_key' AS facet, tag_key AS value, -1 AS count, 0 AS size_bytes
       FROM tagged_videos WHERE video_id = old.id) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_counts_insert AFTER INSERT ON videos BEGIN  UPDATE video_counts SET count = video_counts.count - replaced.count, size_bytes = video_counts.size_bytes - replaced.size_bytes FROM ( SELECT facet, value, count(*) AS count, sum(size_bytes) AS size_bytes FROM replaced_video_counts WHERE source = 'videos' AND (video_id = new.id OR NOT EXISTS (SELECT 1 FROM videos WHERE videos.id = video_id)) GROUP BY facet, value ) AS replaced WHERE video_counts.facet = replaced.facet AND video_counts.value = replaced.value;
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT 'videos' AS facet, '' AS value, 1 AS count, 1 * min(max(ifnull(CAST(new.size_bytes AS REAL), 0), 0), 1e15) AS size_bytes UNION ALL SELECT 'block', new.rowid >> 12, 1, 0 UNION ALL SELECT 'source_type', new.source_type, 1, 1 * min(max(ifnull(CAST(new.size_bytes AS REAL), 0), 0), 1e15) UNION ALL SELECT 'resolution', new.resolution, 1, 0 UNION ALL SELECT 'aspect_ratio', new.aspect_ratio, 1, 0 UNION ALL SELECT 'codec', new.codec, 1, 0 UNION ALL SELECT 'rating', new.rating, 1, 0  UNION ALL SELECT DISTINCT 'provider' AS facet, provider AS value, 1 AS count, 0 AS size_bytes
       FROM video_generation WHERE video_id = new.id UNION ALL SELECT DISTINCT 'model' AS facet, model AS value, 1 AS count, 0 AS size_bytes
       FROM video_generation WHERE video_id = new.id UNION ALL SELECT DISTINCT 'node_type' AS facet, node_type AS value, 1 AS count, 0 AS size_bytes
       FROM workflow_videos WHERE video_id = new.id UNION ALL SELECT DISTINCT 'workflow_id' AS facet, workflow_id AS value, 1 AS count, 0 AS size_bytes
       FROM workflow_videos WHERE video_id = new.id UNION ALL SELECT DISTINCT 'tag_key' AS facet, tag_key AS value, 1 AS count, 0 AS size_bytes
       FROM tagged_videos WHERE video_id = new.id) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
  DELETE FROM video_search WHERE rowid IN (SELECT value FROM replaced_video_counts WHERE source = 'videos' AND facet = 'rowid' AND NOT EXISTS (SELECT 1 FROM videos WHERE videos.rowid = value));
  DELETE FROM video_sort_keys WHERE video_rowid IN (SELECT value FROM replaced_video_counts WHERE source = 'videos' AND facet = 'rowid' AND NOT EXISTS (SELECT 1 FROM videos WHERE videos.rowid = value));
END;
CREATE TRIGGER video_counts_insert_before BEFORE INSERT ON videos BEGIN  DELETE FROM replaced_video_counts WHERE source = 'videos'; INSERT INTO replaced_video_counts (source, facet, value, video_id, size_bytes) SELECT 'videos', facet, value, video_id, size_bytes FROM (SELECT 'videos' AS facet, '' AS value, id AS video_id, min(max(ifnull(CAST(replaced.size_bytes AS REAL), 0), 0), 1e15) AS size_bytes FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path UNION ALL SELECT 'block', replaced.rowid >> 12, id, 0 FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path UNION ALL SELECT 'rowid', rowid, id, 0 FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path UNION ALL SELECT 'source_type', source_type, id, min(max(ifnull(CAST(replaced.size_bytes AS REAL), 0), 0), 1e15) FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path UNION ALL SELECT 'resolution', resolution, id, 0 FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path UNION ALL SELECT 'aspect_ratio', aspect_ratio, id, 0 FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path UNION ALL SELECT 'codec', codec, id, 0 FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path UNION ALL SELECT 'rating', rating, id, 0 FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path UNION ALL SELECT DISTINCT 'provider', provider, video_id, 0 FROM video_generation
      WHERE video_id IN (SELECT id FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path) UNION ALL SELECT DISTINCT 'model', model, video_id, 0 FROM video_generation
      WHERE video_id IN (SELECT id FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path) UNION ALL SELECT DISTINCT 'node_type', node_type, video_id, 0 FROM workflow_videos
      WHERE video_id IN (SELECT id FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path) UNION ALL SELECT DISTINCT 'workflow_id', workflow_id, video_id, 0 FROM workflow_videos
      WHERE video_id IN (SELECT id FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path) UNION ALL SELECT DISTINCT 'tag_key', tag_key, video_id, 0 FROM tagged_videos
      WHERE video_id IN (SELECT id FROM videos AS replaced WHERE id = new.id OR file_path = new.file_path)) WHERE value IS NOT NULL AND video_id IS NOT NULL;
END;
CREATE TRIGGER video_counts_update AFTER UPDATE OF size_bytes,source_type,resolution,aspect_ratio,codec,rating ON videos BEGIN
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT 'videos' AS facet, '' AS value, -1 AS count, -1 * min(max(ifnull(CAST(old.size_bytes AS REAL), 0), 0), 1e15) AS size_bytes UNION ALL SELECT 'block', old.rowid >> 12, -1, 0 UNION ALL SELECT 'source_type', old.source_type, -1, -1 * min(max(ifnull(CAST(old.size_bytes AS REAL), 0), 0), 1e15) UNION ALL SELECT 'resolution', old.resolution, -1, 0 UNION ALL SELECT 'aspect_ratio', old.aspect_ratio, -1, 0 UNION ALL SELECT 'codec', old.codec, -1, 0 UNION ALL SELECT 'rating', old.rating, -1, 0  UNION ALL SELECT 'videos' AS facet, '' AS value, 1 AS count, 1 * min(max(ifnull(CAST(new.size_bytes AS REAL), 0), 0), 1e15) AS size_bytes UNION ALL SELECT 'block', new.rowid >> 12, 1, 0 UNION ALL SELECT 'source_type', new.source_type, 1, 1 * min(max(ifnull(CAST(new.size_bytes AS REAL), 0), 0), 1e15) UNION ALL SELECT 'resolution', new.resolution, 1, 0 UNION ALL SELECT 'aspect_ratio', new.aspect_ratio, 1, 0 UNION ALL SELECT 'codec', new.codec, 1, 0 UNION ALL SELECT 'rating', new.rating, 1, 0 ) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_counts_update_id AFTER UPDATE OF id ON videos WHEN new.id IS NOT old.id BEGIN
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT DISTINCT 'provider' AS facet, provider AS value, -1 AS count, 0 AS size_bytes
       FROM video_generation WHERE video_id = old.id UNION ALL SELECT DISTINCT 'model' AS facet, model AS value, -1 AS count, 0 AS size_bytes
       FROM video_generation WHERE video_id = old.id UNION ALL SELECT DISTINCT 'node_type' AS facet, node_type AS value, -1 AS count, 0 AS size_bytes
       FROM workflow_videos WHERE video_id = old.id UNION ALL SELECT DISTINCT 'workflow_id' AS facet, workflow_id AS value, -1 AS count, 0 AS size_bytes
       FROM workflow_videos WHERE video_id = old.id UNION ALL SELECT DISTINCT 'tag_key' AS facet, tag_key AS value, -1 AS count, 0 AS size_bytes
       FROM tagged_videos WHERE video_id = old.id UNION ALL SELECT DISTINCT 'provider' AS facet, provider AS value, 1 AS count, 0 AS size_bytes
       FROM video_generation WHERE video_id = new.id UNION ALL SELECT DISTINCT 'model' AS facet, model AS value, 1 AS count, 0 AS size_bytes
       FROM video_generation WHERE video_id = new.id UNION ALL SELECT DISTINCT 'node_type' AS facet, node_type AS value, 1 AS count, 0 AS size_bytes
       FROM workflow_videos WHERE video_id = new.id UNION ALL SELECT DISTINCT 'workflow_id' AS facet, workflow_id AS value, 1 AS count, 0 AS size_bytes
       FROM workflow_videos WHERE video_id = new.id UNION ALL SELECT DISTINCT 'tag_key' AS facet, tag_key AS value, 1 AS count, 0 AS size_bytes
       FROM tagged_videos WHERE video_id = new.id) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_notes_gone AFTER DELETE ON videos BEGIN
  DELETE FROM video_notes WHERE video_id = old.id;
END;
CREATE TRIGGER video_search_delete AFTER DELETE ON videos BEGIN
  DELETE FROM video_search WHERE rowid = old.rowid;
END;
CREATE TRIGGER video_search_insert AFTER INSERT ON videos BEGIN
  DELETE FROM video_search WHERE rowid = new.rowid;
  INSERT INTO video_search (rowid, name,file_name,prompt,workflow,tags)
  VALUES (new.rowid, (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS (
  SELECT 1, substr(whole, 1, 1) UNION ALL
  SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT new.name AS whole)),(SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS (
  SELECT 1, substr(whole, 1, 1) UNION ALL
  SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT replace(replace(new.file_path, '\', '/'), rtrim(replace(new.file_path, '\', '/'), replace(replace(new.file_path, '\', '/'), '/', '')), '') AS whole)),(SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS (
  SELECT 1, substr(whole, 1, 1) UNION ALL
  SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(prompt, ' '), '') FROM video_generation WHERE video_id = new.id) AS whole)),(SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS (
  SELECT 1, substr(whole, 1, 1) UNION ALL
  SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(name, ' '), '') FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = new.id)) AS whole)),(SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS (
  SELECT 1, substr(whole, 1, 1) UNION ALL
  SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(tag, ' '), '') FROM tagged_videos WHERE video_id = new.id) AS whole)));
END;
CREATE TRIGGER video_search_update AFTER UPDATE OF name, file_path ON videos BEGIN
  UPDATE video_search SET name = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS (
  SELECT 1, substr(whole, 1, 1) UNION ALL
  SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT new.name AS whole)), file_name = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS (
  SELECT 1, substr(whole, 1, 1) UNION ALL
  SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT replace(replace(new.file_path, '\', '/'), rtrim(replace(new.file_path, '\', '/'), replace(replace(new.file_path, '\', '/'), '/', '')), '') AS whole))
  WHERE rowid = new.rowid;
END;
CREATE TRIGGER video_sort_keys_delete AFTER DELETE ON videos BEGIN
  DELETE FROM video_sort_keys WHERE video_rowid = old.rowid;
END;
CREATE TRIGGER video_sort_keys_insert AFTER INSERT ON videos BEGIN
  DELETE FROM video_sort_keys WHERE video_rowid = new.rowid;
  INSERT INTO video_sort_keys (video_rowid, provider,model,workflow,prompt,seed,tags)
  VALUES (new.rowid, (SELECT min(provider COLLATE NOCASE) FROM video_generation WHERE video_id = new.id),(SELECT min(model COLLATE NOCASE) FROM video_generation WHERE video_id = new.id),(SELECT min(name COLLATE NOCASE) FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = new.id)),(SELECT substr(prompt, 1, 64) FROM video_generation WHERE video_id = new.id),(SELECT CAST(json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.seed') AS TEXT) FROM video_generation WHERE video_id = new.id),(SELECT group_concat(tag, ', ') FROM tagged_videos WHERE video_id = new.id));
END;

CREATE TABLE watched_folders (
  path TEXT PRIMARY KEY,
  paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
  added_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;

CREATE TABLE workflow_executions (
  id TEXT PRIMARY KEY,
  workflow_id TEXT NOT NULL,
  status TEXT NOT NULL,
  started_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  completed_at TIMESTAMP,
  error TEXT,
  execution_data JSON,
  FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE
);
CREATE INDEX executions_by_status ON workflow_executions (status);
CREATE INDEX executions_by_workflow ON workflow_executions (workflow_id);
CREATE TRIGGER execution_end_is_noted AFTER UPDATE OF completed_at ON workflow_executions
WHEN old.completed_at IS NULL AND new.completed_at IS NOT NULL BEGIN
  UPDATE workflows SET last_executed_at = coalesce(datetime(new.completed_at), new.completed_at)
    WHERE id = new.workflow_id;
END;
CREATE TRIGGER execution_keeps_definition AFTER INSERT ON workflow_executions BEGIN
  INSERT INTO definitions (definition)
    SELECT definition FROM workflows WHERE id = new.workflow_id
      AND NOT EXISTS (SELECT 1 FROM definitions AS kept WHERE kept.definition = workflows.definition);
  DELETE FROM executed_definitions WHERE execution_id = new.id;
  INSERT INTO executed_definitions (execution_id, definition_id)
    SELECT new.id, definitions.id FROM workflows JOIN definitions ON definitions.definition = workflows.definition
    WHERE workflows.id = new.workflow_id;
END;

CREATE TABLE workflow_images (
  workflow_id TEXT NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
  file_hash TEXT NOT NULL,
  node_id TEXT NOT NULL,
  node_type TEXT NOT NULL,
  role TEXT NOT NULL,
  execution_id TEXT REFERENCES workflow_executions (id) ON DELETE SET NULL,
  created_at TEXT DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (workflow_id, file_hash, node_id)
) STRICT;
CREATE INDEX workflow_images_by_content ON workflow_images (file_hash);
CREATE INDEX workflow_images_by_execution ON workflow_images (execution_id, role) WHERE execution_id IS NOT NULL;
CREATE TRIGGER journal_workflow_images_delete AFTER DELETE ON workflow_images WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflow_images', 'delete', old.file_hash, json_array(old.workflow_id,old.node_id), json_object(CASE WHEN typeof(old.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END, CASE WHEN typeof(old.node_type) = 'blob' THEN NULL ELSE old.node_type END, CASE WHEN typeof(old.role) = 'blob' THEN '?role' ELSE 'role' END, CASE WHEN typeof(old.role) = 'blob' THEN NULL ELSE old.role END, CASE WHEN typeof(old.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END, CASE WHEN typeof(old.execution_id) = 'blob' THEN NULL ELSE old.execution_id END, CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END), NULL);
END;
CREATE TRIGGER journal_workflow_images_insert AFTER INSERT ON workflow_images WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflow_images', 'insert', new.file_hash, json_array(new.workflow_id,new.node_id), NULL, json_object(CASE WHEN typeof(new.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END, CASE WHEN typeof(new.node_type) = 'blob' THEN NULL ELSE new.node_type END, CASE WHEN typeof(new.role) = 'blob' THEN '?role' ELSE 'role' END, CASE WHEN typeof(new.role) = 'blob' THEN NULL ELSE new.role END, CASE WHEN typeof(new.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END, CASE WHEN typeof(new.execution_id) = 'blob' THEN NULL ELSE new.execution_id END, CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END));
END;
CREATE TRIGGER journal_workflow_images_key AFTER UPDATE OF file_hash,workflow_id,node_id ON workflow_images WHEN old.file_hash IS NOT new.file_hash OR old.workflow_id IS NOT new.workflow_id OR old.node_id IS NOT new.node_id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflow_images', 'delete', old.file_hash, json_array(old.workflow_id,old.node_id), json_object(CASE WHEN typeof(old.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END, CASE WHEN typeof(old.node_type) = 'blob' THEN NULL ELSE old.node_type END, CASE WHEN typeof(old.role) = 'blob' THEN '?role' ELSE 'role' END, CASE WHEN typeof(old.role) = 'blob' THEN NULL ELSE old.role END, CASE WHEN typeof(old.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END, CASE WHEN typeof(old.execution_id) = 'blob' THEN NULL ELSE old.execution_id END, CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflow_images', 'insert', new.file_hash, json_array(new.workflow_id,new.node_id), NULL, json_object(CASE WHEN typeof(new.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END, CASE WHEN typeof(new.node_type) = 'blob' THEN NULL ELSE new.node_type END, CASE WHEN typeof(new.role) = 'blob' THEN '?role' ELSE 'role' END, CASE WHEN typeof(new.role) = 'blob' THEN NULL ELSE new.role END, CASE WHEN typeof(new.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END, CASE WHEN typeof(new.execution_id) = 'blob' THEN NULL ELSE new.execution_id END, CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END));
END;
CREATE TRIGGER journal_workflow_images_replace BEFORE INSERT ON workflow_images BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'workflow_images', 'replace', replaced.file_hash, json_array(replaced.workflow_id,replaced.node_id), json_object(CASE WHEN typeof(replaced.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END, CASE WHEN typeof(replaced.node_type) = 'blob' THEN NULL ELSE replaced.node_type END, CASE WHEN typeof(replaced.role) = 'blob' THEN '?role' ELSE 'role' END, CASE WHEN typeof(replaced.role) = 'blob' THEN NULL ELSE replaced.role END, CASE WHEN typeof(replaced.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END, CASE WHEN typeof(replaced.execution_id) = 'blob' THEN NULL ELSE replaced.execution_id END, CASE WHEN typeof(replaced.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(replaced.created_at) = 'blob' THEN NULL ELSE replaced.created_at END)
  FROM workflow_images AS replaced WHERE replaced.file_hash = new.file_hash AND replaced.workflow_id = new.workflow_id AND replaced.node_id = new.node_id;
END;
CREATE TRIGGER journal_workflow_images_update AFTER UPDATE OF node_type,role,execution_id,created_at ON workflow_images WHEN old.node_type IS NOT new.node_type OR old.role IS NOT new.role OR old.execution_id IS NOT new.execution_id OR old.created_at IS NOT new.created_at BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflow_images', 'update', new.file_hash, json_array(new.workflow_id,new.node_id), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END AS name, CASE WHEN typeof(old.node_type) = 'blob' THEN NULL ELSE old.node_type END AS value WHERE old.node_type IS NOT new.node_type UNION ALL SELECT CASE WHEN typeof(old.role) = 'blob' THEN '?role' ELSE 'role' END AS name, CASE WHEN typeof(old.role) = 'blob' THEN NULL ELSE old.role END AS value WHERE old.role IS NOT new.role UNION ALL SELECT CASE WHEN typeof(old.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END AS name, CASE WHEN typeof(old.execution_id) = 'blob' THEN NULL ELSE old.execution_id END AS value WHERE old.execution_id IS NOT new.execution_id UNION ALL SELECT CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END AS name, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END AS value WHERE old.created_at IS NOT new.created_at)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END AS name, CASE WHEN typeof(new.node_type) = 'blob' THEN NULL ELSE new.node_type END AS value WHERE old.node_type IS NOT new.node_type UNION ALL SELECT CASE WHEN typeof(new.role) = 'blob' THEN '?role' ELSE 'role' END AS name, CASE WHEN typeof(new.role) = 'blob' THEN NULL ELSE new.role END AS value WHERE old.role IS NOT new.role UNION ALL SELECT CASE WHEN typeof(new.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END AS name, CASE WHEN typeof(new.execution_id) = 'blob' THEN NULL ELSE new.execution_id END AS value WHERE old.execution_id IS NOT new.execution_id UNION ALL SELECT CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END AS name, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END AS value WHERE old.created_at IS NOT new.created_at)));
END;

CREATE TABLE workflow_videos (
  workflow_id TEXT NOT NULL,
  video_id TEXT NOT NULL,
  node_id TEXT NOT NULL,
  node_type TEXT NOT NULL,
  role TEXT NOT NULL,
  execution_id TEXT,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (workflow_id, video_id, node_id),
  FOREIGN KEY (workflow_id) REFERENCES workflows (id) ON DELETE CASCADE,
  FOREIGN KEY (video_id) REFERENCES videos (id) ON DELETE CASCADE,
  FOREIGN KEY (execution_id) REFERENCES workflow_executions (id) ON DELETE SET NULL
);
CREATE INDEX associations_by_execution ON workflow_videos (execution_id, role);
CREATE INDEX associations_by_node_type ON workflow_videos (node_type, video_id);
CREATE INDEX associations_by_video ON workflow_videos (video_id);
CREATE INDEX associations_by_workflow ON workflow_videos (workflow_id, role);
CREATE TRIGGER journal_workflow_videos_delete AFTER DELETE ON workflow_videos WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflow_videos', 'delete', old.video_id, json_array(old.workflow_id,old.node_id), json_object(CASE WHEN typeof(old.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END, CASE WHEN typeof(old.node_type) = 'blob' THEN NULL ELSE old.node_type END, CASE WHEN typeof(old.role) = 'blob' THEN '?role' ELSE 'role' END, CASE WHEN typeof(old.role) = 'blob' THEN NULL ELSE old.role END, CASE WHEN typeof(old.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END, CASE WHEN typeof(old.execution_id) = 'blob' THEN NULL ELSE old.execution_id END, CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END), NULL);
END;
CREATE TRIGGER journal_workflow_videos_insert AFTER INSERT ON workflow_videos WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflow_videos', 'insert', new.video_id, json_array(new.workflow_id,new.node_id), NULL, json_object(CASE WHEN typeof(new.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END, CASE WHEN typeof(new.node_type) = 'blob' THEN NULL ELSE new.node_type END, CASE WHEN typeof(new.role) = 'blob' THEN '?role' ELSE 'role' END, CASE WHEN typeof(new.role) = 'blob' THEN NULL ELSE new.role END, CASE WHEN typeof(new.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END, CASE WHEN typeof(new.execution_id) = 'blob' THEN NULL ELSE new.execution_id END, CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END));
END;
CREATE TRIGGER journal_workflow_videos_key AFTER UPDATE OF video_id,workflow_id,node_id ON workflow_videos WHEN old.video_id IS NOT new.video_id OR old.workflow_id IS NOT new.workflow_id OR old.node_id IS NOT new.node_id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflow_videos', 'delete', old.video_id, json_array(old.workflow_id,old.node_id), json_object(CASE WHEN typeof(old.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END, CASE WHEN typeof(old.node_type) = 'blob' THEN NULL ELSE old.node_type END, CASE WHEN typeof(old.role) = 'blob' THEN '?role' ELSE 'role' END, CASE WHEN typeof(old.role) = 'blob' THEN NULL ELSE old.role END, CASE WHEN typeof(old.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END, CASE WHEN typeof(old.execution_id) = 'blob' THEN NULL ELSE old.execution_id END, CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END), NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflow_videos', 'insert', new.video_id, json_array(new.workflow_id,new.node_id), NULL, json_object(CASE WHEN typeof(new.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END, CASE WHEN typeof(new.node_type) = 'blob' THEN NULL ELSE new.node_type END, CASE WHEN typeof(new.role) = 'blob' THEN '?role' ELSE 'role' END, CASE WHEN typeof(new.role) = 'blob' THEN NULL ELSE new.role END, CASE WHEN typeof(new.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END, CASE WHEN typeof(new.execution_id) = 'blob' THEN NULL ELSE new.execution_id END, CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END));
END;
CREATE TRIGGER journal_workflow_videos_replace BEFORE INSERT ON workflow_videos BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old)
  SELECT 'workflow_videos', 'replace', replaced.video_id, json_array(replaced.workflow_id,replaced.node_id), json_object(CASE WHEN typeof(replaced.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END, CASE WHEN typeof(replaced.node_type) = 'blob' THEN NULL ELSE replaced.node_type END, CASE WHEN typeof(replaced.role) = 'blob' THEN '?role' ELSE 'role' END, CASE WHEN typeof(replaced.role) = 'blob' THEN NULL ELSE replaced.role END, CASE WHEN typeof(replaced.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END, CASE WHEN typeof(replaced.execution_id) = 'blob' THEN NULL ELSE replaced.execution_id END, CASE WHEN typeof(replaced.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END, CASE WHEN typeof(replaced.created_at) = 'blob' THEN NULL ELSE replaced.created_at END)
  FROM workflow_videos AS replaced WHERE replaced.video_id = new.video_id AND replaced.workflow_id = new.workflow_id AND replaced.node_id = new.node_id;
END;
CREATE TRIGGER journal_workflow_videos_update AFTER UPDATE OF node_type,role,execution_id,created_at ON workflow_videos WHEN old.node_type IS NOT new.node_type OR old.role IS NOT new.role OR old.execution_id IS NOT new.execution_id OR old.created_at IS NOT new.created_at BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflow_videos', 'update', new.video_id, json_array(new.workflow_id,new.node_id), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END AS name, CASE WHEN typeof(old.node_type) = 'blob' THEN NULL ELSE old.node_type END AS value WHERE old.node_type IS NOT new.node_type UNION ALL SELECT CASE WHEN typeof(old.role) = 'blob' THEN '?role' ELSE 'role' END AS name, CASE WHEN typeof(old.role) = 'blob' THEN NULL ELSE old.role END AS value WHERE old.role IS NOT new.role UNION ALL SELECT CASE WHEN typeof(old.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END AS name, CASE WHEN typeof(old.execution_id) = 'blob' THEN NULL ELSE old.execution_id END AS value WHERE old.execution_id IS NOT new.execution_id UNION ALL SELECT CASE WHEN typeof(old.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END AS name, CASE WHEN typeof(old.created_at) = 'blob' THEN NULL ELSE old.created_at END AS value WHERE old.created_at IS NOT new.created_at)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.node_type) = 'blob' THEN '?node_type' ELSE 'node_type' END AS name, CASE WHEN typeof(new.node_type) = 'blob' THEN NULL ELSE new.node_type END AS value WHERE old.node_type IS NOT new.node_type UNION ALL SELECT CASE WHEN typeof(new.role) = 'blob' THEN '?role' ELSE 'role' END AS name, CASE WHEN typeof(new.role) = 'blob' THEN NULL ELSE new.role END AS value WHERE old.role IS NOT new.role UNION ALL SELECT CASE WHEN typeof(new.execution_id) = 'blob' THEN '?execution_id' ELSE 'execution_id' END AS name, CASE WHEN typeof(new.execution_id) = 'blob' THEN NULL ELSE new.execution_id END AS value WHERE old.execution_id IS NOT new.execution_id UNION ALL SELECT CASE WHEN typeof(new.created_at) = 'blob' THEN '?created_at' ELSE 'created_at' END AS name, CASE WHEN typeof(new.created_at) = 'blob' THEN NULL ELSE new.created_at END AS value WHERE old.created_at IS NOT new.created_at)));
END;
CREATE TRIGGER video_changes_workflow_videos_delete AFTER DELETE ON workflow_videos BEGIN  INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = old.video_id) WHERE (SELECT rowid FROM videos WHERE id = old.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_workflow_videos_insert AFTER INSERT ON workflow_videos BEGIN  INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = new.video_id) WHERE (SELECT rowid FROM videos WHERE id = new.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_workflow_videos_update AFTER UPDATE OF video_id, workflow_id,node_type,role ON workflow_videos BEGIN  INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = old.video_id) WHERE (SELECT rowid FROM videos WHERE id = old.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000; INSERT INTO video_changes (video_rowid) SELECT (SELECT rowid FROM videos WHERE id = new.video_id) WHERE (SELECT rowid FROM videos WHERE id = new.video_id) IS NOT NULL; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_counts_workflow_videos_delete AFTER DELETE ON workflow_videos BEGIN
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT 'node_type' AS facet, old.node_type AS value, -1 AS count, 0 AS size_bytes WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = old.video_id) AND (SELECT count(*) FROM workflow_videos WHERE video_id = old.video_id AND node_type = old.node_type) = 0 UNION ALL SELECT 'workflow_id' AS facet, old.workflow_id AS value, -1 AS count, 0 AS size_bytes WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = old.video_id) AND (SELECT count(*) FROM workflow_videos WHERE video_id = old.video_id AND workflow_id = old.workflow_id) = 0) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_counts_workflow_videos_insert AFTER INSERT ON workflow_videos WHEN EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id) BEGIN  UPDATE video_counts SET count = video_counts.count - replaced.count, size_bytes = video_counts.size_bytes - replaced.size_bytes FROM ( SELECT facet, value, count(*) AS count, sum(size_bytes) AS size_bytes FROM replaced_video_counts WHERE source = 'workflow_videos' AND video_id = new.video_id GROUP BY facet, value ) AS replaced WHERE video_counts.facet = replaced.facet AND video_counts.value = replaced.value;
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT DISTINCT 'node_type' AS facet, node_type AS value, 1 AS count, 0 AS size_bytes
       FROM workflow_videos WHERE video_id = new.video_id UNION ALL SELECT DISTINCT 'workflow_id' AS facet, workflow_id AS value, 1 AS count, 0 AS size_bytes
       FROM workflow_videos WHERE video_id = new.video_id) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_counts_workflow_videos_insert_before BEFORE INSERT ON workflow_videos BEGIN  DELETE FROM replaced_video_counts WHERE source = 'workflow_videos'; INSERT INTO replaced_video_counts (source, facet, value, video_id, size_bytes) SELECT 'workflow_videos', facet, value, video_id, size_bytes FROM (SELECT DISTINCT 'node_type' AS facet, node_type AS value, video_id, 0 AS size_bytes FROM workflow_videos
  WHERE video_id = new.video_id AND EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id) UNION ALL SELECT DISTINCT 'workflow_id' AS facet, workflow_id AS value, video_id, 0 AS size_bytes FROM workflow_videos
  WHERE video_id = new.video_id AND EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id)) WHERE value IS NOT NULL AND video_id IS NOT NULL;
END;
CREATE TRIGGER video_counts_workflow_videos_update AFTER UPDATE OF video_id, node_type,workflow_id ON workflow_videos BEGIN
  INSERT INTO video_counts SELECT facet, value, count, size_bytes FROM (SELECT 'node_type' AS facet, old.node_type AS value, -1 AS count, 0 AS size_bytes WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = old.video_id) AND (SELECT count(*) FROM workflow_videos WHERE video_id = old.video_id AND node_type = old.node_type) = 0 AND (new.video_id IS NOT old.video_id OR new.node_type IS NOT old.node_type) UNION ALL SELECT 'node_type', new.node_type, 1, 0
 WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id) AND (SELECT count(*) FROM workflow_videos WHERE video_id = new.video_id AND node_type = new.node_type) = 1 AND (new.video_id IS NOT old.video_id OR new.node_type IS NOT old.node_type) UNION ALL SELECT 'workflow_id' AS facet, old.workflow_id AS value, -1 AS count, 0 AS size_bytes WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = old.video_id) AND (SELECT count(*) FROM workflow_videos WHERE video_id = old.video_id AND workflow_id = old.workflow_id) = 0 AND (new.video_id IS NOT old.video_id OR new.workflow_id IS NOT old.workflow_id) UNION ALL SELECT 'workflow_id', new.workflow_id, 1, 0
 WHERE EXISTS (SELECT 1 FROM videos WHERE videos.id = new.video_id) AND (SELECT count(*) FROM workflow_videos WHERE video_id = new.video_id AND workflow_id = new.workflow_id) = 1 AND (new.video_id IS NOT old.video_id OR new.workflow_id IS NOT old.workflow_id)) WHERE value IS NOT NULL ON CONFLICT DO UPDATE SET count = count + excluded.count, size_bytes = size_bytes + excluded.size_bytes;
END;
CREATE TRIGGER video_search_workflow_delete AFTER DELETE ON workflow_videos BEGIN
  UPDATE video_search SET workflow = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS ( SELECT 1, substr(whole, 1, 1) UNION ALL SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(name, ' '), '') FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = old.video_id)) AS whole)) WHERE rowid = (SELECT rowid FROM videos WHERE id = old.video_id);
END;
CREATE TRIGGER video_search_workflow_insert AFTER INSERT ON workflow_videos BEGIN
  UPDATE video_search SET workflow = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS ( SELECT 1, substr(whole, 1, 1) UNION ALL SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(name, ' '), '') FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = new.video_id)) AS whole)) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_search_workflow_update AFTER UPDATE ON workflow_videos BEGIN
  UPDATE video_search SET workflow = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS ( SELECT 1, substr(whole, 1, 1) UNION ALL SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(name, ' '), '') FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = new.video_id)) AS whole)) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_sort_keys_workflow_videos_delete AFTER DELETE ON workflow_videos BEGIN
  UPDATE video_sort_keys SET workflow = (SELECT min(name COLLATE NOCASE) FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = old.video_id)) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = old.video_id);
END;
CREATE TRIGGER video_sort_keys_workflow_videos_insert AFTER INSERT ON workflow_videos BEGIN
  UPDATE video_sort_keys SET workflow = (SELECT min(name COLLATE NOCASE) FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = new.video_id)) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_sort_keys_workflow_videos_update AFTER UPDATE ON workflow_videos BEGIN
  UPDATE video_sort_keys SET workflow = (SELECT min(name COLLATE NOCASE) FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = new.video_id)) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;

CREATE TABLE workflows (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT,
  status TEXT DEFAULT 'draft',
  definition JSON NOT NULL,
  created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
  last_executed_at TIMESTAMP,
  template_inputs TEXT,
  template_id TEXT
);
CREATE INDEX workflow_templates ON workflows (updated_at) WHERE template_inputs IS NOT NULL;
CREATE INDEX workflows_by_created_at ON workflows (created_at);
CREATE INDEX workflows_by_definition_length ON workflows (length(definition));
CREATE INDEX workflows_by_last_executed_at ON workflows (last_executed_at);
CREATE INDEX workflows_by_name ON workflows (name COLLATE NOCASE);
CREATE INDEX workflows_by_status ON workflows (status);
CREATE INDEX workflows_by_updated_at ON workflows (updated_at);
CREATE TRIGGER journal_workflows_delete AFTER DELETE ON workflows WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflows', 'delete', old.id, NULL, '{}', NULL);
END;
CREATE TRIGGER journal_workflows_insert AFTER INSERT ON workflows WHEN 1 BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflows', 'insert', new.id, NULL, NULL, '{}');
END;
CREATE TRIGGER journal_workflows_key AFTER UPDATE OF id ON workflows WHEN old.id IS NOT new.id BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflows', 'delete', old.id, NULL, '{}', NULL);
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflows', 'insert', new.id, NULL, NULL, '{}');
END;
CREATE TRIGGER journal_workflows_update AFTER UPDATE OF name,description,status,definition,template_inputs ON workflows WHEN old.name IS NOT new.name OR old.description IS NOT new.description OR old.status IS NOT new.status OR old.definition IS NOT new.definition OR old.template_inputs IS NOT new.template_inputs BEGIN
  INSERT INTO journal_rows (tbl, op, subject, key, old, new) VALUES ('workflows', 'update', new.id, NULL, (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(old.name) = 'blob' THEN '?name' ELSE 'name' END AS name, CASE WHEN typeof(old.name) = 'blob' THEN NULL ELSE old.name END AS value WHERE old.name IS NOT new.name UNION ALL SELECT CASE WHEN typeof(old.description) = 'blob' THEN '?description' ELSE 'description' END AS name, CASE WHEN typeof(old.description) = 'blob' THEN NULL ELSE old.description END AS value WHERE old.description IS NOT new.description UNION ALL SELECT CASE WHEN typeof(old.status) = 'blob' THEN '?status' ELSE 'status' END AS name, CASE WHEN typeof(old.status) = 'blob' THEN NULL ELSE old.status END AS value WHERE old.status IS NOT new.status UNION ALL SELECT CASE WHEN typeof(old.definition) = 'blob' THEN '?definition' ELSE 'definition' END AS name, CASE WHEN typeof(old.definition) = 'blob' THEN NULL ELSE old.definition END AS value WHERE old.definition IS NOT new.definition UNION ALL SELECT CASE WHEN typeof(old.template_inputs) = 'blob' THEN '?template_inputs' ELSE 'template_inputs' END AS name, CASE WHEN typeof(old.template_inputs) = 'blob' THEN NULL ELSE old.template_inputs END AS value WHERE old.template_inputs IS NOT new.template_inputs)), (SELECT json_group_object(name, value) FROM (SELECT CASE WHEN typeof(new.name) = 'blob' THEN '?name' ELSE 'name' END AS name, CASE WHEN typeof(new.name) = 'blob' THEN NULL ELSE new.name END AS value WHERE old.name IS NOT new.name UNION ALL SELECT '#description' AS name, length(new.description) AS value WHERE old.description IS NOT new.description UNION ALL SELECT CASE WHEN typeof(new.status) = 'blob' THEN '?status' ELSE 'status' END AS name, CASE WHEN typeof(new.status) = 'blob' THEN NULL ELSE new.status END AS value WHERE old.status IS NOT new.status UNION ALL SELECT '#definition' AS name, length(new.definition) AS value WHERE old.definition IS NOT new.definition UNION ALL SELECT CASE WHEN typeof(new.template_inputs) = 'blob' THEN '?template_inputs' ELSE 'template_inputs' END AS name, CASE WHEN typeof(new.template_inputs) = 'blob' THEN NULL ELSE new.template_inputs END AS value WHERE old.template_inputs IS NOT new.template_inputs)));
END;
CREATE TRIGGER video_search_rename AFTER UPDATE OF name ON workflows WHEN new.name IS NOT old.name BEGIN
  UPDATE video_search SET workflow = (SELECT iif(whole GLOB '*[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]*', ( WITH RECURSIVE characters (place, one) AS (
  SELECT 1, substr(whole, 1, 1) UNION ALL
  SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), 2000)) SELECT group_concat(iif(one GLOB '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]', ' ' || one || ' ', one), '') FROM characters ) || substr(whole, 2001), whole) FROM (SELECT (SELECT coalesce(group_concat(name, ' '), '') FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = videos.id)) AS whole)) FROM videos
  WHERE video_search.rowid = videos.rowid
    AND videos.id IN (SELECT video_id FROM workflow_videos WHERE workflow_id = new.id);
END;
CREATE TRIGGER video_sort_keys_rename AFTER UPDATE OF name ON workflows WHEN new.name IS NOT old.name BEGIN
  UPDATE video_sort_keys SET workflow = (SELECT min(name COLLATE NOCASE) FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = videos.id)) FROM videos
  WHERE video_rowid = videos.rowid
    AND videos.id IN (SELECT video_id FROM workflow_videos WHERE workflow_id = new.id);
END;
