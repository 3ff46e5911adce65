import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchBackups, benchVerification } from './backups.ts'
import { benchCaches } from './caches.ts'
import { benchDedupe } from './dedupe.ts'
import { benchDesktop } from './desktop.ts'
import { benchHash } from './hash.ts'
import { benchImport } from './import.ts'
import { benchImportMillion } from './import-million.ts'
import { benchJournal } from './journal.ts'
import { benchMillion } from './million.ts'
import { benchNear } from './near.ts'
import { benchPage } from './page.ts'
import { benchPreviews } from './previews.ts'
import { benchProvenance } from './provenance.ts'
import { benchRescan } from './rescan.ts'
import { benchServer } from './server.ts'
import { benchSoak } from './soak.ts'
import { benchTerminal } from './terminal.ts'
import { benchTimelines } from './timelines.ts'
import { benchWindow } from './window.ts'

const parts = {
  hash: benchHash,
  import: benchImport,
  page: benchPage,
  caches: benchCaches,
  previews: benchPreviews,
  near: benchNear,
  provenance: benchProvenance,
  rescan: benchRescan,
  dedupe: benchDedupe,
  timelines: benchTimelines,
  journal: benchJournal,
  verification: benchVerification,
  server: benchServer,
  terminal: benchTerminal,
  million: benchMillion,
  'import-million': benchImportMillion,
  backups: benchBackups,
  soak: benchSoak,
  window: benchWindow,
  desktop: benchDesktop,
}

// `npm run bench`, or `npm run bench -- rescan`, for some of the parts: each figure beside that of something else in
// the same run; on a shared machine only ratios mean anything.
// A number is the minutes of the soak test: `npm run bench -- soak 3`.
const isNumber = (argument: string) => /^\d+(\.\d+)?$/.test(argument)
const asked = process.argv.slice(2).filter((argument) => !isNumber(argument))
const minutes = process.argv.slice(2).find(isNumber)
const unknown = asked.filter((name) => !Object.hasOwn(parts, name))
if (unknown.length > 0)
  throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}.`)
// Filling a library with a million takes needs minutes, so the parts that need one run only if they are named.
const large = ['million', 'import-million', 'window', 'server', 'terminal', 'backups', 'soak', 'desktop']
const names = asked.length > 0 ? asked : Object.keys(parts).filter((name) => !large.includes(name))
const chosen = Object.entries(parts).filter(([name]) => names.includes(name))
const folder = mkdtempSync(join(tmpdir(), 'rushes-bench-'))
console.log(`Node.js ${process.versions.node}, ${availableParallelism()} cores. Medians of 5 rounds after a warm-up.\n`)
try {
  for (const [, bench] of chosen) await bench(folder, minutes === undefined ? undefined : Number(minutes))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
