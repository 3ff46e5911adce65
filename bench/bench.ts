import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchCaches } from './caches.ts'
import { benchHash } from './hash.ts'
import { benchImport } from './import.ts'
import { benchNear } from './near.ts'
import { benchPage } from './page.ts'

// `npm run bench`: each figure beside that of something else in the same run; on a shared machine only ratios mean anything.
const folder = mkdtempSync(join(tmpdir(), 'rushes-bench-'))
console.log(`Node.js ${process.versions.node}, ${availableParallelism()} cores. Medians of 5 rounds after a warm-up.\n`)
try {
  await benchHash(folder)
  await benchImport(folder)
  await benchPage(folder)
  await benchCaches(folder)
  await benchNear()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
