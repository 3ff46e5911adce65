import type { EmbeddedReading } from '../../../shared/contract/embedded.ts'
import type { ParserName } from '../../../shared/generation/reading.ts'
import { fileName } from '../file-name.ts'

const names: Record<ParserName, string> = {
  comfyui: 'ComfyUI tags',
  wan2gp: 'Wan2GP settings',
  a1111: 'AUTOMATIC1111 infotext',
  swarmui: 'SwarmUI parameters',
  invokeai: 'InvokeAI metadata',
  fooocus: 'Fooocus parameters',
  drawthings: 'Draw Things settings',
  novelai: 'NovelAI settings',
  midjourney: 'Midjourney description',
  xmp: 'XMP source type',
  aigc: 'AIGC label',
  c2pa: 'content credentials',
}

/** Returns the parser that read the generation details: `ComfyUI tags v2`; null if none recognised the file. */
export function parserLabel({ parser, parser_version }: EmbeddedReading): string | null {
  if (parser === null) return null
  return `${names[parser as ParserName] ?? parser} v${parser_version}`
}

/** Returns the name of the file in which a text was found; null if it was the take's own. */
export function sourceLabel({ source, path }: EmbeddedReading['tags'][number]): string | null {
  return source === 'file' ? null : fileName(path)
}

type Action = NonNullable<EmbeddedReading['credentials']>['actions'][number]

/** Returns a name of the content credentials standard as words: `c2pa.color_adjustments`, `trainedAlgorithmicMedia`. */
function words(name: string): string {
  return name
    .replace(/^c2pa\./, '')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_.]+/g, ' ')
    .toLowerCase()
}

/** Returns an action as text: `created with video-model 3 · trained algorithmic media`. */
export function actionLabel({ action, tool, source_type }: Action): string {
  const done = tool === null ? words(action) : `${words(action)} with ${tool}`
  return source_type === null ? done : `${done} · ${words(source_type)}`
}
