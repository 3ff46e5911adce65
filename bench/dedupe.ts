import { execFile, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Core, openCore } from '../main/core.ts'
import { createClient } from '../main/router.ts'
import { compare, rounds } from './measure.ts'
import { runJob } from './run-job.ts'

const run = promisify(execFile)
const originals = 14_000
const copies = 6_000
const work = `${originals + copies} files, 8 GB, 30 % of them copies`

/** A search for exact copies in a folder, the first and a second one, against two programs that do nothing else. */
export async function benchDedupe(folder: string): Promise<void> {
  const tree = join(folder, 'dedupe')
  putTree(tree)
  const rivals = {
    'jdupes -r': () => run('jdupes', ['-r', '-q', tree], { maxBuffer: 2 ** 28 }),
    'rmlint, SHA-256': () => run('rmlint', ['-T', 'df', '-a', 'sha256', '-o', 'summary', tree], { cwd: folder }),
  }
  for (const [against, theirs] of Object.entries(rivals)) {
    if (!isInstalled(against)) continue
    // A fresh library a round, open and with its threads at work, as the window has one.
    const fresh = await Promise.all(Array.from({ length: rounds + 1 }, () => openFresh(folder)))
    const left = [...fresh]
    await compare({
      name: 'Exact copies, the first search',
      mark: against === 'jdupes -r' ? 1 / 0.7 : 1 / 2,
      against,
      work,
      ours: () => findIn(left.pop() as Core, tree),
      theirs: async () => void (await theirs()),
    })
    for (const core of fresh) await core.close()
  }
  if (!isInstalled('jdupes')) return
  const core = await openFresh(folder)
  await findIn(core, tree)
  await compare({
    name: 'Exact copies, searched again',
    mark: 1 / 10,
    against: 'jdupes -r',
    work,
    ours: () => findIn(core, tree),
    theirs: async () => void (await rivals['jdupes -r']()),
  })
  await core.close()
}

function isInstalled(rival: string): boolean {
  const [program = ''] = rival.split(/[ ,]/)
  if (spawnSync(program, ['--version']).error === undefined) return true
  console.log(`Exact copies: left out beside ${program}, which is not installed.\n`)
  return false
}

async function openFresh(folder: string): Promise<Core> {
  const core = await openCore({ folder: mkdtempSync(join(folder, 'library-')), version: 'bench' })
  await Promise.all([core.files.run({ kind: 'lstats', paths: [] }), core.files.run({ kind: 'lstats', paths: [] })])
  return core
}

async function findIn(core: Core, tree: string): Promise<void> {
  const client = createClient(core)
  await runJob(client, () => client.duplicates.find({ folders: [tree] }))
  const { total } = await client.duplicates.exact({ limit: 1 })
  if (total !== copies) throw new Error(`${total} contents were found at several places, not ${copies}.`)
}

/** Sizes from 100 to 700 KiB as they fall, as those of clips do: a few are the same by chance. */
function putTree(tree: string): void {
  const noise = randomBytes(2 ** 21)
  const contentOf = (index: number) => {
    const size = 100 * 1024 + (createHash('md5').update(String(index)).digest().readUInt32LE() % (600 * 1024))
    const from = (index * 61) % 800_000
    return Buffer.concat([Buffer.from(String(index).padStart(8)), noise.subarray(from, from + size - 8)])
  }
  for (let count = 0; count < originals + copies; count++) {
    const parent = join(tree, `day ${Math.floor(count / 500)}`)
    if (count % 500 === 0) mkdirSync(parent, { recursive: true })
    const index = count < originals ? count : Math.floor((count - originals) * 2.3)
    writeFileSync(join(parent, `take-${count}.mp4`), contentOf(index))
  }
}
