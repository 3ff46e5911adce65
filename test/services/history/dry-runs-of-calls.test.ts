import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createDryClient } from '../../../main/router.ts'
import type { Client } from '../../../shared/contract/index.ts'
import { DryRunDone } from '../../../shared/dry-run.ts'
import { databaseOf } from '../../support/database-of.ts'
import { foreign, video, videosTable } from '../../support/foreign-database.ts'
import { ended, putClip, temporaryFolder } from '../../support/library.ts'
import { wholeLibrary } from '../../support/whole-library.ts'

test('bulk and destructive calls say in a dry run what they would change, and change nothing', async () => {
  const library = await wholeLibrary()
  const { client, core, image } = library
  const [one, two] = library.videos
  const { file_hash } = await client.videos.get({ id: one })
  const folder = temporaryFolder()
  await putClip('portrait.mp4', join(folder, 'new.mp4'))
  const theirs = foreign(videosTable + video('x', '/elsewhere/x.mp4', 'a'))
  await client.videos.remove({ ids: [two] })
  await client.images.remove({ ids: [image] })
  const policy = await client.policies.save({ name: 'Rejected', rule: 'rejected', schedule: 'manual' })
  await client.watched.add({ path: folder })
  const token = await client.tokens.create({ user_id: 'kim', scope: 'read', expires_in_days: null })
  const webhook = await client.webhooks.create({ url: 'http://127.0.0.1:9/hook' })
  await ended(client, await client.backups.create({}))
  const [backup] = (await client.backups.list({})).items

  const calls: [(dry: Client) => Promise<unknown>, string][] = [
    [
      (dry) =>
        dry.trash.restore({
          items: [
            { kind: 'video', id: two },
            { kind: 'image', id: image },
          ],
        }),
      'Restored 1 take and 1 image',
    ],
    [(dry) => dry.videos.restore({ ids: [two] }), 'Restored 1 take'],
    [(dry) => dry.images.restore({ ids: [image] }), 'Restored 1 image'],
    [(dry) => dry.videos.note({ id: one, note: 'Rain' }), 'Changed the note on 1 take'],
    [(dry) => dry.imports.start({ paths: [folder], recursive: true, mode: 'reference' }), 'Imported 1 file'],
    [(dry) => dry.library.adopt({ path: theirs.path }), 'Imported 1 take'],
    [(dry) => dry.previews.clear({}), 'Removed 1 file of the cache'],
    [(dry) => dry.backups.delete({ name: backup?.name ?? '', from: 'library' }), 'Removed 1 backup'],
    [(dry) => dry.policies.remove({ id: policy.id }), 'Removed 1 policy'],
    [(dry) => dry.watched.remove({ path: folder }), 'Removed 1 watched folder'],
    [(dry) => dry.tokens.revoke({ id: token.id }), 'Removed 1 token'],
    [(dry) => dry.webhooks.remove({ id: webhook.id }), 'Removed 1 webhook'],
    [(dry) => dry.folders.relink({ from: '/nowhere', to: folder }), ''],
    [(dry) => dry.collections.arrange({ id: 'c1', video_ids: [] }), 'Took 1 take out of a collection'],
    [(dry) => dry.generations.putOfContent({ file_hash, prompt: 'fog' }), 'Edited the generation details of 1 take'],
    [(dry) => dry.history.undo({}), 'Restored 1 image'],
  ]
  const before = stateOf(library)
  const words: string[] = []
  for (const [call] of calls) words.push(await wordsOf(call(createDryClient(core))))
  expect(words).toEqual(calls.map(([, expected]) => expected))
  const nowhere = createDryClient(core).imports.start({ paths: ['/nowhere'], mode: 'reference' })
  await expect(nowhere).rejects.toMatchObject({ code: 'FILE_MISSING' })
  expect(stateOf(library)).toEqual(before)
  expect((await client.tokens.list({}))[0]).toMatchObject({ revoked_at: null })
  expect(await client.webhooks.list({})).toHaveLength(1)
  expect(readdirSync(folder)).toEqual(['new.mp4'])
})

async function wordsOf(call: Promise<unknown>): Promise<string> {
  const answer = await call.catch((error: unknown) => error)
  return answer instanceof DryRunDone ? answer.report.words : `no dry run: ${JSON.stringify(answer)} ${answer}`
}

/** Returns all rows of the library but those of SQLite's statistics, and the files in its folder. */
function stateOf({ core }: { core: Parameters<typeof databaseOf>[0] }) {
  const database = databaseOf(core)
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
    .pluck()
    .all() as string[]
  const rows = tables.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).all()])
  return { rows, files: readdirSync(core.layout.folder, { recursive: true }).sort() }
}
