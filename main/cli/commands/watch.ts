import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { WatchedFolder } from '../../../shared/contract/watched.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes watch …`: folders whose new files are imported automatically. */
export const watchCommand: AddCommand = (program) => {
  const watch = program
    .command('watch')
    .description('folders whose new files are imported automatically while the window or “rushes serve” is open')
  watch
    .command('list')
    .description('list the watched folders')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const folders = await client.watched.list()
        answer(folders, () => asList(folders))
      })
    })
  addChange(watch, 'add', 'watch a folder', async ({ client, answer }, path) => {
    const folder = await client.watched.add({ path })
    answer(folder, () => `Watching ${folder.path}`)
  })
  addChange(watch, 'pause', 'pause watching a folder', async ({ client, answer }, path) => {
    const folder = await client.watched.pause({ path, is_paused: true })
    answer(folder, () => `Paused ${folder.path}`)
  })
  addChange(watch, 'resume', 'resume watching a folder', async ({ client, answer }, path) => {
    const folder = await client.watched.pause({ path, is_paused: false })
    answer(folder, () => `Watching ${folder.path}`)
  })
  addChange(watch, 'remove', 'stop watching a folder; its videos stay', async ({ client, answer }, path) => {
    const removed = await client.watched.remove({ path })
    answer(removed, () => `Stopped watching ${removed.path}`)
  })
}

function addChange(
  watch: Command,
  name: string,
  description: string,
  change: (session: Session, path: string) => Promise<void>,
): void {
  watch
    .command(name)
    .description(description)
    .argument('<folder>')
    .action(async (folder: string, _options, command) => {
      await withLibrary(command, (session) => change(session, resolve(folder)))
    })
}

function asList(folders: readonly WatchedFolder[]): string {
  if (folders.length === 0) return 'No watched folders. Add one with “rushes watch add <folder>”.'
  return table(folders.map((folder) => [stateOf(folder), folder.path]))
}

function stateOf({ is_paused, is_offline }: WatchedFolder): string {
  if (is_paused) return 'paused'
  return is_offline ? 'offline' : 'watched'
}
