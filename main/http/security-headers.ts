import type { MiddlewareHandler } from 'hono'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  // Mantine and the virtualised lists position elements with style attributes.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Sets the security headers. The page may load its own files only, unless the response sets policies of its own. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  // Set here and not by the context, which copies the response for each header.
  const { headers } = context.res
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', policy)
  if (!headers.has('referrer-policy')) headers.set('referrer-policy', 'no-referrer')
  headers.set('x-content-type-options', 'nosniff')
  headers.set('cross-origin-resource-policy', 'same-origin')
}
