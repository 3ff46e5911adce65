import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { withFile } from '../main/media/embedded/bounded-file.ts'
import { readMetadata } from '../main/media/embedded/read-metadata.ts'
import { parseGeneration } from '../shared/generation/parse-generation.ts'
import { benchGraphPage } from './graph-page.ts'
import { compare } from './measure.ts'

/** A graph of samplers in a chain, in ComfyUI's API format; each has a long text if `words` is given. */
function prompt(nodes: number, words = 0): string {
  const text = 'a ferry at dusk '.repeat(words)
  const graph = Array.from({ length: nodes / 3 }, (_, index): [string, object][] => [
    [`${index}t`, { class_type: 'CLIPTextEncode', inputs: { text: `${index} ${text}` } }],
    [
      `${index}s`,
      {
        class_type: 'KSampler',
        inputs: { seed: index, steps: 20, positive: [`${index}t`, 0], latent_image: [`${index - 1}s`, 0] },
      },
    ],
    [`${index}d`, { class_type: 'VAEDecode', inputs: { samples: [`${index}s`, 0] } }],
  ]).flat()
  const save = ['save', { class_type: 'SaveImage', inputs: { images: [`${nodes / 3 - 1}d`, 0], filename_prefix: 'a' } }]
  return JSON.stringify(Object.fromEntries([...graph, save]))
}

/**
 * Reading how files were made: large graphs against parsing their JSON alone, and a PNG of a million chunks against
 * reading its bytes; and opening a graph of 5,000 nodes. A person waits for it, so the absolute figures count: at most
 * 3 s, 2 s and 1 s.
 */
export async function benchProvenance(folder: string): Promise<void> {
  const graphs: [string, string][] = [
    ['60,000 nodes', prompt(60_000)],
    ['10 MB of prompt', prompt(3000, 640)],
  ]
  for (const [name, text] of graphs) {
    const file = { source: 'file' as const, name: 'a.png', tags: [{ key: 'prompt', value: text }] }
    await compare({
      name: `Reading a graph of ${name}`,
      against: 'JSON.parse',
      work: `${(text.length / 1e6).toFixed(1)} MB`,
      ours: async () => void parseGeneration([file]),
      theirs: async () => void JSON.parse(text),
    })
  }
  const path = join(folder, 'chunks.png')
  writeChunks(path, 1_000_000)
  await compare({
    name: 'Reading the metadata of a PNG',
    against: 'all its bytes, 64 KiB at a time',
    work: 'a million chunks',
    ours: async () => void (await withFile(path, readMetadata)),
    theirs: () =>
      withFile(path, async (file) => {
        for (let at = 0; at < file.size; at += 65_536) await file.read(at, 65_536)
      }),
  })
  await benchGraphPage(folder)
}

function writeChunks(path: string, count: number): void {
  const chunk = Buffer.alloc(12)
  chunk.write('quIt', 4, 'latin1')
  const file = openSync(path, 'w')
  writeSync(file, Buffer.from('89504e470d0a1a0a', 'hex'))
  const many = Buffer.concat(Array.from({ length: 1000 }, () => chunk))
  for (let written = 0; written < count; written += 1000) writeSync(file, many)
  closeSync(file)
}
