import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openLibraryDatabase } from '../../../main/database/connection/open.ts'

// Makes many libraries, each at the same moment as the other processes that do: `node
// test/support/programs/make-libraries.ts <folder> <count>`.
const [home = '', count = '0'] = process.argv.slice(2)
for (let index = 0; index < Number(count); index++) {
  const folder = join(home, String(index))
  mkdirSync(folder, { recursive: true })
  while (Date.now() % 20 !== 0);
  const files = { folder, database: join(folder, 'media.db'), backups: join(folder, 'backups') }
  const paths = {
    ...files,
    findRelocated: () => undefined,
    acceptSchema: async () => false,
  }
  const database = await openLibraryDatabase(paths, new Date())
  database.close()
}
