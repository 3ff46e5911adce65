import { expect, it } from 'vitest'
import { changeLines } from '../../../renderer/workflows/change-lines.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'

const graph = (nodes: object[], connections: object[] = []) => parseDefinition(JSON.stringify({ nodes, connections }))
const lines = (...args: Parameters<typeof changeLines>) =>
  changeLines(...args)?.map(({ node, sign, words }) => `${node} ${sign} ${words}`)

it('what changed of a node stands together: what is gone, then what is there now', () => {
  const before = graph([
    { id: 'veo', type: 'Veo', config: { seed: 97, size: { width: 640 }, style: 'dark' } },
    { id: 'old', type: 'Upscale' },
  ])
  const after = graph(
    [
      { id: 'veo', type: 'Veo', config: { seed: 118, size: { width: 1280 }, cfg: 6.5 } },
      { id: 'new', type: 'Stitch' },
    ],
    [{ from: 'veo', to: 'new' }],
  )
  expect(lines(before, after)).toEqual([
    'old - Upscale',
    'new + Stitch',
    'veo - seed 97',
    'veo + seed 118',
    'veo - size.width 640',
    'veo + size.width 1280',
    'veo - style dark',
    'veo + cfg 6.5',
    expect.stringMatching(/^null \+ veo .* → new /),
  ])
})

it('the same definition has no lines, and one in another format cannot be laid beside it', () => {
  const own = graph([{ id: '1', type: 'Veo' }])
  expect(changeLines(own, own)).toEqual([])
  expect(changeLines(own, parseDefinition('{"1":{"class_type":"Veo","inputs":{}}}'))).toBeNull()
})
