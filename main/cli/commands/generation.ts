import type { Command } from 'commander'
import type { Client } from '../../../shared/contract/index.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { JsonObject } from '../../../shared/json-object.ts'
import { contentArgument } from '../content-argument.ts'
import { parseParameters } from '../parse-metadata.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'

interface Options {
  provider?: string
  model?: string
  prompt?: string
  parameters?: JsonObject
}

type Content = Awaited<ReturnType<typeof contentArgument>>

/** `rushes generation …`: how a model made a video or an image; prints the call that undoes a change. */
export const generationCommand: AddCommand = (program) => {
  const generation = program.command('generation').description('generation details of a video or an image')
  addSet(generation)
  addRemove(generation)
}

function addSet(generation: Command): void {
  generation
    .command('set')
    .description('set generation details; those that are not given stay')
    .argument('<id>', 'id of a video or an image, or hash of a content')
    .option('--provider <name>', 'the service or program; required if there are no details yet')
    .option('--model <name>', 'the model')
    .option('--prompt <text>', 'the prompt')
    .option('--parameters <json>', 'a JSON object, which replaces all other details', parseParameters)
    .action(async (id: string, { parameters, ...given }: Options, command) => {
      if (parameters === undefined && Object.keys(given).length === 0)
        throw new RushesError('BAD_INPUT', 'Give --provider, --model, --prompt or --parameters.')
      const details = { ...given, generation_params: parameters }
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const content = await contentArgument(client, id)
        const undo = await undoOf(client, undoLine, content)
        const saved =
          'video_id' in content
            ? await client.generations.put({ ...content, ...details })
            : await client.generations.putOfContent({ ...content, ...details })
        answer(saved, () => `Saved.${undo}`)
      })
    })
}

function addRemove(generation: Command): void {
  generation
    .command('remove')
    .description('remove generation details; the texts in the file stay')
    .argument('<id>', 'id of a video or an image, or hash of a content')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer, undoLine }) => {
        const content = await contentArgument(client, id)
        const undo = await undoOf(client, undoLine, content)
        const removed =
          'video_id' in content
            ? await client.generations.remove(content)
            : await client.generations.removeOfContent(content)
        answer(removed, () => `Removed.${undo}`)
      })
    })
}

/** Returns the calls that restore the present details. Saving some makes an imported video a generated one. */
async function undoOf(client: Client, undoLine: Session['undoLine'], content: Content): Promise<string> {
  const call = (procedure: string, undo: unknown) => undoLine(procedure, { changed: 1, undo })
  if ('file_hash' in content) {
    const before = await client.generations.ofContent(content)
    if (!before) return call('generations.removeOfContent', content)
    return call('generations.putOfContent', { ...before, provider: before.provider ?? undefined })
  }
  const { id, source_type } = await client.videos.get({ id: content.video_id })
  const before = await client.generations.get(content)
  if (before) return call('generations.put', { ...before, provider: before.provider ?? undefined, source_type })
  return call('generations.remove', content) + call('videos.edit', { id, source_type })
}
