import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { notifyManager, QueryClient } from '@tanstack/react-query'
import type { ClientWith } from '../shared/contract/index.ts'
import { stepHeader } from '../shared/history.ts'
import { previewVersion } from '../shared/preview-version.ts'

export type { Command as MenuCommand, LibraryToOpen, RecentLibrary } from '../preload/bridge.ts'

/** The key of the server for calls and uploads, and the pass for addresses of bytes. See [Note: who may call]. */
interface Pass {
  key: string
  media: string
}

const storedPass = 'rushes-pass'

/** The desktop window shows a library of this computer, whose paths it can name. */
export const isOwnLibrary = window.rushes?.server === null

/**
 * Returns the pass that the server put into the fragment of this address, or that an earlier page of this server
 * stored. Null in the desktop window, which needs none. Takes it out of the address, and so out of the history.
 */
function takePass(): Pass | null {
  if (window.rushes) return null
  const given = /^#rushes=(.+)$/.exec(window.location.hash)?.[1]
  if (given) {
    window.localStorage.setItem(storedPass, given)
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search)
  }
  const [key = '', media = ''] = (given ?? window.localStorage.getItem(storedPass) ?? '').split('.')
  return { key, media }
}

const pass = takePass()

/** The headers that let calls and uploads in. */
export const passHeaders: Record<string, string> = pass ? { authorization: `Bearer ${pass.key}` } : {}

/** Returns whether the server refused a call because of its key or token. */
export function isRefused(error: unknown): boolean {
  return error instanceof ORPCError && (error.code === 'FORBIDDEN' || error.code === 'UNAUTHENTICATED')
}

/** The context of a call beside its input: the name of the step of which it is a part, for the history. */
type CallOptions = { step?: string }

/**
 * Connects to the library: through a MessagePort that the preload passes to main for a library of this computer in the
 * desktop window, else by HTTP requests. For a library of a server, main passes these on.
 */
function createLink(): FetchLink<CallOptions> | PortLink<CallOptions> {
  const ofStep = (step: string | undefined): Record<string, string> =>
    step === undefined ? {} : { [stepHeader]: step }
  if (!isOwnLibrary)
    return new FetchLink({
      url: new URL('/rpc', window.location.href),
      headers: ({ context }) => ({ ...passHeaders, ...ofStep(context?.step) }),
    })
  const { port1, port2 } = new MessageChannel()
  window.postMessage('rushes:port', window.location.origin, [port2])
  port1.start()
  return new PortLink({ port: port1, headers: ({ context }) => ofStep(context?.step) })
}

export const client: ClientWith<CallOptions> = createORPCClient(createLink())

/** Query and mutation options of each procedure: `useQuery(api.videos.get.queryOptions({ input: { id } }))`. */
export const api = createTanstackQueryUtils(client)

/** Asks once more if a call did not reach the library. An answer that is an error would be the same again. */
function isWorthRetrying(failures: number, error: Error): boolean {
  return failures === 0 && !(error instanceof ORPCError && error.defined)
}

// With the default, a timer, a field that shows a query falls back to the value before a change for a moment, and a key
// press in that moment counts from it.
notifyManager.setScheduler(queueMicrotask)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: Number.POSITIVE_INFINITY, retry: isWorthRetrying, refetchOnWindowFocus: false },
  },
})

/** Returns the address of a file; with the hash of its content, browsers may cache it for a year. */
function bytesUrl(kind: string, id: string, fileHash?: string): string {
  const query = new URLSearchParams({
    ...(fileHash && { v: `${fileHash}.${previewVersion}` }),
    ...(pass && { pass: pass.media }),
  }).toString()
  return `/media/${kind}/${encodeURIComponent(id)}${query && `?${query}`}`
}

interface Content {
  id: string
  file_hash: string
}

/** Addresses of files, which never go through the contract. */
export const mediaUrl = {
  original: (video: { id: string }) => bytesUrl('videos', video.id),
  proxy: (video: Content) => bytesUrl('proxies', video.id, video.file_hash),
  poster: (video: Content) => bytesUrl('posters', video.id, video.file_hash),
  image: (image: { id: string }) => bytesUrl('images', image.id),
  imagePreview: (image: Content) => bytesUrl('image-previews', image.id, image.file_hash),
  storyboard: (video: Content) => bytesUrl('storyboards', video.id, video.file_hash),
  bundle: (job: { id: string }) => bytesUrl('bundles', job.id),
  frame: (timelineId: string, { sequence, file_hash }: { sequence: number; file_hash: string }) =>
    bytesUrl(`timelines/${encodeURIComponent(timelineId)}/frames`, String(sequence), file_hash),
}
