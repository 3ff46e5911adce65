import { expect, test } from 'vitest'
import { loraLabel, passFacts } from '../../../shared/generation/pass-facts.ts'

test('passes are listed with their settings, if there are several', () => {
  const passes = [
    {
      ...{ kind: 'sample', model: 'wan_high', seed: 118, steps: 20, cfg: 3.5, sampler: 'euler', scheduler: 'simple' },
      loras: [{ name: 'film', strength: 0.8, strength_clip: 0.5 }],
    },
    { kind: 'sample', model: 'wan_low', seed: '18446744073709551615', denoise: 0.4 },
    { kind: 'upscale', node_type: 'SeedVR2' },
  ]
  expect(passFacts(passes)).toEqual([
    ['1 · Sampling', 'wan_high · seed 118 · steps 20 · cfg 3.5 · euler simple · film 0.8 (text 0.5)'],
    ['2 · Sampling', 'wan_low · seed 18446744073709551615 · denoise 0.4'],
    ['3 · Upscaling', 'SeedVR2'],
  ])
  expect(passFacts(passes.slice(1, 2))).toEqual([])
})

test('what another program wrote is left out unless it is a list of passes or LoRAs', () => {
  expect([passFacts('two'), passFacts([1, null]), loraLabel({ a: 1 }), loraLabel([{ name: 3 }])]).toEqual([
    [],
    [],
    '',
    '',
  ])
})
