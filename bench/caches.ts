import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Core, openCore } from '../main/core.ts'
import { findCachedAnalysis } from '../main/database/analyses.ts'
import { createClient } from '../main/router.ts'
import { databaseOf } from '../test/support/database-of.ts'
import { compare, quantile } from './measure.ts'

const rows = 1_000_000
const lookUps = 20_000
const saves = 10_000

const digest = (index: number) => `sha256:${index.toString(16).padStart(64, '0')}`
const keyOf = (index: number, configuration = 7) => ({
  file_path: `/takes/${index}.mp4`,
  file_hash: digest(index),
  config_hash: digest(configuration),
})

/** Look-ups in a cache of 1,000,000 analyses, and saving many at once against the Python class that others use. */
export async function benchCaches(folder: string): Promise<void> {
  await withCore(join(folder, 'cache'), benchLookUps)
  // A library for each: both write to the same tables and indexes.
  await withCore(join(folder, 'python'), async () => undefined)
  await withCore(join(folder, 'saves'), (core) => benchSaves(core, join(folder, 'python', 'media.db')))
}

async function withCore(folder: string, work: (core: Core) => Promise<void>): Promise<void> {
  const core = await openCore({ folder, version: 'bench' })
  try {
    await work(core)
  } finally {
    await core.close()
  }
}

async function benchLookUps(core: Core): Promise<void> {
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
    INSERT INTO analysis_jobs (file_path, file_hash, config_hash, ranges, metadata, created_at)
    SELECT '/takes/' || i || '.mp4', 'sha256:' || printf('%064x', i), 'sha256:' || printf('%064x', 7),
      '[{"start":0.5,"end":2.5,"label":"scene","confidence":0.9}]', '{"scenes":1}', i FROM n`)
  databaseOf(core).exec('ANALYZE')
  const key = (call: number) => keyOf(1 + ((call * 7919) % rows))
  const bare = databaseOf(core).prepare(
    'SELECT * FROM analysis_jobs WHERE file_path = ? AND config_hash = ? AND file_hash = ?',
  )
  const times: number[] = []
  await compare({
    name: 'get_cached, with ranges and metadata as values',
    against: 'the bare statement',
    work: `${lookUps} look-ups among ${rows} analyses`,
    ours: async () => {
      for (let call = 0; call < lookUps; call++) {
        const start = performance.now()
        if (!(await findCachedAnalysis(core.db, key(call)))) throw new Error(`${call} is not cached.`)
        times.push(performance.now() - start)
      }
    },
    theirs: async () => {
      for (let call = 0; call < lookUps; call++) {
        const { file_path, config_hash, file_hash } = key(call)
        bare.get(file_path, config_hash, file_hash)
      }
    },
  })
  const part = (share: number) => quantile(times, share, 3)
  console.log(
    `  one look-up: median ${part(0.5)} ms, p95 ${part(0.95)} ms (the mark is 0.1 ms), p99 ${part(0.99)} ms\n`,
  )
}

async function benchSaves(core: Core, pythonDatabase: string): Promise<void> {
  if (spawnSync('python3', ['-c', 'import sqlite3']).status !== 0) {
    console.log('Saving analyses: left out, there is no python3 with sqlite3 here.\n')
    return
  }
  const client = createClient(core)
  const script = fileURLToPath(new URL('save-analyses.py', import.meta.url))
  const python = spawn('python3', [script, pythonDatabase, String(saves)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const result = { ranges: [{ start: 0.5, end: 2.5, label: 'scene', confidence: 0.9 }], metadata: { scenes: 1 } }
  const rounds = Array.from({ length: 6 }, (_round, configuration) =>
    Array.from({ length: saves }, (_row, index) => ({ ...keyOf(index, configuration), ...result })),
  )
  await compare({
    name: 'Saving analyses in one batch',
    against: 'the Python class, a connection a call',
    work: `${saves} files, a new configuration each round`,
    ours: async () => {
      await client.analyses.saveAll({ analyses: rounds.shift() ?? [] })
    },
    theirs: async () => {
      python.stdin.write('again\n')
      await once(python.stdout, 'data')
    },
  })
  python.stdin.end()
  await once(python, 'close')
}
