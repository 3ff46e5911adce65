import { isAbsolute, join, relative, resolve, sep } from 'node:path'
import { z } from 'zod'
import { type MediaFolders, mediaFoldersSchema } from '../../shared/contract/settings.ts'
import type { Core } from '../core.ts'
import type { Db, WritableDb } from '../database/connection/connection.ts'
import { readSetting, saveSetting } from '../database/library-settings.ts'
import type { Consents } from '../storage/consents.ts'
import type { Layout } from '../storage/layout.ts'
import { reservedFolders } from '../storage/media-folders.ts'
import { isInside } from '../storage/offline.ts'

/** Folders are stored relative to the library's if they are in it, so that they move with it; else absolute. */
const storedSetting = {
  name: 'media_folders',
  schema: mediaFoldersSchema.extend({
    /** Folders of before in which the library has files. */
    former: z.array(z.string()).default([]),
  }),
}

/** Returns the folders for new videos and images, as they are stored. */
export async function readMediaFolders(db: Db): Promise<MediaFolders> {
  const { former: _, ...folders } = await readSetting(db, storedSetting)
  return folders
}

/** Saves the folders for new videos and images, and keeps those of before among the former ones. */
export async function saveMediaFolders(db: WritableDb, folders: MediaFolders): Promise<void> {
  const before = await readSetting(db, storedSetting)
  const former = new Set([...before.former, before.videos, before.images].filter((each) => each !== null))
  for (const each of [folders.videos, folders.images]) if (each !== null) former.delete(each)
  await saveSetting(db, storedSetting, { ...folders, former: [...former] })
}

/** Returns a folder as it is stored. */
export function storedFolder({ folder }: Layout, path: string): string {
  return isInside(path, folder) ? relative(folder, path).split(sep).join('/') : path
}

/** The beginning of the subjects of consents to folders for media. */
const subjectPrefix = 'media folder '

/** Returns the subject of the consent to a folder for media, an absolute path. */
export function mediaFolderSubject(path: string): string {
  return subjectPrefix + path
}

/** Lists the folders for media that were chosen for a library on this computer. */
export async function mediaFoldersHere(consents: Consents): Promise<string[]> {
  return (await consents.subjects(subjectPrefix)).map((subject) => subject.slice(subjectPrefix.length))
}

/**
 * Brings the layout up to date with the settings ([Note: media folders]). Until another process has noticed a change,
 * it puts new files into the folder of before, which is the library's as well.
 */
export async function followMediaFolders({
  layout,
  db,
  consents,
}: Pick<Core, 'layout' | 'db' | 'consents'>): Promise<void> {
  const { videos, images, former } = await readSetting(db, storedSetting)
  const here = await mediaFoldersHere(consents)
  const standard = { videos: join(layout.folder, 'videos'), images: join(layout.folder, 'images') }
  const pathOf = (path: string) => resolve(layout.folder, path)
  // A library that comes from someone else may name any folder: those outside count only if they were chosen here.
  const named = [videos, images, ...former].flatMap((each) => (each === null ? [] : [pathOf(each)]))
  const inside = named.filter((each) => isInside(each, layout.folder))
  const all = [...Object.values(standard), ...inside, ...here].filter((each) => !isReserved(layout, each))
  layout.mediaFolders = [...new Set(all)]
  layout.videos = videos === null ? standard.videos : pathOf(videos)
  layout.images = images === null ? standard.images : pathOf(images)
}

/** Returns whether a folder is that of the library, contains it, or is one that the library keeps other files in. */
export function isReserved(layout: Layout, path: string): boolean {
  if (path === layout.folder || isInside(layout.folder, path) || !isAbsolute(path)) return true
  return reservedFolders(layout).some((each) => path === each || isInside(path, each))
}
