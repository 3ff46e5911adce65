import { on } from 'node:events'
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRecovery } from '../../../main/http/recovery.ts'
import { listChoices, salvageLibrary } from '../../../main/recover-library.ts'
import { restoreBackup } from '../../../main/restore-backup.ts'
import { checkLeftOpen } from '../../../main/services/backups/check-left-open.ts'
import { closeDatabaseOf, databaseOf } from '../../support/database-of.ts'
import { ended, openLibrary, temporaryFolder } from '../../support/library.ts'
import { openWith } from '../../support/lineage-library.ts'
import { runRushes, startTerminal } from '../../support/terminal.ts'

const many = Array.from({ length: 400 }, (_, index) => `take-${String(index).padStart(3, '0')}`)

/** Overwrites a leaf page of the table of videos with another byte. */
function damage(folder: string, page: number, pageSize: number): void {
  const file = openSync(join(folder, 'media.db'), 'r+')
  writeSync(file, Buffer.alloc(pageSize, 0xa5), 0, pageSize, (page - 1) * pageSize)
  closeSync(file)
}

/** A library of 400 takes with tags whose database lost a page of takes, after a backup. */
async function damagedLibrary() {
  const { client, core, folder } = await openWith(...many)
  await ended(client, await client.backups.create())
  await client.tags.change({ changes: [{ ids: many, add: ['dusk'] }] })
  await client.workflows.create({ name: 'Harbour', definition: '{"nodes":[{"id":"a","type":"Sora2Video"}]}' })
  const database = databaseOf(core)
  const pageSize = Number(database.pragma('page_size', { simple: true }))
  const pages = database
    .prepare("SELECT pageno FROM dbstat WHERE name = 'videos' AND pagetype = 'leaf' ORDER BY path")
    .pluck()
    .all() as number[]
  closeDatabaseOf(core)
  await core.close()
  return { folder, page: pages[Math.floor(pages.length / 2)] ?? 0, pageSize }
}

test('the readable rows of a damaged database are salvaged, and restored as a library in which all agrees', async () => {
  const { folder, page, pageSize } = await damagedLibrary()
  damage(folder, page, pageSize)
  const salvaged = await salvageLibrary(folder, new Date())
  expect(salvaged.tables.filter(({ is_whole }) => !is_whole).map(({ table }) => table)).toEqual(['videos'])
  expect(salvaged.contents.videos).toBeGreaterThan(300)
  expect(salvaged.contents.videos).toBeLessThan(400)
  await restoreBackup(folder, salvaged.name, new Date())
  const { client } = await openLibrary({ folder })
  expect((await client.videos.list({})).total).toBe(salvaged.contents.videos)
  expect((await client.tags.list({})).items).toEqual([{ tag: 'dusk', count: salvaged.contents.videos }])
  expect((await client.videos.list({ search: 'dusk' })).total).toBe(salvaged.contents.videos)
  expect((await client.workflows.list({})).items.map(({ name }) => name)).toEqual(['Harbour'])
  expect(await client.verification.invariants()).toMatchObject({ violations: [] })
  const { items } = await client.videos.list({ limit: 1 })
  await client.videos.rename({ id: items[0]?.id ?? '', name: 'Ferry' })
  await client.history.undo({})
})

test('damage after a crash stops all changes, and the next start offers the newest good backup and a salvage', async () => {
  const { folder, page, pageSize } = await damagedLibrary()
  damage(folder, page, pageSize)
  const { core, client } = await openLibrary({ folder })
  expect(core.wasLeftOpen).toBe(false)
  await checkLeftOpen(core)
  expect(core.access.state).toBe('writable')
  await checkLeftOpen({ ...core, wasLeftOpen: true })
  expect((await client.library.get()).access).toMatchObject({
    state: 'read_only',
    reason: expect.stringContaining('is damaged'),
  })
  await expect(client.tags.change({ changes: [{ ids: ['take-000'], add: ['x'] }] })).rejects.toMatchObject({
    code: 'LIBRARY_DAMAGED',
  })
  await core.close()
  const failure = await openLibrary({ folder }).catch((error) => error)
  expect(failure).toMatchObject({ code: 'LIBRARY_DAMAGED', message: expect.stringContaining(join(folder, 'media.db')) })

  const { good } = await listChoices(folder)
  expect(good).toMatchObject({ backup: { reason: 'requested' }, contents: { videos: 400, workflows: 0 } })
  const restored = Promise.withResolvers<string>()
  const host = '127.0.0.1:4317'
  const access = { key: 'secret', hosts: () => [host] }
  const app = createRecovery({ folder, reason: failure.message, access, next: '', onRestored: restored.resolve })
  const get = (path: string) => app.request(`http://${host}${path}`, { headers: { host } })
  const post = (path: string, form: Record<string, string>) =>
    app.request(`http://${host}${path}`, { method: 'POST', headers: { host }, body: new URLSearchParams(form) })
  expect((await get('/')).status).toBe(403)
  expect((await post('/restore', { name: good?.backup.name ?? '' })).status).toBe(500)
  const page1 = await (await get('/?key=secret')).text()
  expect(page1).toContain('400 takes, 0 images, 0 workflows and 0 runs')
  expect(page1).toContain('Salvage readable rows')
  // A copy elsewhere is listed and fetched.
  const copies = temporaryFolder()
  const copied = `media-daily-2026-11-01T10-00-00-000Z-1.db`
  copyFileSync(join(folder, 'backups', good?.backup.name ?? ''), join(copies, copied))
  expect(await (await post('/copies', { folder: copies })).text()).not.toContain('2026-11-01')
  const listed = await (await post('/copies', { key: 'secret', folder: copies })).text()
  expect(listed).toMatch(/2026-11-01 10:00:00 UTC \(daily\)\s+<form method="post" action="\/fetch">/)
  const fetched = await (await post('/fetch', { key: 'secret', path: join(copies, copied) })).text()
  expect(fetched).toMatch(/2026-11-01 10:00:00 UTC \(daily\)\s+is a backup here/)
  expect((await listChoices(folder)).backups.map(({ name }) => name)).toContain(copied)
  // The folder of the settings has a subfolder for each library.
  const parent = temporaryFolder()
  mkdirSync(join(parent, 'films-1a2b3c4d'))
  writeFileSync(join(parent, 'films-1a2b3c4d', 'media-daily-2026-11-02T10-00-00-000Z-1.db'), 'no database')
  const above = await (await post('/copies', { key: 'secret', folder: parent })).text()
  expect(above).toMatch(/2026-11-02 10:00:00 UTC \(daily\), in films-1a2b3c4d\s+<form/)
  const path = join(parent, 'films-1a2b3c4d', 'media-daily-2026-11-02T10-00-00-000Z-1.db')
  const refused = await (await post('/fetch', { key: 'secret', path })).text()
  expect(refused).toContain('<strong>media-daily-2026-11-02T10-00-00-000Z-1.db is damaged: file is not a database.')
  const missing = join(copies, 'gone')
  expect(await (await post('/copies', { key: 'secret', folder: missing })).text()).toContain('gone was not found.')
  expect(await (await post('/salvage', { key: 'secret' })).text()).toContain('Rows were lost in: videos.')
  expect((await post('/restore', { key: 'secret', name: '../media.db' })).status).toBe(500)
  expect(await (await post('/restore', { key: 'secret', name: good?.backup.name ?? '' })).text()).toContain('restored')
  expect(await restored.promise).toBe(good?.backup.name)
  const again = await openLibrary({ folder })
  expect((await again.client.videos.list({})).total).toBe(400)
  expect(readdirSync(join(folder, 'cache'))).not.toContain('database-damaged')
})

test('the terminal lists backups, salvages and serves a library that cannot be opened', async () => {
  const { client, core, folder } = await openWith('a')
  await ended(client, await client.backups.create())
  closeDatabaseOf(core)
  await core.close()
  const file = join(folder, 'media.db')
  const whole = readFileSync(file)
  writeFileSync(file, 'no database any more')
  const listed = await runRushes(['backup', 'list', '--json', '--library', folder])
  const { items } = JSON.parse(listed.stdout)
  expect(items).toMatchObject([{ reason: 'requested' }])
  expect(await runRushes(['backup', 'salvage', '--library', folder])).toMatchObject({
    code: 9,
    stderr: expect.stringContaining('Nothing can be read of'),
  })
  writeFileSync(file, whole)
  const salvaged = await runRushes(['backup', 'salvage', '--library', folder])
  expect(salvaged.stdout).toContain('Salvaged 1 video, 0 images, 0 workflows, 0 runs')
  expect(salvaged.stdout).toContain('No table lost rows.')
  // The server of a damaged library serves the page that restores it, and then the library.
  writeFileSync(file, 'no database any more')
  const { child, ended: stopped } = startTerminal(['serve', '--port', '0', '--library', folder])
  const address = await lineOf(child.stderr, /(http:\/\/127\.0\.0\.1:\d+)\/\?key=(\S+)/)
  const name = JSON.parse(listed.stdout).items[0].name
  const served = lineOf(child.stdout, /Rushes is running at http:\/\/(\S+)/)
  const body = new URLSearchParams({ name, key: address[2] ?? '' })
  expect(await (await fetch(address[0])).text()).toContain('The newest good one: ')
  expect((await fetch(`${address[1]}/restore`, { method: 'POST', body })).status).toBe(200)
  expect((await served)[1]).toContain('127.0.0.1')
  child.kill('SIGTERM')
  expect(await stopped).toMatchObject({ code: 0 })
})

/** Waits for a program to print something. */
async function lineOf(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<RegExpExecArray> {
  let said = ''
  for await (const text of on(stream, 'data')) {
    said += text
    const found = pattern.exec(said)
    if (found) return found
  }
  throw new Error(`The program ended without printing ${pattern}: ${said}`)
}
