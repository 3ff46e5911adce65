import fc from 'fast-check'
import { expect, test } from 'vitest'
import { databaseOf } from '../../support/database-of.ts'
import { openLibrary } from '../../support/library.ts'
import { putTimeline } from '../../support/timelines.ts'

const stages = ['detect', 'track', '__proto__', 'constructor']

type Save = { kind: 'save'; parent: number; stage: number; output: number; config?: number; stats?: number }
type Step = Save | { kind: 'prune' | 'restore'; at: number }

const small = fc.nat({ max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        kind: fc.constant('save' as const),
        parent: fc.nat(),
        stage: small,
        output: small,
        config: fc.option(small, { nil: undefined }),
        stats: fc.option(small, { nil: undefined }),
      },
      { requiredKeys: ['kind', 'parent', 'stage', 'output'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('prune' as const, 'restore' as const), at: fc.nat() }) },
)

interface Model {
  id: string
  parent: Model | null
  pruned: boolean
  outputs: Map<string, unknown>
  config: Map<string, unknown>
  stats: Map<string, unknown>
}

test('after any saves, forks, prunes and restores, every state is the plain fold over its ancestors', async () => {
  const library = await openLibrary()
  const { client } = library
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      const { timeline_id, root } = await putTimeline(library)
      const none = { outputs: new Map(), config: new Map() }
      const models: Model[] = [
        { id: root, parent: null, pruned: false, ...none, stats: new Map([['frames_extracted', 3]]) },
      ]
      for (const each of steps) {
        if (each.kind === 'save') {
          const parent = models[each.parent % models.length] as Model
          const stage_name = stages[each.stage] ?? ''
          const output = { boxes: [each.output, { stage: each.stage }] }
          const config_overrides = each.config === undefined ? undefined : { [`key${each.config}`]: each.output }
          const stats = each.stats === undefined ? undefined : { [`count${each.stats}`]: each.output }
          const saving = client.checkpoints.save({
            ...{ timeline_id, parent_checkpoint_id: parent.id, stage_name, output, config_overrides, stats },
          })
          if (parent.pruned) {
            await expect(saving).rejects.toMatchObject({ code: 'CONFLICT' })
            continue
          }
          models.push({
            id: (await saving).checkpoint_id,
            parent,
            pruned: false,
            outputs: new Map([...parent.outputs, [stage_name, output]]),
            config: new Map([...parent.config, ...Object.entries(config_overrides ?? {})]),
            stats: new Map([...parent.stats, ...Object.entries(stats ?? {})]),
          })
          continue
        }
        const model = models[each.at % models.length] as Model
        const before = models.filter(({ pruned }) => pruned).length
        await client.checkpoints[each.kind]({ id: model.id }).catch((error) => expect(error.code).toBe('CONFLICT'))
        const listed = await client.checkpoints.tree({ timeline_id })
        const left = new Set(listed.items.map(({ id }) => id))
        for (const one of models) one.pruned = !left.has(one.id)
        for (const { pruned, parent } of models) if (parent?.pruned) expect(pruned).toBe(true)
        const after = models.filter(({ pruned }) => pruned).length
        expect(each.kind === 'prune' ? after >= before : after <= before).toBe(true)
      }
      for (const { id, outputs, config, stats, pruned } of models) {
        const state = await client.checkpoints.get({ id, outputs: true })
        expect(new Map(state.stages.map(({ stage_name, output }) => [stage_name, output]))).toEqual(outputs)
        expect(new Map(Object.entries(state.config_overrides))).toEqual(config)
        expect(new Map(Object.entries(state.stats))).toEqual(stats)
        expect(state.pruned_with !== null).toBe(pruned)
      }
    }),
    { numRuns: 25 },
  )
})

test('a fork costs no bytes, a branch says what it alone owns, and pruning it is undone', async () => {
  const library = await openLibrary()
  const { client } = library
  const { timeline_id, root } = await putTimeline(library)
  const outputs = () =>
    databaseOf(library.core).prepare('SELECT count(*) AS n, sum(stored_bytes) AS bytes FROM stage_outputs').get()
  const save = (parent_checkpoint_id: string, stage_name: string, output: unknown, label = '') =>
    client.checkpoints
      .save({ timeline_id, parent_checkpoint_id, stage_name, output, is_scenario: label !== '', scenario_label: label })
      .then(({ checkpoint_id }) => checkpoint_id)
  const boxes = Array.from({ length: 5000 }, (_, index) => ({ box: [index, 0, 10, 10], label: 'face' }))
  const detected = await save(root, 'detect', boxes)
  const before = outputs()
  // The keys of an object have no order.
  const forked = await save(
    root,
    'detect',
    boxes.map(({ box, label }) => ({ label, box })),
    'again',
  )
  expect(outputs()).toEqual(before)
  const strict = await save(forked, 'track', { threshold: 0.4, boxes: boxes.slice(0, 4000) }, 'strict')
  await client.checkpoints.choose({ id: strict })

  const branch = await client.checkpoints.branch({ id: forked })
  const tree = (await client.checkpoints.tree({ timeline_id })).items
  const own = new Map(tree.map(({ id, own_bytes }) => [id, own_bytes]))
  expect([own.get(root), own.get(detected), own.get(forked)]).toEqual([0, 0, 0])
  expect(own.get(strict)).toBeLessThan(JSON.stringify(boxes).length / 4)
  expect(branch).toMatchObject({
    checkpoints: 2,
    own_bytes: own.get(strict),
    scenario_labels: ['again', 'strict'],
    has_chosen: true,
  })
  expect(branch.shared_bytes).toBe((before as { bytes: number }).bytes)

  expect(await client.checkpoints.prune({ id: forked })).toEqual(branch)
  expect((await client.timelines.get({ id: timeline_id })).chosen_checkpoint_id).toBeNull()
  expect((await client.checkpoints.stage({ id: detected, stage_name: 'detect' }))?.output).toEqual(boxes)
  await expect(save(strict, 'track', {})).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(client.checkpoints.restore({ id: strict })).rejects.toThrow(/was pruned with/)
  await expect(client.checkpoints.prune({ id: root })).rejects.toThrow(/Remove the timeline/)
  expect(await client.checkpoints.restore({ id: forked })).toEqual({ restored: 2 })
  expect((await client.checkpoints.tree({ timeline_id })).items).toEqual(tree)
  expect((await client.timelines.get({ id: timeline_id })).chosen_checkpoint_id).toBe(strict)
})

test('two attempts differ in configuration and outputs, by their structure', async () => {
  const library = await openLibrary()
  const { client } = library
  const { timeline_id, root } = await putTimeline(library)
  const save = async (parent: string, rest: object) =>
    (await client.checkpoints.save({ timeline_id, parent_checkpoint_id: parent, ...rest })).checkpoint_id
  const base = await save(root, {
    stage_name: 'detect',
    output: [1, 2],
    config_overrides: { threshold: 0.3, model: 'a' },
  })
  const [one, two] = await Promise.all([
    save(base, { stage_name: 'track', output: { boxes: [{ x: 1 }, { x: 2 }] }, config_overrides: { threshold: 0.4 } }),
    save(base, { stage_name: 'track', output: { boxes: [{ x: 1 }, { x: 3 }] }, stats: { tracked: 2 } }),
  ])
  // Both of two simultaneous saves are kept.
  expect((await client.checkpoints.tree({ timeline_id })).items).toHaveLength(4)
  expect(await client.checkpoints.differences({ id: one, other_id: two })).toEqual({
    config_overrides: [{ path: 'threshold', was: 0.4, is: 0.3 }],
    stats: [{ path: 'tracked', is: 2 }],
    stages: [
      { stage_name: 'detect', change: 'same', differences: [], total: 0 },
      { stage_name: 'track', change: 'changed', differences: [{ path: 'boxes[1].x', was: 2, is: 3 }], total: 1 },
    ],
  })
  const settings = await save(one, { config_overrides: { threshold: 0.5 }, is_scenario: true, scenario_label: 'half' })
  expect(await client.checkpoints.get({ id: settings })).toMatchObject({
    config_overrides: { threshold: 0.5, model: 'a' },
    stages: [
      { stage_name: 'detect', checkpoint_id: base },
      { stage_name: 'track', checkpoint_id: one },
    ],
    scenario_label: 'half',
  })
  expect(await client.checkpoints.label({ id: settings, scenario_label: 'open' })).toMatchObject({
    scenario_label: 'open',
  })
  expect(await client.checkpoints.stage({ id: root, stage_name: 'track' })).toBeNull()
})

test('a deep tree stores each output once, and far fewer bytes than copies of the state', async () => {
  const library = await openLibrary()
  const { client } = library
  const { timeline_id, root } = await putTimeline(library)
  const outputs = Array.from({ length: 20 }, (_, stage) =>
    Array.from({ length: 300 }, (_, index) => ({ stage, box: [index, (index * 31 + stage) % 97, 10, 20] })),
  )
  let [parent_checkpoint_id, copied, now] = [root, 0, 0]
  for (let depth = 0; depth < 100; depth++) {
    const stage = depth % outputs.length
    const step = { stage_name: `stage ${stage}`, output: outputs[stage] }
    if (depth < outputs.length) now += JSON.stringify(step.output).length
    copied += now
    const saved = await client.checkpoints.save({ timeline_id, parent_checkpoint_id, ...step })
    parent_checkpoint_id = saved.checkpoint_id
  }
  const { stages } = await client.checkpoints.get({ id: parent_checkpoint_id, outputs: true })
  expect(stages.map(({ output }) => output)).toEqual(expect.arrayContaining(outputs))
  const count = 'SELECT count(*) AS rows, sum(stored_bytes) AS bytes FROM stage_outputs'
  const stored = databaseOf(library.core).prepare(count).get() as { rows: number; bytes: number }
  expect(stored.rows).toBe(outputs.length)
  expect(copied / stored.bytes).toBeGreaterThan(50)
})

/** Returns JSON so deep that no thread can receive it. */
function nested(levels: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < levels; level++) value = [value]
  return value
}

test('checkpoints that make no sense are refused', async () => {
  const library = await openLibrary()
  const { client } = library
  const { timeline_id, root } = await putTimeline(library)
  const other = await putTimeline(library)
  const save = (rest: object) =>
    client.checkpoints.save({ timeline_id, parent_checkpoint_id: root, stage_name: 'detect', output: 1, ...rest })
  const refused: [object, RegExp][] = [
    [{ parent_checkpoint_id: other.root }, /of another timeline/],
    [{ parent_checkpoint_id: 'x' }, /Checkpoint not found: x/],
    [{ timeline_id: 'x' }, /Timeline not found: x/],
    [{ output: undefined }, /output: What did the stage return/],
    [{ output: { score: Number.NaN } }, /output\.score is NaN/],
    [{ output: 'x'.repeat(17 * 2 ** 20) }, /more than the 16/],
    [{ output: nested(50_000) }, /output: It is nested too deeply/],
    [{ output: nested(50_000) }, /output: It is nested too deeply/],
    [{ stage_name: '' }, /stage_name/],
    [{ config_overrides: JSON.parse('{"__proto__":1}') }, /no field “config_overrides.__proto__”/],
  ]
  for (const [rest, message] of refused) await expect(save(rest)).rejects.toThrow(message)
  expect((await client.checkpoints.tree({ timeline_id })).total).toBe(1)

  // A parent that is younger than its child, as only another program can write, ends the chain.
  const { checkpoint_id } = await save({})
  databaseOf(library.core).prepare('UPDATE checkpoints SET parent_id = ? WHERE id = ?').run(checkpoint_id, root)
  expect((await client.checkpoints.get({ id: checkpoint_id })).stages).toHaveLength(1)
  expect(await client.checkpoints.branch({ id: checkpoint_id })).toMatchObject({ checkpoints: 1 })
})
