import { openCore } from '../../../main/core.ts'

// A second process that opens a library: `node test/support/programs/open-and-close.ts <folder>`.
const core = await openCore({ folder: process.argv[2] ?? '', version: 'test' })
await core.close()
