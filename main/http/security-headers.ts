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

/** The headers of all responses, besides the policy of those that have none of their own. */
const always = {
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
}

/** The headers that `securityHeaders` sets. A response that has them is sent as it is, which costs less. */
export const securityHeaderValues = { 'content-security-policy': policy, ...always }

/** Sets the security headers. The page may load its own files only, unless the response sets a policy of its own. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  if (context.res.headers.has('x-content-type-options')) return
  if (!context.res.headers.has('content-security-policy')) context.header('content-security-policy', policy)
  for (const [name, value] of Object.entries(always)) context.header(name, value)
}
