import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findUnrecorded } from '../../../main/contents/find-unrecorded.ts'
import { videoPath } from '../../../main/storage/layout.ts'
import { announcePlacing } from '../../../main/storage/placing.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { putPicture } from '../../support/pictures.ts'
import { runRushes } from '../../support/terminal.ts'

/** A folder on another disk than the temporary one, if this computer has one. */
function otherDisk(): string {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'rushes-media-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** The folder name of a process that has ended. */
const ended = `${hostname()}~${process.pid}~1`

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length

test('new files go to the folders of the settings, on any disk; those of before stay and are the library’s', async () => {
  const outside = join(otherDisk(), 'takes')
  const library = await openLibrary()
  const { client, core } = library
  const sources = temporaryFolder()
  const importOne = async (name: 'square.mp4' | 'portrait.mp4' | 'landscape.mp4') => {
    await importAll(client, { paths: [await putClip(name, join(sources, name))], mode: 'copy' })
    const hash = hashOf(join(sources, name))
    const video = (await client.videos.list({})).items.find(({ file_hash }) => file_hash === hash)
    if (!video) throw new Error(`${name} was not imported.`)
    expect(hashOf(video.file_path)).toBe(hash)
    return video
  }
  const before = await importOne('square.mp4')
  expect(await client.settings.change({ folders: { videos: 'clips/new', images: null } })).toMatchObject({
    folders: { videos: 'clips/new', images: null },
  })
  const inside = await importOne('portrait.mp4')
  const changed = await client.settings.change({ folders: { videos: outside, images: join(outside, '..', 'stills') } })
  expect(changed.folders).toEqual({ videos: outside, images: join(dirname(outside), 'stills') })
  const last = await importOne('landscape.mp4')
  await importAll(client, { paths: [putPicture(join(sources, 'still.png'))], mode: 'copy' })
  const [image] = (await client.images.list({})).items
  expect([before, inside, last].map(({ file_path }) => dirname(dirname(file_path)))).toEqual([
    join(core.layout.folder, 'videos'),
    join(core.layout.folder, 'clips', 'new'),
    outside,
  ])
  expect(image?.path.startsWith(join(dirname(outside), 'stills'))).toBe(true)

  // Others may keep files in the same folder; a file of ours without a row is found, whichever folder it is in.
  const theirs = await putClip('square.mp4', join(outside, 'ab', 'theirs.mp4'))
  expect(await findUnrecorded(core)).toEqual([])
  const stray = join(outside, 'ab', `${'ab'.repeat(32)}.mp4`)
  writeFileSync(stray, 'stray')
  writeFileSync(join(core.layout.folder, 'clips', 'new', 'stray.mp4'), 'stray')
  expect((await findUnrecorded(core)).map(({ path }) => basename(path)).toSorted()).toEqual([
    basename(stray),
    'stray.mp4',
  ])
  rmSync(stray)
  rmSync(join(core.layout.folder, 'clips', 'new', 'stray.mp4'))

  for (const video of [before, inside, last]) {
    await client.videos.remove({ ids: [video.id] })
    expect([existsSync(video.file_path), filesIn(join(core.layout.trash, video.id))]).toEqual([false, 1])
    await client.videos.restore({ ids: [video.id] })
    expect(hashOf(video.file_path)).toBe(video.file_hash)
  }
  await importAll(client, { paths: [theirs], mode: 'reference' })
  await client.videos.remove({ ids: [before.id] })
  expect(existsSync(theirs)).toBe(true)

  expect((await client.verification.invariants()).violations).toEqual([])
  await core.close()

  // Files that a process left when it died are removed, and the next process continues with the same folders.
  const left = videoPath(core.layout, 'cd'.repeat(32), 'x.mp4')
  mkdirSync(dirname(left), { recursive: true })
  const { marker } = announcePlacing(core.layout, left)
  writeFileSync(left, 'half recorded')
  const dead = join(core.layout.incoming, ended)
  renameSync(dirname(marker), dead)
  mkdirSync(join(outside, '.rushes-incoming', ended))
  writeFileSync(join(outside, '.rushes-incoming', ended, 'half.mp4'), 'half')
  const again = await openLibrary({ folder: library.folder })
  expect(again.core.layout.videos).toBe(outside)
  expect([existsSync(left), existsSync(join(outside, '.rushes-incoming', ended))]).toEqual([false, false])
  expect((await again.client.videos.list({})).items.every(({ missing_since }) => missing_since === null)).toBe(true)
})

test('a folder that was chosen on another computer, or whose disk is away, gets no file; nothing of it is owned', async () => {
  const outside = join(temporaryFolder(), 'takes')
  const [here, there] = [temporaryFolder(), temporaryFolder()]
  const library = await openLibrary({ settings: here })
  const { client, core, folder } = library
  await client.settings.change({ folders: { videos: outside, images: null } })
  const clip = await putClip('square.mp4', join(temporaryFolder(), 'ferry.mp4'))
  await importAll(client, { paths: [clip], mode: 'copy' })
  const [video] = (await client.videos.list({})).items
  expect(video?.file_path.startsWith(outside)).toBe(true)

  const away = `${outside} away`
  renameSync(outside, away)
  mkdirSync(outside)
  const other = await putClip('portrait.mp4', join(temporaryFolder(), 'pier.mp4'))
  const { items } = await importAll(client, { paths: [other], mode: 'copy' })
  expect(items[0]?.error?.message).toBe(`The folder ${outside}, in which this library keeps media, is not connected.`)
  expect(readdirSync(outside)).toEqual([])
  expect(await client.videos.get({ id: video?.id ?? '' })).toMatchObject({ missing_since: null, is_offline: true })
  rmSync(outside, { recursive: true })
  renameSync(away, outside)
  await core.close()

  const elsewhere = await openLibrary({ folder, settings: there })
  const refused = await importAll(elsewhere.client, { paths: [other], mode: 'copy' })
  expect(refused.items[0]?.error?.message).toContain(`New files go to ${outside}, which was chosen on another computer`)
  await elsewhere.client.videos.remove({ ids: [video?.id ?? ''] })
  expect(existsSync(video?.file_path ?? '')).toBe(true)
  await elsewhere.client.videos.restore({ ids: [video?.id ?? ''] })
  await elsewhere.client.settings.change({ folders: { videos: outside, images: null } })
  await importAll(elsewhere.client, { paths: [other], mode: 'copy' })
  expect((await elsewhere.client.videos.list({})).items.every(({ file_path }) => file_path.startsWith(outside))).toBe(
    true,
  )
})

test('a folder that cannot hold media is refused with the reason, and nothing changes', async () => {
  const { client, core, folder } = await openLibrary()
  const other = await openLibrary()
  const outside = temporaryFolder()
  writeFileSync(join(outside, 'file'), '')
  symlinkSync(outside, join(folder, 'link'))
  await client.settings.change({ folders: { videos: join(outside, 'ours'), images: null } })
  const refused = async (folders: { videos: string | null; images: string | null }, reason: string) =>
    await expect(client.settings.change({ folders }), reason).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(reason),
    })
  await refused({ videos: '.', images: null }, 'holds other files')
  await refused({ videos: '..', images: null }, 'holds other files')
  await refused({ videos: 'cache/posters', images: null }, 'holds other files')
  await refused({ videos: null, images: 'trash' }, 'holds other files')
  await refused({ videos: 'link', images: null }, 'leads out of the library')
  await refused({ videos: 'a\0b', images: null }, 'is not a path')
  await refused({ videos: join(outside, 'file'), images: null }, 'is not a folder')
  await refused({ videos: join(outside, 'missing', 'x'), images: null }, `${join(outside, 'missing')} is missing`)
  await refused({ videos: 'media', images: 'media/stills' }, 'neither may contain the other')
  await refused({ videos: null, images: 'videos/stills' }, 'neither may contain the other')
  await refused({ videos: join(other.folder, 'videos'), images: null }, 'belongs to the library in')
  expect((await client.settings.get()).folders).toEqual({ videos: join(outside, 'ours'), images: null })
  await expect(
    other.client.settings.change({ folders: { videos: join(outside, 'ours'), images: null } }),
  ).rejects.toThrow('holds media of the library in')
  await core.close()

  const set = await runRushes(['settings', 'set', 'folders.videos', 'clips', '--library', folder])
  expect(set.stdout).toBe(`Folder for new takes: clips (was ${join(outside, 'ours')}).\n`)
  const wrong = await runRushes(['settings', 'set', 'folders.videos', 'backups', '--library', folder])
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('holds other files of the library')])
  const unknown = await runRushes(['settings', 'set', 'trash.days', '7', '--library', folder, '--json'])
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('trash.max_days')])
})
