import { fork } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from '../../main/database/connection/connection.ts'
import { migrate, migrations } from '../../main/database/connection/migrate.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { programPath } from '../support/program.ts'

/** The table that the Media Manager makes, and a row as it writes it. */
const mediaManager = `
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
    metadata JSON
  );
  CREATE INDEX idx_videos_hash ON videos (file_hash);
  INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, metadata)
  VALUES ('theirs', 'Ferry', 'videos/ferry.mp4', 'aa', 12, 'generated', '{"mood": "dusk"}');`

function foreignLibrary(): string {
  const folder = join(temporaryFolder(), 'library')
  mkdirSync(folder)
  const database = new BetterSqlite3(join(folder, 'media.db'))
  database.exec(mediaManager)
  database.close()
  return folder
}

test('a database of the Media Manager is adopted with its rows', async () => {
  const { client } = await openLibrary({ folder: foreignLibrary() })
  const { items } = await client.videos.list({})
  expect(items).toMatchObject([{ id: 'theirs', name: 'Ferry', source_type: 'generated', width: null }])
  expect((await client.videos.get({ id: 'theirs' })).metadata).toEqual({ mood: 'dusk' })
})

test('a table of media that lacks columns gains them', async () => {
  const folder = foreignLibrary()
  const other = new BetterSqlite3(join(folder, 'media.db'))
  other.exec("CREATE TABLE media (id TEXT PRIMARY KEY, name TEXT); INSERT INTO media VALUES ('theirs', 'Pier')")
  other.close()
  const { core } = await openLibrary({ folder })
  expect(databaseOf(core).prepare('SELECT name, MediaType, file_hash FROM media').all()).toMatchObject([
    { name: 'Pier', MediaType: null, file_hash: null },
  ])
})

test('a row that another program writes, naming only its own columns, appears', async () => {
  const { client, folder } = await openLibrary({ folder: foreignLibrary() })
  const other = new BetterSqlite3(join(folder, 'media.db'))
  other
    .prepare('INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, ?, ?, ?, ?, ?)')
    .run('later', 'Pier', '/takes/pier.mp4', 'bb', 34, 'stitched')
  other.close()
  expect((await client.videos.list({})).items.map(({ id }) => id)).toEqual(['later', 'theirs'])
})

test('the metadata column is shown whatever another program wrote there', async () => {
  const { client, core } = await openLibrary({ folder: foreignLibrary() })
  for (const [text, shown] of [
    ['[1,2]', { value: [1, 2] }],
    ['not json', { text: 'not json' }],
    ['null', { value: null }],
  ] as const) {
    databaseOf(core).prepare('UPDATE videos SET metadata = ?').run(text)
    expect((await client.videos.get({ id: 'theirs' })).metadata).toEqual(shown)
  }
})

test('a backup is made before a migration, and opens', async () => {
  const { folder } = await openLibrary({ folder: foreignLibrary() })
  const [backup = ''] = readdirSync(join(folder, 'backups'))
  expect(backup).toMatch(/^media-v0-.*\.db$/)
  const copy = new BetterSqlite3(join(folder, 'backups', backup))
  expect(copy.prepare('SELECT name FROM videos').pluck().all()).toEqual(['Ferry'])
  copy.close()
})

test('a new library needs no backup, and opening it again makes none', async () => {
  const { core, folder } = await openLibrary()
  await core.close()
  await openLibrary({ folder })
  expect(readdirSync(join(folder, 'backups'))).toEqual([])
})

test('a library of a newer Rushes is refused and stays unchanged', async () => {
  const { core, folder } = await openLibrary()
  databaseOf(core).pragma(`user_version = ${migrations.length + 1}`)
  await core.close()
  const before = readFileSync(join(folder, 'media.db'))
  await expect(openLibrary({ folder })).rejects.toMatchObject({ code: 'LIBRARY_NEWER' })
  expect(readFileSync(join(folder, 'media.db')).equals(before)).toBe(true)
})

test('each version migrates to the newest', () => {
  for (let version = 0; version < migrations.length; version++) {
    const folder = temporaryFolder()
    const database = openDatabase(join(folder, 'media.db'))
    for (const up of migrations.slice(0, version)) up(database)
    database.pragma(`user_version = ${version}`)
    migrate(database, join(folder, 'backups'), new Date())
    expect(database.pragma('user_version', { simple: true })).toBe(migrations.length)
    database.close()
  }
})

test('two processes may open an old library at once', async () => {
  const folder = foreignLibrary()
  const exits = await Promise.all([1, 2, 3].map(() => once(fork(programPath('open-and-close'), [folder]), 'exit')))
  expect(exits.map(([code]) => code)).toEqual([0, 0, 0])
  const { client } = await openLibrary({ folder })
  expect((await client.videos.list({})).total).toBe(1)
})

test('a file that is no database is refused with its path', async () => {
  const folder = join(temporaryFolder(), 'library')
  mkdirSync(folder)
  writeFileSync(join(folder, 'media.db'), 'Dear diary, today we shot the ferry again. '.repeat(200))
  await expect(openLibrary({ folder })).rejects.toMatchObject({
    code: 'LIBRARY_DAMAGED',
    message: expect.stringContaining(folder),
  })
})

test('a folder that cannot hold a library is refused', async () => {
  const file = join(temporaryFolder(), 'file')
  copyFileSync(new URL(import.meta.url), file)
  for (const folder of [join(file, 'library'), join(temporaryFolder(), 'x'.repeat(300))])
    await expect(openLibrary({ folder })).rejects.toMatchObject({ code: 'LIBRARY_UNUSABLE' })
})

test('a library whose folder was moved finds its own files again, and those in its trash', async () => {
  const home = temporaryFolder()
  const [before, after] = [join(home, '100%_done'), join(home, 'Disk "B"')]
  const { core, client } = await openLibrary({ folder: before })
  const owned = await putClip('square.mp4', join(home, 'owned.mp4'))
  const referenced = await putClip('portrait.mp4', join(home, 'referenced.mp4'))
  const removed = await putClip('landscape.mp4', join(home, 'removed.mp4'))
  const ids: string[] = []
  for (const [path, mode] of [
    [owned, 'move'],
    [referenced, 'reference'],
    [removed, 'move'],
  ] as const) {
    ids.push((await importAll(client, { paths: [path], mode })).items[0]?.video_id ?? '')
  }
  const [ownedId = '', referencedId = '', removedId = ''] = ids
  await client.videos.remove({ ids: [removedId] })
  await core.close()
  renameSync(before, after)

  const moved = await openLibrary({ folder: after })
  await moved.client.videos.restore({ ids: [removedId] })
  for (const id of [ownedId, removedId]) {
    const video = await moved.client.videos.get({ id })
    expect(video.file_path.startsWith(moved.core.layout.videos)).toBe(true)
    expect(video.missing_since).toBeNull()
    expect(existsSync(video.file_path)).toBe(true)
    expect(video.locations.map(({ path }) => path)).toEqual([video.file_path])
  }
  expect((await moved.client.videos.get({ id: referencedId })).file_path).toBe(referenced)
})

test('cached rows follow the files of a library whose folder was moved', async () => {
  const home = temporaryFolder()
  const [before, after] = [join(home, '100%_done'), join(home, 'Disk "B"')]
  const { core, client } = await openLibrary({ folder: before })
  const inside = (name: string) => join(core.layout.videos, name)
  const save = (file_path: string) => client.analyses.save({ file_path, file_hash: 'sha256:aa', config: {} })
  const [own, removed] = [await save(inside('own.mp4')), await save(inside('removed.mp4'))]
  await save('/elsewhere.mp4')
  await client.analyses.remove({ ids: [removed.id] })
  const input = { input_path: inside('a.mp4'), input_hash: 'sha256:aa' }
  const inputs = [
    { path: input.input_path, hash: input.input_hash },
    { path: inside('b.mp4'), hash: 'sha256:bb' },
  ]
  const output = { output_path: inside('out.mp4'), output_hash: 'sha256:cc' }
  await client.processing.save({ job_id: 'job', action: 'stitch', config: {}, ...input, ...output, inputs })
  await core.close()
  renameSync(before, after)

  const moved = await openLibrary({ folder: after })
  const now = (name: string) => join(moved.core.layout.videos, name)
  await moved.client.analyses.restore({ ids: [removed.id] })
  expect((await moved.client.analyses.get({ id: removed.id })).file_path).toBe(now('removed.mp4'))
  const { file_hash, config_hash } = own
  const found = await moved.client.analyses.cached({ file_path: now('own.mp4'), file_hash, config_hash })
  expect(found).toMatchObject({ id: own.id })
  expect((await moved.client.analyses.list({ path: '/elsewhere.mp4' })).total).toBe(1)
  const processing = await moved.client.processing.get({ job_id: 'job' })
  expect(processing.inputs.map(({ path }) => path)).toEqual([now('a.mp4'), now('b.mp4')])
  expect(processing.output.path).toBe(now('out.mp4'))
})

test('processes can create the same library at the same moment', async () => {
  const home = temporaryFolder()
  const exits = await Promise.all([1, 2, 3].map(() => once(fork(programPath('make-libraries'), [home, '100']), 'exit')))
  expect(exits.map(([code]) => code)).toEqual([0, 0, 0])
})
