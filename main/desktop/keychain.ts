import { safeStorage } from 'electron'
import type { Platform } from '../core.ts'

/** The system's keychain: Keychain of macOS, the data protection of Windows, or the keyring of a Linux desktop. */
const systemKeychain: NonNullable<Platform['secrets']> = {
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (sealed) => safeStorage.decryptString(Buffer.from(sealed)),
}

/**
 * Returns the keychain if it protects anything: without a keyring, Electron on Linux uses a published password. To be
 * called once Electron is ready.
 */
export function findKeychain(): Platform['secrets'] {
  if (!safeStorage.isEncryptionAvailable()) return undefined
  const isProtected = process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'
  return isProtected ? systemKeychain : undefined
}
