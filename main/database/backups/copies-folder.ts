import { connect } from '../connection/connection.ts'

/** Returns the folder for copies of backups that a damaged database names; undefined if that cannot be read. */
export function findCopiesFolder(path: string): { folder: string; subfolder: string } | undefined {
  try {
    const database = connect(path, { readonly: true, fileMustExist: true })
    try {
      return database
        .prepare(
          `SELECT value ->> 'folder' AS folder, ifnull(value ->> 'subfolder', '') AS subfolder FROM library_settings
          WHERE name = 'backup_copies' AND value ->> 'to' = 'folder' AND value ->> 'folder' <> ''`,
        )
        .get() as { folder: string; subfolder: string } | undefined
    } finally {
      database.close()
    }
  } catch {
    // It is damaged.
    return undefined
  }
}
