import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openLibraryDatabase } from '../../main/database/open.ts'

// Makes many libraries, each at the same moment as the other processes that do: `node test/support/make-libraries.ts <folder> <count>`.
const [home = '', count = '0'] = process.argv.slice(2)
for (let index = 0; index < Number(count); index++) {
  const folder = join(home, String(index))
  mkdirSync(folder, { recursive: true })
  while (Date.now() % 20 !== 0);
  const place = { folder, database: join(folder, 'media.db'), backups: join(folder, 'backups') }
  const database = await openLibraryDatabase(place, new Date())
  database.close()
}
