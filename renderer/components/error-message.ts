import { ORPCError } from '@orpc/client'
import { messageOf } from '../../shared/errors.ts'
import { texts } from './texts.ts'

/**
 * Returns the message of an error. Errors of the library are sentences already; a browser's “Failed to fetch” is
 * replaced.
 */
export function errorMessage(error: unknown): string {
  if (error instanceof TypeError && /fetch|network/i.test(error.message)) return texts.errorMessageText
  return messageOf(error)
}

/** Returns whether an error means that what was asked for is not in the library. */
export function isNotFound(error: Error | null): boolean {
  return error instanceof ORPCError && error.code === 'NOT_FOUND'
}
