import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { promisify } from 'node:util'
import { RushesError } from '../../../shared/errors.ts'

const timeoutMs = 15_000

/** Networks that are not of the public internet: this computer, private and link-local ones, and reserved ones. */
const innerV4 = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  innerV4.addSubnet(network, prefix, 'ipv4')
/** The public addresses of version 6. */
const publicV6 = new BlockList()
publicV6.addSubnet('2000::', 3, 'ipv6')
/** Networks among them that stand for addresses of version 4, or are examples. */
const innerV6 = new BlockList()
innerV6.addSubnet('2001::', 32, 'ipv6')
innerV6.addSubnet('2001:db8::', 32, 'ipv6')
innerV6.addSubnet('2002::', 16, 'ipv6')

/** Returns whether an IP address is not one of the public internet. */
export function isInnerAddress(address: string): boolean {
  if (isIP(address) === 4) return innerV4.check(address, 'ipv4')
  return !publicV6.check(address, 'ipv6') || innerV6.check(address, 'ipv6')
}

const resolve = promisify(lookup)

/** Returns whether an address leads to this computer or its own network. @throws RushesError BAD_INPUT if to none. */
export async function leadsInside({ hostname }: URL): Promise<boolean> {
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal)) return isInnerAddress(literal)
  const addresses = await resolve(literal, { all: true }).catch((cause) => {
    throw new RushesError('BAD_INPUT', `url: ${literal} was not found. Check the address.`, { cause })
  })
  return addresses.some(({ address }) => isInnerAddress(address))
}

interface Message {
  url: string
  /** Allows addresses of this computer and its network. */
  isLocal: boolean
  headers: Record<string, string>
  body: string
  signal: AbortSignal
}

/**
 * Posts a message and returns the status of the answer, whose body is not read. Redirects are not followed. The address
 * is checked as it was resolved for the connection, so that a name cannot lead elsewhere after a check.
 */
export async function post({ url: address, isLocal, headers, body, signal }: Message): Promise<number> {
  const url = new URL(address)
  const refused = new Error(`${url.hostname} leads into a private network, which this webhook may not call.`)
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (!isLocal && isIP(literal) && isInnerAddress(literal)) throw refused
  const lookUpPublic: LookupFunction = (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const [first] = addresses ?? []
      if (error || !first) callback(error ?? refused, '')
      else if (!isLocal && addresses.some((one) => isInnerAddress(one.address))) callback(refused, '')
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  // Loaded here, because both load a client of HTTP that most commands of the terminal do not need.
  const { request } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'))
  return await new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', headers, agent: false, lookup: lookUpPublic, signal: withTimeout(signal) },
      (answer) => {
        resolve(answer.statusCode ?? 0)
        answer.destroy()
      },
    )
    sent.on('error', reject)
    sent.end(body)
  })
}

function withTimeout(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
}
