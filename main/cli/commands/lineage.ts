import { Option } from 'commander'
import {
  type Lineage,
  type LineageDirection,
  type LineageEdge,
  type LineageNode,
  lineageDirections,
} from '../../../shared/contract/lineage.ts'
import { formatCount } from '../../../shared/units.ts'
import { contentArgument } from '../content-argument.ts'
import { parseDepth } from '../parse.ts'
import { type AddCommand, withLibrary } from '../session.ts'

interface Options {
  depth: number
  direction: LineageDirection
}

/** `rushes lineage <id>`: the sources and derivatives of a video or an image, as trees. */
export const lineageCommand: AddCommand = (program) => {
  program
    .command('lineage')
    .description('show what a video or an image was made from and what was made from it')
    .argument('<id>', 'id of a video or an image, or hash of a content')
    .option('--depth <steps>', 'number of steps, or “all”', parseDepth, 3)
    .addOption(new Option('--direction <direction>', 'which way to go').choices(lineageDirections).default('both'))
    .action(async (id: string, options: Options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const lineage = await client.lineage.get({ ...(await contentArgument(client, id)), ...options })
        answer(lineage, () => asText(lineage, options.direction))
      })
    })
}

function asText(lineage: Lineage, direction: LineageDirection): string {
  const { nodes, start, edges, truncated, left_out } = lineage
  const node = nodes.find(({ id }) => id === start)
  const parts = [node ? nodeWords(node) : start]
  if (direction !== 'into') parts.push(treeOf(lineage, 'from', 'made from', 'No known sources.'))
  if (direction !== 'from') parts.push(treeOf(lineage, 'into', 'made into', 'No known derivatives.'))
  if (truncated) {
    const more = left_out > 0 ? `at least ${formatCount(left_out)} more not shown` : 'some links not shown'
    parts.push(`${formatCount(nodes.length)} takes and files, ${formatCount(edges.length)} links; ${more}.`)
  }
  return parts.join('\n\n')
}

/** Returns a tree that expands each content once, where it first occurs; later occurrences refer to it. */
function treeOf({ nodes, edges, start }: Lineage, way: 'from' | 'into', title: string, nothing: string): string {
  const near = way === 'from' ? 'to' : 'from'
  const far = way === 'from' ? 'from' : 'to'
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const next = new Map<string, LineageEdge[]>()
  for (const edge of edges) next.set(edge[near], [...(next.get(edge[near]) ?? []), edge])
  const unfolded = new Set<string>()
  const lines: string[] = []
  // A stack instead of recursion: a chain may be 2,000 nodes long.
  const waiting: { id: string; branch: string; indent: string; how: string }[] = []
  const unfold = (id: string, indent: string) => {
    unfolded.add(id)
    const byEnd = new Map<string, LineageEdge[]>()
    for (const edge of next.get(id) ?? []) byEnd.set(edge[far], [...(byEnd.get(edge[far]) ?? []), edge])
    const ends = [...byEnd].map(([end, links], index) => {
      const isLast = index === byEnd.size - 1
      const how = [...new Set(links.map(edgeWords))].join(', ')
      return {
        id: end,
        branch: `${indent}${isLast ? '└─ ' : '├─ '}`,
        indent: `${indent}${isLast ? '   ' : '│  '}`,
        how,
      }
    })
    waiting.push(...ends.reverse())
  }
  unfold(start, '')
  for (let line = waiting.pop(); line; line = waiting.pop()) {
    const node = byId.get(line.id)
    const isAgain = unfolded.has(line.id)
    const more = isAgain && next.has(line.id) ? ' (see above)' : !isAgain && node?.goes_on ? ' …' : ''
    lines.push(`${line.branch}${node ? nodeWords(node) : line.id} · ${line.how}${more}`)
    if (!isAgain) unfold(line.id, line.indent)
  }
  return lines.length === 0 ? nothing : [title, ...lines].join('\n')
}

function nodeWords({ name, video_id, image_id, missing_since }: LineageNode): string {
  const id = video_id ?? image_id
  if (id === null) return `${name} (not in the library)`
  return `${name} (${id})${missing_since === null ? '' : ', file missing'}`
}

function edgeWords({ kind, evidence, label, node_type }: LineageEdge): string {
  const maker = kind === 'ingredient' && label !== null ? `ingredient of ${label}` : (label ?? node_type ?? kind)
  return `${maker} (${evidence})`
}
