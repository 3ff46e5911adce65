import { RushesError } from '../errors.ts'
import { isComfyuiApi, parseComfyuiApi } from './comfyui-api-format.ts'
import { isComfyuiUi, parseComfyuiUi } from './comfyui-ui-format.ts'
import { parseConnectionsFormat } from './connections-format.ts'
import type { Json, WorkflowGraph } from './graph.ts'
import { parseJson } from './parse-json.ts'
import { isObject } from './read-as.ts'

/**
 * The graph of a workflow's definition, in whichever of the formats that people have: this library's own nodes and connections,
 * what ComfyUI's editor saves, what ComfyUI runs. The time it takes grows with the length of the text.
 * @throws RushesError BAD_INPUT when it is no JSON, none of these formats, or contradicts itself; where one place is wrong,
 * `data.fields` holds it.
 */
export function parseDefinition(text: string): WorkflowGraph {
  const definition = parseJson(text)
  if (!isObject(definition))
    throw new RushesError('BAD_INPUT', 'A workflow definition is an object, which this is not.')
  return parserOf(definition)(definition)
}

function parserOf(definition: Record<string, Json>): (definition: Record<string, Json>) => WorkflowGraph {
  if (!('nodes' in definition) || (isObject(definition.nodes) && 'class_type' in definition.nodes)) {
    if (isComfyuiApi(definition)) return parseComfyuiApi
    throw new RushesError(
      'BAD_INPUT',
      'This is no workflow definition: it has neither “nodes” nor, as ComfyUI runs them, ids with a “class_type” each.',
    )
  }
  return !('connections' in definition) && isComfyuiUi(definition) ? parseComfyuiUi : parseConnectionsFormat
}
