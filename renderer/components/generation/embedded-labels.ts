import type { EmbeddedReading } from '../../../shared/contract/embedded.ts'
import type { ParserName } from '../../../shared/generation/reading.ts'
import { fileName } from '../file-name.ts'
import { texts } from './texts.ts'

const names: Record<ParserName, string> = {
  comfyui: texts.comfyuiTags,
  wan2gp: texts.wan2gpSettings,
  a1111: 'AUTOMATIC1111 infotext',
  swarmui: texts.swarmuiParameters,
  invokeai: texts.invokeaiMetadata,
  fooocus: texts.fooocusParameters,
  drawthings: texts.drawThingsSettings,
  novelai: texts.novelaiSettings,
  midjourney: texts.midjourneyDescription,
  xmp: texts.xmpSourceType,
  aigc: texts.aigcLabel,
  c2pa: texts.contentCredentials,
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
  const done = tool === null ? words(action) : texts.with(words(action), tool)
  return source_type === null ? done : `${done} · ${words(source_type)}`
}
