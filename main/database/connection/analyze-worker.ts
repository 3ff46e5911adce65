import { answerRequests } from '../../threads/worker.ts'
import { connect } from './connection.ts'

// A full ANALYZE of a large library takes a second or two: too long for the main thread.
answerRequests((path: string) => {
  const database = connect(path, { fileMustExist: true })
  try {
    database.exec('ANALYZE')
  } finally {
    database.close()
  }
})
