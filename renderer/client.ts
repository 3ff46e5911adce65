import { createORPCClient } from '@orpc/client'
import { RPCLink as FetchLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { QueryClient } from '@tanstack/react-query'
import type { Bridge } from '../preload/bridge.ts'
import type { Client } from '../shared/contract/index.ts'

declare global {
  interface Window {
    rushes?: Bridge
  }
}

/** In the desktop window the calls ride a MessagePort that the preload hands to main; in a browser they are requests. */
function createLink(): FetchLink<Record<never, never>> | PortLink<Record<never, never>> {
  if (!window.rushes) return new FetchLink({ url: new URL('/rpc', window.location.href) })
  const { port1, port2 } = new MessageChannel()
  window.postMessage('rushes:port', window.location.origin, [port2])
  port1.start()
  return new PortLink({ port: port1 })
}

export const client: Client = createORPCClient(createLink())

/** Query and mutation options of each procedure: `useQuery(api.videos.get.queryOptions({ input: { id } }))`. */
export const api = createTanstackQueryUtils(client)

export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY, retry: 1, refetchOnWindowFocus: false } },
})

/** Where bytes of a video come from; they never ride the contract. The hash makes an address that may be cached for ever. */
export const mediaUrl = {
  original: (video: { id: string }) => `/media/videos/${encodeURIComponent(video.id)}`,
  proxy: (video: { id: string; file_hash: string }) =>
    `/media/proxies/${encodeURIComponent(video.id)}?v=${video.file_hash}`,
  poster: (video: { id: string; file_hash: string }) =>
    `/media/posters/${encodeURIComponent(video.id)}?v=${video.file_hash}`,
  image: (image: { id: string }) => `/media/images/${encodeURIComponent(image.id)}`,
  imagePreview: (image: { id: string; file_hash: string }) =>
    `/media/image-previews/${encodeURIComponent(image.id)}?v=${image.file_hash}`,
  storyboard: (video: { id: string; file_hash: string }) =>
    `/media/storyboards/${encodeURIComponent(video.id)}?v=${video.file_hash}`,
}
