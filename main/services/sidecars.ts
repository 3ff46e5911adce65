import { sidecars as calls } from '../../shared/contract/sidecars.ts'
import { implementCalls } from './calls/implement.ts'
import { readSidecars } from './sidecars/read-sidecars.ts'
import { listChosen } from './sidecars/sidecars-of.ts'
import { startWriting } from './sidecars/write-sidecars.ts'

const os = implementCalls({ sidecars: calls })

export const sidecars = {
  write: os.sidecars.write.handler(({ input, context: { core } }) =>
    startWriting(core, listChosen(input), input.formats),
  ),
  read: os.sidecars.read.handler(({ input, context: { core } }) => readSidecars(core, listChosen(input))),
}
