import { parentPort } from 'node:worker_threads'
import { messageOf } from '../../../shared/errors.ts'
import { parseGeneration } from '../../../shared/generation/parse-generation.ts'
import type { TaggedFile } from '../../../shared/generation/reading.ts'
import type { ParserReply } from './parser-thread.ts'

parentPort?.on('message', ({ id, files }: { id: number; files: TaggedFile[] }) => {
  parentPort?.postMessage(answer(id, files))
})

function answer(id: number, files: TaggedFile[]): ParserReply {
  try {
    return { id, reading: parseGeneration(files) }
  } catch (error) {
    return { id, error: messageOf(error) }
  }
}
