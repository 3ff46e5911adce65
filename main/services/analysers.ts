import { os } from './implement.ts'

export const analysers = {
  list: os.analysers.list.handler(() => ({ items: [], faults: [] })),
}
