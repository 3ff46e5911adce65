import { resolve } from 'node:path'
import { type AddCommand, withLibrary } from '../session.ts'

/** `rushes relink <id> <path>`: says where the file of a video is now. */
export const relinkCommand: AddCommand = (program) => {
  program
    .command('relink')
    .description('say where the file of a video is now; it must have the content of the video')
    .arguments('<id> <path>')
    .action(async (id: string, path: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const video = await client.videos.relink({ id, path: resolve(path) })
        answer(video, () => `${video.name} plays from ${video.file_path}`)
      })
    })
}
