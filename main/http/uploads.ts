import { Hono } from 'hono'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { receiveUpload } from '../ingest/uploads.ts'

/** `POST /uploads?name=take.mp4` with the bytes as its body answers `{ upload }`, a name for `imports.start`. */
export function uploadRoutes(core: Core): Hono {
  const app = new Hono()
  app.post('/', async ({ req, json }) => {
    const name = req.query('name')
    if (!name) throw new RushesError('BAD_INPUT', 'name: say what the file is called.')
    const { body } = req.raw
    if (!body) throw new RushesError('BAD_INPUT', `${name} came without any bytes.`)
    const upload = await receiveUpload(core.layout, name, body).catch((error) => {
      if (req.raw.signal.aborted) throw new RushesError('CANCELLED', `${name} did not arrive whole.`, { cause: error })
      throw describeFileError(error, name)
    })
    return json({ upload })
  })
  return app
}
