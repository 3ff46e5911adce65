import { once } from 'node:events'
import type { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'

/** Speaks MCP on standard input and output until the client closes it, or `signal` aborts. */
export async function speakOnStdio(server: Server, signal: AbortSignal): Promise<void> {
  await server.connect(new StdioServerTransport())
  const aborted = once(signal, 'abort')
  // The client ends a server by closing its standard input.
  await Promise.race([once(process.stdin, 'end'), once(process.stdin, 'close'), ...(signal.aborted ? [] : [aborted])])
  await server.close()
}

/**
 * Answers one request of the streamable HTTP transport. There are no sessions: each request carries its credentials, so
 * nothing is lost when a connection breaks, and a revoked token is refused at once.
 */
export async function answerMcp(server: Server, request: Request): Promise<Response> {
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  await server.connect(transport)
  try {
    return await transport.handleRequest(request)
  } finally {
    await server.close()
  }
}
