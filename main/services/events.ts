import { os } from './calls/implement.ts'

export const events = {
  subscribe: os.events.subscribe.handler(async function* ({ context: { core }, signal }) {
    yield* core.events.listen(signal)
  }),
}
