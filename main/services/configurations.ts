import { RushesError } from '../../shared/errors.ts'
import { os } from './implement.ts'

const notYet = () => {
  throw new RushesError('NOT_SUPPORTED', 'Not yet.')
}

export const configurations = {
  hash: os.configurations.hash.handler(notYet),
  differences: os.configurations.differences.handler(notYet),
}
