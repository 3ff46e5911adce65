import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { MessageChannel, Worker } from 'node:worker_threads'
import { RPCHandler } from '@orpc/server/message-port'
import { type Core, openCore } from '../main/core.ts'
import { router } from '../main/router.ts'
import { personHere } from '../main/services/calls/caller.ts'
import { manyClips } from '../test/support/clips.ts'
import { importFolder } from './import-folder.ts'
import { quantile } from './measure.ts'

/**
 * Measures how long the window waits for a page of takes during an import. It calls over a port, from another thread.
 */
export async function benchLatency(folder: string): Promise<void> {
  const clips = await manyClips(join(folder, 'answered'), 300)
  const copies = join(folder, 'answered-copies')
  mkdirSync(copies)
  for (let index = 0; index < 20_000; index++) {
    copyFileSync(clips[index % clips.length] ?? '', join(copies, `copy-${index}.mp4`))
  }
  const core = await openCore({ folder: join(folder, 'library-latency'), version: 'bench' })
  try {
    console.log('Answers to a page of takes, asked for every 50 ms over a port (the mark is 100 ms at the most)')
    await measure(core, 'while nothing runs', () => wait(3000))
    await measure(core, 'while 300 new takes come in, with posters', () => importFolder(core, join(folder, 'answered')))
    await measure(core, 'while 20,000 copies are noted', () => importFolder(core, copies))
    await measure(core, 'while 20,300 unchanged files are passed over', () => importFolder(core, folder))
    console.log('')
  } finally {
    await core.close()
  }
}

async function measure(core: Core, when: string, work: () => Promise<unknown>): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  new RPCHandler(router).upgrade(port1, { context: { core, caller: personHere('window') } })
  port1.start()
  const asker = fileURLToPath(new URL('import-latency-worker.ts', import.meta.url))
  const worker = new Worker(asker, { workerData: { port: port2 }, transferList: [port2] })
  const times = new Promise<number[]>((resolve, reject) => worker.on('message', resolve).on('error', reject))
  await new Promise((resolve) => worker.once('online', resolve))
  await work()
  worker.postMessage('enough')
  const measured = await times
  await worker.terminate()
  port1.close()
  const part = (share: number) => quantile(measured, share)
  console.log(`  ${when}: median ${part(0.5)} ms, p95 ${part(0.95)} ms, most ${part(1)} ms, of ${measured.length}`)
}
