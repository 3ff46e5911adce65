import { setTimeout as wait } from 'node:timers/promises'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { Client } from '../shared/contract/index.ts'

// Asks as the page does, in a thread of its own, until it is told that it is enough; then says how long each answer
// took, in ms.
const { port } = workerData as { port: MessagePort }
port.start()
const client: Client = createORPCClient(new RPCLink({ port }))
const times: number[] = []
let isEnough = false
parentPort?.once('message', () => {
  isEnough = true
})
// The first call makes what the others find.
await client.videos.list({ limit: 100 })
while (!isEnough) {
  const begin = performance.now()
  await client.videos.list({ limit: 100 })
  times.push(performance.now() - begin)
  await wait(50)
}
parentPort?.postMessage(times)
port.close()
