// Required first by the application in tests. A runtime for tests may load an addon that is too new for it from a copy,
// and make one for each thread. Several copies of SQLite in one process do not know of each other's locks, which POSIX
// gives to the process: the first copy that closes the database removes the shared memory of the others. Here, each
// thread loads the copy of the main thread. A runtime that needs no copy is left alone.
const { readFileSync } = require('node:fs')
const { basename } = require('node:path')
const threads = require('node:worker_threads')
const { syncBuiltinESMExports } = require('node:module')

const variable = 'RUSHES_TEST_ADDON'

if (threads.isMainThread) {
  const Database = require('better-sqlite3')
  new Database(':memory:').close()
  const maps = process.platform === 'linux' ? readFileSync('/proc/self/maps', 'utf8') : ''
  const copy = /\S*\/addon-[^/]*\/\S*\.node$/m.exec(maps)?.[0]
  if (copy) {
    process.env[variable] = copy
    threads.Worker = class extends threads.Worker {
      constructor(file, options = {}) {
        super(file, { ...options, execArgv: [...(options.execArgv ?? process.execArgv), '--require', __filename] })
      }
    }
    syncBuiltinESMExports()
  }
} else {
  const copy = process.env[variable]
  const { dlopen } = process
  process.dlopen = function (module, file, ...rest) {
    return dlopen.call(this, module, copy && basename(file) === basename(copy) ? copy : file, ...rest)
  }
}
