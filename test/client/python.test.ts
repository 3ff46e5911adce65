import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { clip } from '../support/clips.ts'
import { importAll, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'
import { python, withoutPython } from '../support/python.ts'
import { clientFile, pythonClient } from '../support/python-client.ts'

test('the Python client is that of the API', async () => {
  const message = 'The API has changed. Run: npm run python-client'
  expect(readFileSync(clientFile, 'utf8') === (await pythonClient()), message).toBe(true)
})

const script = `
import json, os, sys, threading
from rushes_client import Rushes, RushesError
rushes = Rushes(os.environ["RUSHES_URL"] + "/", os.environ["RUSHES_TOKEN"])
take = rushes.videos.list(query="ferry", limit=10)["items"][0]
events = rushes.events.subscribe()
topics = []
def listen():
    for event in events:
        topics.extend(event.get("topics", []))
        if "videos" in topics:
            return
rushes.tags.change([{"ids": [take["id"]], "add": ["night", "rain"], "remove": []}])
thread = threading.Thread(target=listen, daemon=True)
thread.start()
while thread.is_alive():
    rushes.videos.rename(take["id"], "Ferry %d" % len(topics))
    thread.join(0.2)
    rushes.videos.rename(take["id"], "Ferry at dusk")
added = rushes.upload(sys.argv[1], "pier.mp4")
errors = []
for call in (lambda: rushes.videos.get("a/b c"), lambda: rushes.videos.list(limit=0), lambda: rushes.tokens.list()):
    try:
        call()
    except RushesError as error:
        errors.append([error.status, error.code, str(error)])
print(json.dumps({
    "name": rushes.videos.get(take["id"])["name"],
    "tagged": rushes.videos.list(tags=["night", "rain"], count=False),
    "generation": rushes.generations.get(take["id"]),
    "poster": rushes.read("/media/posters/" + take["id"])[:3].hex(),
    "media": [added["Name"], rushes.media.get(added["Id"])["MediaStatus"]],
    "topics": "videos" in topics,
    "errors": errors,
}))
`

test('a Python program calls a served library, follows its events, uploads a file, and gets errors', async (context) => {
  context.skip(withoutPython !== false, String(withoutPython))
  const { client, url } = await serveLibrary({ settings: temporaryFolder() })
  const path = await putClip('landscape.mp4', join(temporaryFolder(), 'ferry.mp4'))
  await importAll(client, { paths: [path] })
  const { token } = await client.tokens.create({ user_id: 'mia', scope: 'write' })
  const env = {
    ...process.env,
    ...{ RUSHES_URL: url, RUSHES_TOKEN: token, PYTHONPATH: dirname(clientFile), PYTHONDONTWRITEBYTECODE: '1' },
  }
  const { stdout } = await promisify(execFile)(python, ['-c', script, await clip('square.mp4')], { env })
  expect(JSON.parse(stdout)).toEqual({
    name: 'Ferry at dusk',
    tagged: { items: [expect.objectContaining({ tags: ['night', 'rain'] })], total: null },
    generation: null,
    poster: 'ffd8ff',
    media: ['pier.mp4', 1],
    topics: true,
    errors: [
      [404, 'NOT_FOUND', 'Video not found: a/b c.'],
      [400, 'BAD_INPUT', expect.stringContaining('limit: ')],
      [403, 'MISSING_SCOPE', expect.stringContaining('“admin”')],
    ],
  })
})
