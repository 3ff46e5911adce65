import { texts } from './texts.ts'

/**
 * Uses another key or token for the server. In a browser, opens this page again with the key, which the server
 * exchanges as it does that of the first address. Resolves to a sentence if the server refuses it, else to null.
 */
export async function enterKey(key: string): Promise<string | null> {
  if (window.rushes) return await window.rushes.signIn(key)
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const { status } = await fetch('/rpc/library/get', { method: 'POST', headers, body: '{}' })
  if (status === 403) return texts.refusedKey
  const address = new URL(window.location.href)
  address.searchParams.set('key', key)
  window.location.assign(address)
  return null
}
