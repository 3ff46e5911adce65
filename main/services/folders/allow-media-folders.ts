import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { MediaFolders } from '../../../shared/contract/settings.ts'
import { describeFileError, systemCode } from '../../../shared/errors.ts'
import { isReserved, mediaFolderSubject, storedFolder } from '../../contents/media-folders.ts'
import type { Core } from '../../core.ts'
import { isWithin, realPathOf } from '../../storage/inside-library.ts'
import { makeFolder, privateFolder } from '../../storage/make-folder.ts'
import { incomingIn } from '../../storage/media-folders.ts'
import { statIfPresent } from '../../storage/presence.ts'
import { badField } from '../calls/input.ts'

/**
 * Checks the folders for new videos and images, creates them, and allows them to this library on this computer
 * ([Note: media folders]). Returns them as they are to be stored.
 * @throws RushesError BAD_INPUT; FILE_UNREADABLE for a folder that cannot be written
 */
export async function allowMediaFolders(core: Core, { videos, images }: MediaFolders): Promise<MediaFolders> {
  core.access.requireWritable()
  const { layout } = core
  const asked = { videos: await realFolder(core, 'videos', videos), images: await realFolder(core, 'images', images) }
  const [one, other] = [asked.videos ?? join(layout.folder, 'videos'), asked.images ?? join(layout.folder, 'images')]
  if (isWithin(one, other) || isWithin(other, one))
    throw badField('folders', `Of ${one} and ${other}, neither may contain the other.`)
  for (const [noun, path] of Object.entries(asked)) {
    if (path === null) continue
    makeWritable(core, noun, path)
    await core.consents.allow(mediaFolderSubject(path), '')
  }
  const stored = (path: string | null) => path && storedFolder(layout, path)
  return { videos: stored(asked.videos), images: stored(asked.images) }
}

/** Returns the real path of a folder that may hold media, with all links followed; null for the library's own. */
async function realFolder(core: Core, noun: keyof MediaFolders, asked: string | null): Promise<string | null> {
  const { layout } = core
  if (asked === null || asked.trim() === '') return null
  const field = `folders.${noun}`
  const path = resolve(layout.folder, asked)
  const real = asked.includes('\0') ? undefined : await realPathOf(path)
  if (real === undefined) throw badField(field, `“${asked}” is not a path.`)
  if (isWithin(path, layout.folder) && real !== path)
    throw badField(field, `“${asked}” leads out of the library through a link. Name the folder itself.`)
  if (isReserved(layout, real))
    throw badField(field, `${real} holds other files of the library. Choose a folder of its own for ${noun}.`)
  if (isWithin(real, layout.folder)) return real
  for (let above = real; ; above = dirname(above)) {
    if (statIfPresent(join(above, 'media.db'))) throw badField(field, `${real} belongs to the library in ${above}.`)
    if (above === dirname(above)) break
  }
  const other = (await core.consents.librariesWith(mediaFolderSubject(real))).find((each) => each !== layout.folder)
  if (other !== undefined && statIfPresent(join(other, 'media.db')))
    throw badField(field, `${real} holds media of the library in ${other}. Choose a folder of its own.`)
  return real
}

/** Creates the folder, but not those above one outside of the library, and writes a file to see that it can be. */
function makeWritable({ layout }: Core, noun: string, path: string): void {
  const isOutside = !isWithin(path, layout.folder)
  const field = `folders.${noun}`
  try {
    if (isOutside) {
      if (!statIfPresent(path)) mkdirSync(path, { mode: privateFolder })
      mkdirSync(incomingIn(path), { recursive: true, mode: privateFolder })
    } else makeFolder(layout.folder, path)
    if (!statSync(path).isDirectory()) throw badField(field, `${path} is a file.`)
    const trial = join(isOutside ? incomingIn(path) : path, `.rushes-${randomUUID()}`)
    writeFileSync(trial, '')
    rmSync(trial)
  } catch (error) {
    const code = systemCode(error) ?? ''
    if (['EACCES', 'EPERM', 'EROFS'].includes(code)) throw badField(field, `You may not write in ${path}.`)
    if (code === 'ENOTDIR' || code === 'EEXIST') throw badField(field, `${path} is not a folder.`)
    if (code === 'ENOENT') throw badField(field, `${dirname(path)} is missing.`)
    throw code === '' ? error : describeFileError(error, path)
  }
}
