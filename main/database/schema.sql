-- Generated: the schema of an empty library. To change it, add a migration in main/database/migrations/, then run: npm run schema
-- docs/database.md says what the columns hold.
PRAGMA user_version = 31;

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

CREATE TABLE analysis_labels (
  label TEXT NOT NULL,
  analysis_id INTEGER NOT NULL,
  PRIMARY KEY (label, analysis_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX analysis_labels_by_analysis ON analysis_labels (analysis_id);

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
  created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
) STRICT;
CREATE INDEX checkpoints_by_output ON checkpoints (output_hash) WHERE output_hash IS NOT NULL;
CREATE INDEX checkpoints_by_parent ON checkpoints (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX checkpoints_by_run ON checkpoints (run_hash) WHERE run_hash IS NOT NULL;
CREATE INDEX checkpoints_by_timeline ON checkpoints (timeline_id);
CREATE INDEX checkpoints_pruned ON checkpoints (pruned_with) WHERE pruned_with IS NOT NULL;

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
  ai_kinds TEXT
) STRICT;
CREATE INDEX embedded_readings_by_ai_kinds ON embedded_readings (ai_kinds, file_hash) WHERE ai_kinds IS NOT NULL;
CREATE INDEX embedded_readings_by_definition ON embedded_readings (definition_hash, workflow_id) WHERE definition_hash IS NOT NULL;
CREATE INDEX embedded_readings_by_file_name ON embedded_readings (replace(replace(path, '\', '/'), rtrim(replace(path, '\', '/'), replace(replace(path, '\', '/'), '/', '')), '')) WHERE path IS NOT NULL;
CREATE INDEX embedded_readings_by_manifest ON embedded_readings (manifest) WHERE manifest IS NOT NULL;
CREATE INDEX embedded_readings_by_version ON embedded_readings (parser_version);
CREATE INDEX embedded_readings_by_workflow ON embedded_readings (workflow_id) WHERE workflow_id IS NOT NULL;

CREATE TABLE executed_definitions (
  execution_id TEXT PRIMARY KEY REFERENCES workflow_executions (id) ON DELETE CASCADE,
  definition_id INTEGER NOT NULL REFERENCES definitions (id)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE job_items (
  job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  path TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('added', 'duplicate', 'moved', 'failed', 'made', 'cached')),
  video_id TEXT,
  error TEXT,
  PRIMARY KEY (job_id, seq)
) STRICT, WITHOUT ROWID;
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

CREATE TABLE link_decisions (
  file_hash TEXT NOT NULL,
  name TEXT NOT NULL,
  input_hash TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('confirmed', 'rejected')),
  decided_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (file_hash, name, input_hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_decisions_by_input ON link_decisions (input_hash);

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

CREATE TABLE perceptual_hashes (
  file_hash TEXT PRIMARY KEY,
  version INTEGER NOT NULL,
  hash TEXT CHECK (length(hash) = 16),
  error TEXT,
  hashed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CHECK ((hash IS NULL) <> (error IS NULL))
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

CREATE TABLE stage_outputs (
  output_hash TEXT PRIMARY KEY NOT NULL,
  size_bytes INTEGER NOT NULL,
  stored_bytes INTEGER NOT NULL,
  encoding TEXT NOT NULL CHECK (encoding IN ('json', 'zlib')),
  content BLOB NOT NULL
) STRICT;

CREATE TABLE tagged_videos (
  video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
  tag_key TEXT NOT NULL CHECK (tag_key <> ''),
  tag TEXT NOT NULL CHECK (tag <> ''),
  PRIMARY KEY (video_id, tag_key)
) STRICT, WITHOUT ROWID;
CREATE INDEX tagged_videos_by_tag ON tagged_videos (tag_key, tag);
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
  UPDATE video_search SET tags = (SELECT coalesce(group_concat(tag, ' '), '') FROM tagged_videos WHERE video_id = old.video_id) WHERE rowid = (SELECT rowid FROM videos WHERE id = old.video_id);
END;
CREATE TRIGGER video_search_tags_insert AFTER INSERT ON tagged_videos BEGIN
  UPDATE video_search SET tags = (SELECT coalesce(group_concat(tag, ' '), '') FROM tagged_videos WHERE video_id = new.video_id) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_search_tags_update AFTER UPDATE ON tagged_videos BEGIN
  UPDATE video_search SET tags = (SELECT coalesce(group_concat(tag, ' '), '') FROM tagged_videos WHERE video_id = new.video_id) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
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
CREATE INDEX timelines_by_request ON timelines (request_hash) WHERE request_hash IS NOT NULL;

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
CREATE INDEX generation_with_loras ON video_generation (video_id) WHERE instr(generation_params, '"loras"') > 0;
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
  UPDATE video_search SET prompt = (SELECT coalesce(group_concat(prompt, ' '), '') FROM video_generation WHERE video_id = old.video_id) WHERE rowid = (SELECT rowid FROM videos WHERE id = old.video_id);
END;
CREATE TRIGGER video_search_prompt_insert AFTER INSERT ON video_generation BEGIN
  UPDATE video_search SET prompt = (SELECT coalesce(group_concat(prompt, ' '), '') FROM video_generation WHERE video_id = new.video_id) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_search_prompt_update AFTER UPDATE ON video_generation BEGIN
  UPDATE video_search SET prompt = (SELECT coalesce(group_concat(prompt, ' '), '') FROM video_generation WHERE video_id = new.video_id) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_sort_keys_video_generation_delete AFTER DELETE ON video_generation BEGIN
  UPDATE video_sort_keys SET provider = (SELECT min(provider COLLATE NOCASE) FROM video_generation WHERE video_id = old.video_id), model = (SELECT min(model COLLATE NOCASE) FROM video_generation WHERE video_id = old.video_id) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = old.video_id);
END;
CREATE TRIGGER video_sort_keys_video_generation_insert AFTER INSERT ON video_generation BEGIN
  UPDATE video_sort_keys SET provider = (SELECT min(provider COLLATE NOCASE) FROM video_generation WHERE video_id = new.video_id), model = (SELECT min(model COLLATE NOCASE) FROM video_generation WHERE video_id = new.video_id) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_sort_keys_video_generation_update AFTER UPDATE ON video_generation BEGIN
  UPDATE video_sort_keys SET provider = (SELECT min(provider COLLATE NOCASE) FROM video_generation WHERE video_id = new.video_id), model = (SELECT min(model COLLATE NOCASE) FROM video_generation WHERE video_id = new.video_id) WHERE video_rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
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
  workflow TEXT COLLATE NOCASE
);
CREATE INDEX video_sort_keys_by_model ON video_sort_keys (model);
CREATE INDEX video_sort_keys_by_provider ON video_sort_keys (provider);
CREATE INDEX video_sort_keys_by_workflow ON video_sort_keys (workflow);

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
CREATE TRIGGER tagged_videos_gone AFTER DELETE ON videos BEGIN
  DELETE FROM tagged_videos WHERE video_id = old.id;
END;
CREATE TRIGGER video_changes_delete AFTER DELETE ON videos BEGIN  INSERT INTO video_changes (video_rowid) VALUES (old.rowid); DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_insert AFTER INSERT ON videos BEGIN  INSERT INTO video_changes (video_rowid) VALUES (new.rowid); DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_insert_before BEFORE INSERT ON videos BEGIN  INSERT INTO video_changes (video_rowid) SELECT rowid FROM videos WHERE id = new.id OR file_path = new.file_path; DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
END;
CREATE TRIGGER video_changes_update AFTER UPDATE OF id, source_type,resolution,aspect_ratio,codec,rating,duration_seconds,created_at, fps, audio_codec ON videos BEGIN  INSERT INTO video_changes (video_rowid) VALUES (new.rowid); DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - 100000;
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
CREATE TRIGGER video_search_delete AFTER DELETE ON videos BEGIN
  DELETE FROM video_search WHERE rowid = old.rowid;
END;
CREATE TRIGGER video_search_insert AFTER INSERT ON videos BEGIN
  DELETE FROM video_search WHERE rowid = new.rowid;
  INSERT INTO video_search (rowid, name, file_name, prompt, workflow, tags)
  VALUES (new.rowid, new.name, replace(replace(new.file_path, '\', '/'), rtrim(replace(new.file_path, '\', '/'), replace(replace(new.file_path, '\', '/'), '/', '')), ''), (SELECT coalesce(group_concat(prompt, ' '), '') FROM video_generation WHERE video_id = new.id), (SELECT coalesce(group_concat(name, ' '), '') FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = new.id)), (SELECT coalesce(group_concat(tag, ' '), '') FROM tagged_videos WHERE video_id = new.id));
END;
CREATE TRIGGER video_search_update AFTER UPDATE OF name, file_path ON videos BEGIN
  UPDATE video_search SET name = new.name, file_name = replace(replace(new.file_path, '\', '/'), rtrim(replace(new.file_path, '\', '/'), replace(replace(new.file_path, '\', '/'), '/', '')), '') WHERE rowid = new.rowid;
END;
CREATE TRIGGER video_sort_keys_delete AFTER DELETE ON videos BEGIN
  DELETE FROM video_sort_keys WHERE video_rowid = old.rowid;
END;
CREATE TRIGGER video_sort_keys_insert AFTER INSERT ON videos BEGIN
  DELETE FROM video_sort_keys WHERE video_rowid = new.rowid;
  INSERT INTO video_sort_keys (video_rowid, provider,model,workflow) VALUES (new.rowid, (SELECT min(provider COLLATE NOCASE) FROM video_generation WHERE video_id = new.id), (SELECT min(model COLLATE NOCASE) FROM video_generation WHERE video_id = new.id), (SELECT min(name COLLATE NOCASE) FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = new.id)));
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
  UPDATE video_search SET workflow = (SELECT coalesce(group_concat(name, ' '), '') FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = old.video_id)) WHERE rowid = (SELECT rowid FROM videos WHERE id = old.video_id);
END;
CREATE TRIGGER video_search_workflow_insert AFTER INSERT ON workflow_videos BEGIN
  UPDATE video_search SET workflow = (SELECT coalesce(group_concat(name, ' '), '') FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = new.video_id)) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
END;
CREATE TRIGGER video_search_workflow_update AFTER UPDATE ON workflow_videos BEGIN
  UPDATE video_search SET workflow = (SELECT coalesce(group_concat(name, ' '), '') FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = new.video_id)) WHERE rowid = (SELECT rowid FROM videos WHERE id = new.video_id);
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
  last_executed_at TIMESTAMP
);
CREATE INDEX workflows_by_created_at ON workflows (created_at);
CREATE INDEX workflows_by_definition_length ON workflows (length(definition));
CREATE INDEX workflows_by_last_executed_at ON workflows (last_executed_at);
CREATE INDEX workflows_by_name ON workflows (name COLLATE NOCASE);
CREATE INDEX workflows_by_status ON workflows (status);
CREATE INDEX workflows_by_updated_at ON workflows (updated_at);
CREATE TRIGGER video_search_rename AFTER UPDATE OF name ON workflows WHEN new.name IS NOT old.name BEGIN
  UPDATE video_search SET workflow = (SELECT coalesce(group_concat(name, ' '), '') FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = videos.id)) FROM videos
  WHERE video_search.rowid = videos.rowid
    AND videos.id IN (SELECT video_id FROM workflow_videos WHERE workflow_id = new.id);
END;
CREATE TRIGGER video_sort_keys_rename AFTER UPDATE OF name ON workflows WHEN new.name IS NOT old.name BEGIN
  UPDATE video_sort_keys SET workflow = (SELECT min(name COLLATE NOCASE) FROM workflows WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = videos.id)) FROM videos
  WHERE video_rowid = videos.rowid
    AND videos.id IN (SELECT video_id FROM workflow_videos WHERE workflow_id = new.id);
END;
