import { messageOf } from '../../shared/errors.ts'

/**
 * What an error says to people. The library's own errors are sentences already; what a browser says when nobody answers
 * ("Failed to fetch") is not.
 */
export function errorWords(error: unknown): string {
  if (error instanceof TypeError && /fetch|network/i.test(error.message))
    return 'Check that Rushes is still running. This page goes on by itself once it answers.'
  return messageOf(error)
}
