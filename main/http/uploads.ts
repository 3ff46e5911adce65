import { Hono } from 'hono'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { takesQuery } from './known-query.ts'
import { bodyOf, receiveBody } from './receive-body.ts'

/**
 * Creates `POST /uploads?name=take.mp4`. The body is the file; the response is `{ upload }`, a name for
 * `imports.start`.
 */
export function uploadRoutes(core: Core): Hono {
  const app = new Hono()
  app.post('/', takesQuery('name'), async (context) => {
    const { req } = context
    const name = req.query('name')
    if (!name) throw new RushesError('BAD_INPUT', 'name: is missing. Name the file, as in ?name=take.mp4.')
    const body = bodyOf(context)
    if (!body) throw new RushesError('BAD_INPUT', `${name} is empty. Send its bytes as the request body.`)
    core.access.requireWritable()
    const { upload } = await receiveBody(core, name, body, req.raw.signal)
    return context.json({ upload })
  })
  return app
}
