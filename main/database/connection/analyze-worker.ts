import { answerRequests } from '../../threads/worker.ts'
import { quote } from '../adopt/columns.ts'
import { connect } from './connection.ts'

// One index after the other, because nobody else can write meanwhile: in a library of a million takes each takes a
// tenth of a second, and all take several seconds. The key of a table without rowid is no index of the schema, so such
// a table is one part.
const parts = `
  WITH whole AS (SELECT name FROM pragma_table_list WHERE schema = 'main' AND wr = 1)
  SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name NOT IN whole
  UNION ALL
  SELECT name FROM sqlite_schema AS "table" WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND (
    name IN whole
    OR NOT EXISTS (SELECT 1 FROM sqlite_schema AS "index" WHERE "index".type = 'index' AND tbl_name = "table".name))`

answerRequests((path: string) => {
  const database = connect(path, { fileMustExist: true })
  try {
    for (const name of database.prepare<[], string>(parts).pluck().all()) database.exec(`ANALYZE ${quote(name)}`)
  } finally {
    database.close()
  }
})
