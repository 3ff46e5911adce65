import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, posix, win32 } from 'node:path'
import { expect, test } from 'vitest'
import { findOwned, isWithin, requireOwned } from '../../main/storage/inside-library.ts'
import { createFolders, layoutOf } from '../../main/storage/layout.ts'
import { openLibrary, temporaryFolder } from '../support/library.ts'

test('a path is inside the library only if its real path is, whatever its spelling and whether a file is there', async () => {
  const outside = temporaryFolder()
  const layout = layoutOf(join(outside, 'library'))
  createFolders(layout)
  mkdirSync(join(layout.videos, 'aa'))
  writeFileSync(join(layout.videos, 'aa', 'x.mp4'), 'x')
  writeFileSync(join(outside, 'theirs.mp4'), 'theirs')
  symlinkSync(join(outside, 'theirs.mp4'), join(layout.videos, 'to a file.mp4'))
  symlinkSync(outside, join(layout.videos, 'to a folder'))
  symlinkSync(join(outside, 'not there'), join(layout.videos, 'to nothing.mp4'))
  symlinkSync(join(layout.videos, 'aa'), join(outside, 'back'))
  mkdirSync(`${layout.videos} of others`)

  const real = join(layout.videos, 'aa', 'x.mp4')
  for (const path of [real, 'videos/aa/x.mp4', 'library/videos/aa/x.mp4', join(outside, 'back', 'x.mp4')])
    expect(await findOwned(layout, path, 'media'), path).toBe(real)
  expect(await findOwned(layout, 'videos/./bb/../new/y.mp4')).toBe(join(layout.videos, 'new', 'y.mp4'))
  for (const path of [
    join(outside, 'theirs.mp4'),
    'videos/../../theirs.mp4',
    'videos/../../.config/autostart/x',
    `${layout.videos}/../../not there`,
    'videos/to a file.mp4',
    'videos/to a folder/new.mp4',
    'videos/to a folder/a/b/new.mp4',
    'videos/to nothing.mp4',
    'videos/aa/x.mp4\0.txt',
    layout.folder,
  ]) {
    expect(await findOwned(layout, path), path).toBeUndefined()
    await expect(requireOwned(layout, path), path).rejects.toMatchObject({ code: 'LIBRARY_UNUSABLE' })
  }
  for (const path of ['media.db', `${layout.videos} of others/x.mp4`, layout.videos])
    expect(await findOwned(layout, path, 'media'), path).toBeUndefined()
})

test('separators and case count as the system counts them', () => {
  const videos = 'C:\\Users\\u\\Library\\videos'
  expect(isWithin('C:\\Users\\u\\Library\\videos\\aa\\x.mp4', videos, win32)).toBe(true)
  expect(isWithin('c:/users/U/library/VIDEOS/aa/x.mp4', videos, win32)).toBe(true)
  for (const path of [
    'C:\\Users\\u\\Library\\videos\\..\\..\\x',
    'C:/Users/u/Library/videos/../../x',
    'D:\\x.mp4',
    '\\\\server\\share\\x.mp4',
    `${videos}2\\x.mp4`,
    videos,
  ])
    expect(isWithin(path, videos, win32), path).toBe(false)
  expect(isWithin('/l/videos/..x.mp4', '/l/videos', posix)).toBe(true)
  expect(isWithin('/l/videos\\x.mp4', '/l/videos', posix)).toBe(false)
})

test.each(['media.db', 'media.db-wal', 'videos', 'images', 'cache', 'trash', 'backups'])(
  'a library with a link in place of %s is refused, and nothing is written behind the link',
  async (name) => {
    const folder = temporaryFolder()
    const [library, target] = [join(folder, 'library'), join(folder, 'target')]
    mkdirSync(library)
    symlinkSync(target, join(library, name))
    await expect(openLibrary({ folder: library })).rejects.toMatchObject({
      code: 'LIBRARY_UNUSABLE',
      message: `${join(library, name)} is a link, which Rushes does not follow inside a library: put the real ${name} there.`,
    })
    expect(existsSync(target)).toBe(false)
  },
)
