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

/** Sets the security headers. The page may load its own files only, unless the response sets a policy of its own. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  if (!context.res.headers.has('content-security-policy')) context.header('content-security-policy', policy)
  context.header('referrer-policy', 'no-referrer')
  context.header('x-content-type-options', 'nosniff')
  context.header('cross-origin-resource-policy', 'same-origin')
}
