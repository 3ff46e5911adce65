import { execFileSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Client } from '../../../shared/contract/index.ts'
import type { Job } from '../../../shared/contract/jobs.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'

function put(path: string, content: string | Uint8Array): string {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

/** Waits for a job, and answers with it and what became of each file: why it failed, or its outcome. */
async function outcome(client: Client, job: Job) {
  const now = await ended(client, job)
  const { items } = await client.jobs.items({ id: job.id })
  return { job: now, items: items.map(({ path, outcome, error }) => ({ path, became: error?.message ?? outcome })) }
}

async function find(client: Client, ...folders: string[]): Promise<void> {
  expect((await outcome(client, await client.duplicates.find({ folders }))).job.state).toBe('done')
}

async function trash(client: Client, ...paths: string[]) {
  return await outcome(client, await client.duplicates.trashCopies({ paths }))
}

async function undo(client: Client, id: string) {
  const { job } = await client.duplicates.undo({ id })
  if (!job) throw new Error('No job puts anything back.')
  return await outcome(client, job)
}

/** Three copies of one content in a library that has looked at them; times tell which one is the oldest. */
async function withCopies(content = 'the same in all three') {
  const library = await openLibrary()
  const folder = temporaryFolder()
  const [a, b, c] = ['a.mp4', 'deep/b.mp4', 'c of a long name.mp4'].map((name) => put(join(folder, name), content))
  await find(library.client, folder)
  return { ...library, takes: folder, a: a ?? '', b: b ?? '', c: c ?? '' }
}

test('a copy goes to the trash of the library and comes back to its path with the same bytes', async () => {
  const { client, takes, folder, a, b } = await withCopies()
  const { job, items } = await trash(client, b)
  expect(job).toMatchObject({ kind: 'trash_copies', state: 'done', done: 1, total: 1, moved: 1, failed: 0 })
  expect(items).toEqual([{ path: b, became: 'moved' }])
  expect([existsSync(a), existsSync(b)]).toEqual([true, false])
  expect(readFileSync(join(folder, 'trash', job.id, '0', 'b.mp4'), 'utf8')).toBe('the same in all three')
  expect(await client.duplicates.trashed()).toMatchObject([{ id: job.id, copies: 1, size_bytes: 21 }])
  expect((await client.duplicates.exact({})).copies).toBe(1)

  expect((await undo(client, job.id)).job).toMatchObject({ kind: 'restore_copies', state: 'done', moved: 1, failed: 0 })
  expect(readFileSync(b, 'utf8')).toBe('the same in all three')
  expect(readdirSync(join(folder, 'trash'))).toEqual([])
  expect(await client.duplicates.trashed()).toEqual([])
  expect((await client.duplicates.exact({})).copies).toBe(2)
  await find(client, takes)
  expect((await client.duplicates.exact({})).copies).toBe(2)
  await expect(client.duplicates.undo({ id: job.id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('the last place of a content never goes', async () => {
  const { client, a, b, c } = await withCopies()
  const { job, items } = await trash(client, a, b, c)
  expect(job).toMatchObject({ moved: 0, failed: 3 })
  expect(items[0]?.became).toContain('is the last file with its content, so it was not removed.')
  rmSync(a)
  rmSync(c)
  expect((await trash(client, b)).items[0]?.became).toContain('is the last file with its content')
  expect(existsSync(b)).toBe(true)
})

test('a copy that was written over since it was found stays, however it looks', async () => {
  const { client, a, b } = await withCopies()
  const touched = new Date('2026-03-14T12:00:00Z')
  utimesSync(b, touched, touched)
  await find(client, dirname(dirname(b)))
  put(b, 'the sane in all three')
  utimesSync(b, touched, touched)
  const { items } = await trash(client, b)
  expect(items).toEqual([{ path: b, became: `${b} has changed, so ${b} was not removed.` }])
  expect([existsSync(a), readFileSync(b, 'utf8')]).toEqual([true, 'the sane in all three'])
})

test('where the one that would stay has changed, the copy stays', async () => {
  const library = await openLibrary()
  const folder = temporaryFolder()
  const [a, b] = [put(join(folder, 'a.mp4'), 'first'), put(join(folder, 'b.mp4'), 'first')]
  await find(library.client, folder)
  const when = new Date('2026-03-14T12:00:00Z')
  put(a, 'other')
  utimesSync(a, when, when)
  const { items } = await trash(library.client, b)
  expect(items[0]?.became).toBe(`${a} has changed, so ${b} was not removed.`)
  expect(existsSync(b)).toBe(true)
})

test('another name of the same file is no copy, and a symbolic link neither', async () => {
  const { client, folder, core, a, b, c } = await withCopies()
  rmSync(b)
  linkSync(a, b)
  rmSync(c)
  symlinkSync(a, c)
  const { items } = (await client.duplicates.exact({})).items[0] ? await trash(client, b, c) : { items: [] }
  expect(items.map(({ became }) => became)).toEqual([
    `${b} and ${a} are two names of one file. Removing one frees no space.`,
    `${c} is a symbolic link and not a copy, so it was not removed.`,
  ])
  expect([existsSync(a), existsSync(b), existsSync(c)]).toEqual([true, true, true])
  expect(readdirSync(join(folder, 'trash'))).toEqual([])
  const [copied] = (await client.duplicates.exact({})).items
  expect(copied?.locations.map(({ path, role }) => [path, role])).toContainEqual([c, 'link'])
  expect(copied?.removable_bytes).toBe(0)
  expect(databaseOf(core).prepare('SELECT count(*) FROM trashed_copies').pluck().get()).toBe(0)
})

test('a take plays from the one that stays, and from its own again after undo', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const take = await putClip('square.mp4', join(folder, 'take.mp4'))
  await importAll(client, { paths: [take] })
  const copy = join(folder, 'a copy.mp4')
  copyFileSync(take, copy)
  await find(client, folder)
  const [copied] = (await client.duplicates.exact({})).items
  expect(copied?.locations.map(({ path, role }) => [path, role])).toEqual([
    [take, 'keep'],
    [copy, 'copy'],
  ])
  const { job } = await trash(client, take)
  const id = copied?.video?.id ?? ''
  expect(await client.videos.get({ id })).toMatchObject({ file_path: copy, missing_since: null })
  await undo(client, job.id)
  expect(await client.videos.get({ id })).toMatchObject({ file_path: take, missing_since: null })
})

test('an image is shown from the one that stays, and from its own again after undo', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const still = putPicture(join(folder, 'still.png'))
  await importAll(client, { paths: [still] })
  copyFileSync(still, join(folder, 'still again.png'))
  await find(client, folder)
  const { job } = await trash(client, still)
  expect((await client.images.list({})).items).toMatchObject([{ path: join(folder, 'still again.png') }])
  await undo(client, job.id)
  expect((await client.images.list({})).items).toMatchObject([{ path: still }])
})

test('an image whose row has a relative path is shown from the one that stays as well', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  const still = putPicture(join(folder, 'still.png'))
  await importAll(client, { paths: [still], mode: 'copy' })
  const own = (await client.images.list({})).items[0]?.path ?? ''
  const spelled = relative(core.layout.folder, own)
  databaseOf(core).prepare('UPDATE media SET Path = ?').run(spelled)
  await find(client, folder)
  const { job, items } = await trash(client, own)
  expect(items).toEqual([{ path: own, became: 'moved' }])
  expect((await client.images.list({})).items).toMatchObject([{ path: still, missing_since: null }])
  await undo(client, job.id)
  expect((await client.images.list({})).items).toMatchObject([{ path: spelled, missing_since: null }])
})

test.skipIf(process.platform !== 'linux')('a copy is one whatever the fractions of its time', async () => {
  const library = await openLibrary()
  const folder = temporaryFolder()
  const copies = ['a.mp4', 'b.mp4'].map((name) => put(join(folder, name), 'the same in both'))
  // As a floating-point number, it is the next whole millisecond.
  execFileSync('touch', ['-d', '@1700000000.123999950', ...copies])
  await find(library.client, folder)
  const { items } = await library.client.duplicates.exact({})
  expect(items[0]?.locations.map(({ role }) => role)).toEqual(['keep', 'copy'])
})

test('a file that the library owns is kept before one elsewhere', async () => {
  const { client, folder } = await openLibrary()
  const takes = temporaryFolder()
  const take = await putClip('square.mp4', join(takes, 'take.mp4'))
  await importAll(client, { paths: [take], mode: 'copy' })
  const [copied] = (await client.duplicates.exact({})).items
  expect(copied?.locations.map(({ role }) => role)).toEqual(['keep', 'copy'])
  expect(copied?.locations[0]?.path).toContain(join(folder, 'videos'))
  const { version } = await client.duplicates.exact({})
  const { job } = await outcome(client, await client.duplicates.trashAllCopies({ version }))
  expect([job.moved, existsSync(take)]).toEqual([1, false])
})

test('the oldest file is kept, then the one with the shortest path', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const times: Record<string, string> = {
    'young.mp4': '2026-02-01',
    'old one.mp4': '2026-01-01',
    'old.mp4': '2026-01-01',
  }
  for (const [name, time] of Object.entries(times)) {
    put(join(folder, name), 'the same')
    utimesSync(join(folder, name), new Date(time), new Date(time))
  }
  await find(client, folder)
  const [copied] = (await client.duplicates.exact({})).items
  expect(copied?.locations.map(({ path }) => path.slice(folder.length + 1))).toEqual([
    'old.mp4',
    'old one.mp4',
    'young.mp4',
  ])
})

test('one of each is kept by one step, which one undo takes back; a list that has changed is refused', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  for (let index = 0; index < 30; index++) put(join(folder, `${index}.mp4`), `content ${index % 10}`)
  await find(client, folder)
  const { version, copies } = await client.duplicates.exact({})
  expect(copies).toBe(20)
  const { job } = await outcome(client, await client.duplicates.trashAllCopies({ version }))
  expect(job).toMatchObject({ moved: 20, failed: 0 })
  expect(readdirSync(folder)).toHaveLength(10)
  await expect(client.duplicates.trashAllCopies({ version })).rejects.toMatchObject({ code: 'CONFLICT' })
  expect((await undo(client, job.id)).job).toMatchObject({ moved: 20, failed: 0 })
  expect(readdirSync(folder)).toHaveLength(30)
})

test('what lies at the path by now is not written over: it says so, and the copy stays in the trash', async () => {
  const { client, b } = await withCopies()
  const { job } = await trash(client, b)
  put(b, 'something else')
  const { items } = await undo(client, job.id)
  expect(items[0]?.became).toMatch(/^.* is another file now\. The copy stays in the trash, as .*b\.mp4\.$/)
  expect(readFileSync(b, 'utf8')).toBe('something else')
  unlinkSync(b)
  expect((await undo(client, job.id)).job.moved).toBe(1)
  expect(readFileSync(b, 'utf8')).toBe('the same in all three')
})

test('a copy comes back after the library was closed, into a folder that is gone', async () => {
  const { client, core, folder, b } = await withCopies()
  const { job } = await trash(client, b)
  await core.close()
  rmSync(dirname(b), { recursive: true })
  const again = await openLibrary({ folder })
  expect((await undo(again.client, job.id)).job.moved).toBe(1)
  expect(existsSync(b)).toBe(true)
})

test('a process that died when the file had both names, or neither was changed yet, is made good by undo', async () => {
  const { client, folder, b, c } = await withCopies()
  const { job } = await trash(client, b, c)
  linkSync(join(folder, 'trash', job.id, '0', 'b.mp4'), b)
  linkSync(join(folder, 'trash', job.id, '1', 'c of a long name.mp4'), c)
  rmSync(join(folder, 'trash', job.id, '1', 'c of a long name.mp4'))
  expect((await undo(client, job.id)).job).toMatchObject({ moved: 2, failed: 0 })
  expect([existsSync(b), existsSync(c)]).toEqual([true, true])
  expect((await client.duplicates.exact({})).copies).toBe(2)
})

/** A folder on another volume, where there is one. */
function otherVolume(): string | undefined {
  if (!existsSync('/dev/shm') || statfsSync('/dev/shm').type === statfsSync(temporaryFolder()).type) return undefined
  const folder = mkdtempSync('/dev/shm/rushes-test-')
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('across volumes a copy is copied, compared and removed, and comes back so', async (context) => {
  const other = otherVolume()
  if (!other) return context.skip()
  const { client, folder } = await openLibrary()
  const content = Buffer.alloc(3_000_000, 'take')
  const [a, b] = [put(join(temporaryFolder(), 'a.mp4'), content), put(join(other, 'b.mp4'), content)]
  await find(client, dirname(a), other)
  const { job } = await trash(client, b)
  expect([job.moved, existsSync(b)]).toEqual([1, false])
  expect(readFileSync(join(folder, 'trash', job.id, '0', 'b.mp4'))).toEqual(content)
  expect((await undo(client, job.id)).job.moved).toBe(1)
  expect(readFileSync(b)).toEqual(content)
  expect(readdirSync(other)).toEqual(['b.mp4'])
})

test('what is no known copy is refused, and nothing goes', async () => {
  const { client, takes } = await withCopies()
  const unknown = put(join(takes, 'unknown.mp4'), 'unknown')
  const { items } = await trash(client, unknown, join(takes, 'nothing.mp4'))
  expect(items.map(({ became }) => became)).toEqual([
    `No copy at ${unknown} is known.`,
    `No copy at ${join(takes, 'nothing.mp4')} is known.`,
  ])
  expect(existsSync(unknown)).toBe(true)
})

test('a pair that was decided can be forgotten, and the decision comes back by undo', async () => {
  const { core, client } = await openLibrary()
  const [one, two] = ['a'.repeat(64), 'b'.repeat(64)]
  const insert = databaseOf(core).prepare(
    "INSERT INTO duplicate_decisions (first_hash, second_hash, decision) VALUES (?, ?, 'different')",
  )
  insert.run(one, two)
  insert.run(one, `${'b'.repeat(63)}c`)
  await expect(client.duplicates.forget({ first_hash: 'bbbbbbbb', second_hash: 'aaaaaaaa' })).rejects.toMatchObject({
    code: 'CONFLICT',
  })
  const { id, decided } = await client.duplicates.forget({ first_hash: two, second_hash: one })
  expect([decided, (await client.duplicates.decisions({})).total]).toEqual([1, 1])
  await expect(client.duplicates.forget({ first_hash: one, second_hash: two })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
  expect(await client.duplicates.undo({ id })).toEqual({ restored: [], job: null })
  expect((await client.duplicates.decisions({})).total).toBe(2)
})
