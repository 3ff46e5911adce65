import { expect, test } from 'vitest'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

test('a lineage is printed as two trees, in which each take is unfolded once', async () => {
  const { core, folder } = await openLibrary()
  databaseOf(core).exec(`
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES
      ('ferry', 'Ferry', '/ferry.mp4', 'a', 1, 'uploaded'), ('pier', 'Pier', '/pier.mp4', 'b', 1, 'uploaded'),
      ('film', 'Film', '/film.mp4', 'c', 1, 'stitched'), ('small', 'Small', '/small.mp4', 'd', 1, 'processed');
    INSERT INTO processing_jobs (job_id, action, input_path, input_hash, config_hash, output_path, output_hash, created_at) VALUES
      ('j0', 'extract_segment', '/ferry.mp4', 'sha256:a', 'sha256:0', '/pier.mp4', 'sha256:b', 1),
      ('j1', 'stitch', '/ferry.mp4', 'sha256:a', 'sha256:0', '/film.mp4', 'sha256:c', 1),
      ('j2', 'convert', '/film.mp4', 'sha256:c', 'sha256:0', '/small.mp4', 'sha256:d', 1),
      ('j3', 'extract_audio', '/film.mp4', 'sha256:c', 'sha256:0', '/film.wav', 'sha256:e', 1);
    INSERT INTO processing_inputs (job_id, position, path, hash) VALUES
      ('j1', 0, '/ferry.mp4', 'sha256:a'), ('j1', 1, '/pier.mp4', 'sha256:b')`)
  const rushes = async (...args: string[]) => await runRushes(['lineage', ...args, '--library', folder])

  expect((await rushes('film')).stdout).toBe(
    `Film (film)

made from
├─ Ferry (ferry) · stitch (proven)
└─ Pier (pier) · stitch (proven)
   └─ Ferry (ferry) · extract_segment (proven)

made into
├─ Small (small) · convert (proven)
└─ film.wav (not in the library) · extract_audio (proven)
`,
  )
  expect((await rushes('small', '--direction', 'from', '--depth', '1')).stdout).toBe(
    'Small (small)\n\nmade from\n└─ Film (film) · convert (proven) …\n',
  )
  expect((await rushes('sha256:e', '--depth', 'all', '--direction', 'into')).stdout).toBe(
    'film.wav (not in the library)\n\nNo known derivatives.\n',
  )
  const { stdout } = await rushes('film', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ start: 'c', truncated: false, left_out: 0 })
  expect(JSON.parse(stdout).nodes).toHaveLength(5)
})

test('what is wrong ends in one sentence and the exit code of its kind', async () => {
  const { folder } = await openLibrary()
  const calls: [number, string, string[]][] = [
    [3, 'nobody', ['nobody']],
    [3, 'No content with the hash', [`sha256:${'0'.repeat(64)}`]],
    [2, 'whole number', ['nobody', '--depth', 'deep']],
    [2, 'sideways', ['nobody', '--direction', 'sideways']],
  ]
  for (const [expected, sentence, args] of calls) {
    const { code, stdout, stderr } = await runRushes(['lineage', ...args, '--library', folder])
    expect([args, code, stdout, stderr]).toEqual([args, expected, '', expect.stringMatching(/^[^\n]+\n$/)])
    expect(stderr).toContain(sentence)
  }
})
