import type { Command } from 'commander'
import type { StorageSettings, StorageState } from '../../../shared/contract/storage.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatBytes, formatCount } from '../../../shared/units.ts'
import { endAs, followJob } from '../follow-job.ts'
import { parseCount } from '../parse.ts'
import { type AddCommand, type Session, withLibrary } from '../session.ts'

/** `rushes storage …`: the bucket of the library (S3), and the takes in it. */
export const storageCommand: AddCommand = (program, setExitCode) => {
  const storage = program
    .command('storage')
    .description('the library’s bucket (S3): frames, and takes that are seldom needed')
  addPlain(storage, 'show', 'show the bucket and what is in it', ({ client }) => client.storage.get())
  addSet(storage)
  addPlain(
    storage,
    'allow',
    'allow this computer to use the bucket of a library from someone else',
    async ({ client }) => {
      const { settings } = await client.storage.get()
      if (!settings) throw new RushesError('NOT_FOUND', 'This library has no bucket.')
      return await client.storage.set(settings)
    },
  )
  addPlain(storage, 'remove', 'remove the bucket from the library, if nothing is in it', ({ client }) =>
    client.storage.remove(),
  )
  addTest(storage, setExitCode)
  addUpload(storage, setExitCode)
  addFetch(storage, setExitCode)
  addAddress(storage)
}

function addPlain(
  storage: Command,
  name: string,
  description: string,
  call: (session: Session) => Promise<StorageState>,
) {
  storage
    .command(name)
    .description(description)
    .action(async (_options, command) => {
      await withLibrary(command, async (session) => {
        const state = await call(session)
        session.answer(state, () => asText(state))
      })
    })
}

function asText({ settings, is_allowed, keys, ...stored }: StorageState): string {
  if (!settings) return 'No bucket. Set one with “rushes storage set”.'
  const { bucket, prefix, endpoint, region, path_style, frames, videos, previews } = settings
  const lines = [
    `bucket ${bucket}${prefix && `, prefix ${prefix}`}, at ${endpoint ?? 'AWS'} (${region})${path_style ? ', path style' : ''}`,
    `new frames are stored in the ${frames}`,
    `new takes are ${videos === 'bucket' ? 'copied to the bucket with their previews' : 'stored in the library'}`,
    ...(videos === 'library' && previews === 'bucket' ? ['previews of new takes are copied to the bucket'] : []),
    `keys: ${keys ?? 'none; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write ~/.aws/credentials'}`,
    `${formatCount(stored.videos, 'take')}, ${formatBytes(stored.video_bytes)}; ${formatCount(stored.frames, 'frame')}, ${formatBytes(stored.frame_bytes)}`,
  ]
  if (!is_allowed) lines.push('Not allowed on this computer. Check the address, then run “rushes storage allow”.')
  return lines.join('\n')
}

interface SetOptions {
  endpoint?: string
  region?: string
  prefix?: string
  pathStyle?: boolean
  profile?: string
  frames?: StorageSettings['frames']
  videos?: StorageSettings['videos']
  previews?: StorageSettings['previews']
}

function addSet(storage: Command): void {
  storage
    .command('set')
    .description('set the bucket; keys come from the environment or ~/.aws/credentials and are not stored')
    .argument('<bucket>')
    .option('--endpoint <address>', 'of MinIO, Garage, Ceph…; AWS if left out')
    .option('--region <region>', 'us-east-1 if left out')
    .option('--prefix <path>', 'what all keys begin with, such as rushes/')
    .option('--path-style', 'the bucket is in the path of addresses, as MinIO, Garage and Ceph have it')
    .option('--profile <name>', 'profile of ~/.aws/credentials')
    .option('--frames <where>', 'where frames of new timelines are stored: library or bucket')
    .option('--videos <where>', 'whether new takes are copied to the bucket by themselves: library or bucket')
    .option('--previews <where>', 'the same for previews of new takes: library or bucket')
    .action(async (bucket: string, { pathStyle, ...options }: SetOptions, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const state = await client.storage.set({ bucket, ...options, ...(pathStyle && { path_style: true }) })
        answer(state, () => asText(state))
      })
    })
}

function addTest(storage: Command, setExitCode: (code: number) => void): void {
  storage
    .command('test')
    .description('list, write, read and delete a small object, and say what is wrong')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const tested = await client.storage.test()
        answer(tested, () => tested.steps.map(({ step, ok, message }) => `${step}: ${ok ? 'ok' : message}`).join('\n'))
        if (!tested.ok) setExitCode(12)
      })
    })
}

function addUpload(storage: Command, setExitCode: (code: number) => void): void {
  storage
    .command('upload')
    .description('copy videos to the bucket, and read each copy back to verify it')
    .argument('<id...>')
    .option('--evict', 'then delete the library’s own file; the video plays from the bucket')
    .action(async (video_ids: string[], { evict = false }: { evict?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () => client.storage.upload({ video_ids, evict }))
        answer(job, () => `${formatCount(job.made)} copied, ${formatCount(job.cached)} already in the bucket`)
        await endAs(client, job, setExitCode)
      })
    })
}

function addFetch(storage: Command, setExitCode: (code: number) => void): void {
  storage
    .command('fetch')
    .description('fetch videos back from the bucket into the library')
    .argument('<id...>')
    .action(async (video_ids: string[], _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const job = await followJob(client, () => client.storage.fetch({ video_ids }))
        answer(job, () => `${formatCount(job.made)} fetched, ${formatCount(job.cached)} already here`)
        await endAs(client, job, setExitCode)
      })
    })
}

function addAddress(storage: Command): void {
  storage
    .command('address')
    .description('print an address at which any player can read the copy of a video until it expires')
    .argument('<id>')
    .option('--seconds <number>', 'until it expires, up to a week', parseCount, 3600)
    .action(async (id: string, { seconds }: { seconds: number }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const address = await client.storage.address({ id, seconds })
        answer(address, () => address.url)
      })
    })
}
