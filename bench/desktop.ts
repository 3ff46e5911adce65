import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startDesktop, startElectron } from '../test/support/desktop.ts'
import { ended } from '../test/support/ended-process.ts'
import { median, rounds } from './measure.ts'

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const probe = file('desktop-probe.cjs')
const takes = 20_000

/**
 * Starts the built application on the library of a million takes that `RUSHES_BENCH_LIBRARY` names, beside an empty
 * window of Electron, each in turn. Prints the time from the start of the process to the first takes on screen, then
 * the memory of the main process and of the page after 20,000 takes were scrolled through: at once, and a minute later,
 * when idle threads have ended and the page has collected its garbage. Needs a display.
 */
export async function benchDesktop(folder: string): Promise<void> {
  const library = process.env.RUSHES_BENCH_LIBRARY
  if (!library) throw new Error('RUSHES_BENCH_LIBRARY must name a library that “rushes seed --rows 1000000” filled.')
  const folders = { home: join(folder, 'home'), library, preparation: probe }
  const times = { ours: [] as number[], bare: [] as number[] }
  for (let round = 0; round <= rounds; round++) {
    const ours = await measure(() => startDesktop(folders))
    const bare = await measure(() => startElectron(['-r', probe, file('bare-window.cjs')]))
    if (round === 0) continue
    times.ours.push(ours.startMs)
    times.bare.push(bare.startMs)
  }
  const [ours, bare] = [median(times.ours), median(times.bare)]
  console.log(
    `Start of the desktop (a million takes) to the first takes on screen: ${ours} ms; the mark is 800\n` +
      `  an empty window of Electron: ${bare} ms, ratio ${(ours / bare).toFixed(2)}`,
  )
  process.env.RUSHES_BENCH_SCROLL = String(takes)
  const { atOnce, aMinuteLater } = await measure<Scrolled>(() => startDesktop(folders))
  console.log(
    `Memory after ${takes} takes: ${printed(atOnce)}; a minute later: ${printed(aMinuteLater)}; the mark is 400\n`,
  )
}

interface Memory {
  mainMb: number
  pageMb: number
}

function printed({ mainMb, pageMb }: Memory): string {
  return `main ${mainMb.toFixed(0)} MB, page ${pageMb.toFixed(0)} MB, together ${(mainMb + pageMb).toFixed(0)} MB`
}

/** Lines that the probe prints only after scrolling. */
interface Scrolled {
  atOnce: Memory
  aMinuteLater: Memory
}

/** Returns what the probe printed until the application ended. */
async function measure<More>(start: () => ReturnType<typeof startDesktop>): Promise<{ startMs: number } & More> {
  const startedAt = Date.now()
  const program = start()
  let text = ''
  program.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  await ended(program)
  const lines = text.split('\n').filter((line) => line.startsWith('{'))
  if (lines.length === 0) throw new Error(`The application ended without a window: ${text}`)
  const { shownAt, ...memory } = Object.assign({}, ...lines.map((line) => JSON.parse(line)))
  return { startMs: shownAt - startedAt, ...memory }
}
