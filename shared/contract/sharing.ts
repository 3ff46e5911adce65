import { z } from 'zod'
import { adminProcedure, timestamp } from './procedure.ts'

/** Someone who is connected to a shared library. */
export const connectedCallerSchema = z.object({
  /** The user whom the token names; null for a browser that was let in with the key. */
  user_id: z.string().nullable(),
  /** The address that the connection comes from; that of the proxy if there is one. */
  address: z.string(),
  /** The time of the oldest connection. */
  since: timestamp,
})
export type ConnectedCaller = z.infer<typeof connectedCallerSchema>

export const sharingSchema = z.object({
  /** The address of the server; null while the library is not shared. */
  url: z.string().nullable(),
  /** The address with the key for a browser of this computer; null on other addresses, where tokens are needed. */
  link: z.string().nullable(),
  callers: z.array(connectedCallerSchema),
})
export type Sharing = z.infer<typeof sharingSchema>

export const sharingOptionsSchema = z.object({
  /** The address to listen on. Null is loopback; any other needs TLS or a proxy. */
  host: z.string().trim().min(1).nullable().default(null),
  /** 0 selects a free port; null is 4317, or a free one if it is taken. */
  port: z.int().min(0).max(65_535).nullable().default(null),
  /** Absolute paths of the certificate and its private key (PEM). */
  tls_cert: z.string().min(1).nullable().default(null),
  tls_key: z.string().min(1).nullable().default(null),
  /** A proxy receives the requests and speaks TLS. */
  behind_proxy: z.boolean().default(false),
})
export type SharingOptions = z.infer<typeof sharingOptionsSchema>

export const sharing = {
  get: adminProcedure
    .route({ method: 'GET', path: '/sharing', summary: 'Get the address and the connections of a shared library' })
    .output(sharingSchema),
  /** Serves the library from the running window until it quits or `stop` is called. */
  start: adminProcedure
    .route({ method: 'POST', path: '/sharing/start', summary: 'Share the library of the desktop window' })
    .input(sharingOptionsSchema)
    .output(sharingSchema),
  stop: adminProcedure
    .route({ method: 'POST', path: '/sharing/stop', summary: 'Stop sharing the library of the desktop window' })
    .output(sharingSchema),
}
