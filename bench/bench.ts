import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchCaches } from './caches.ts'
import { benchHash } from './hash.ts'
import { benchImport } from './import.ts'
import { benchNear } from './near.ts'
import { benchPage } from './page.ts'
import { benchPreviews } from './previews.ts'

const benches = {
  hash: benchHash,
  import: benchImport,
  page: benchPage,
  caches: benchCaches,
  previews: benchPreviews,
  near: benchNear,
}

// `npm run bench`, or `npm run bench -- hash previews` for some: each figure beside that of something else in the same run; on a shared machine only ratios mean anything.
const folder = mkdtempSync(join(tmpdir(), 'rushes-bench-'))
console.log(`Node.js ${process.versions.node}, ${availableParallelism()} cores. Medians of 5 rounds after a warm-up.\n`)
try {
  const chosen = process.argv.slice(2)
  for (const [name, bench] of Object.entries(benches)) {
    if (chosen.length === 0 || chosen.includes(name)) await bench(folder)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
