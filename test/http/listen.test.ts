import { expect, test } from 'vitest'
import { serveLibrary } from '../support/listen.ts'

test('a connection stays open between two calls for longer than programs keep theirs', async () => {
  const { get } = await serveLibrary()
  const { headers } = await get('/api/libraries/current')
  expect(headers.get('keep-alive')).toBe('timeout=65')
})
