import { Command, CommanderError } from 'commander'
import { version } from '../about.ts'
import { adoptCommand } from './commands/adopt.ts'
import { analyseCommand } from './commands/analyse.ts'
import { analysesCommand } from './commands/analyses.ts'
import { callCommand } from './commands/call.ts'
import { convertCommand } from './commands/convert.ts'
import { doctorCommand } from './commands/doctor.ts'
import { duplicatesCommand } from './commands/duplicates.ts'
import { executionsCommand } from './commands/executions.ts'
import { extractCommand } from './commands/extract.ts'
import { extractAudioCommand } from './commands/extract-audio.ts'
import { imagesCommand } from './commands/images.ts'
import { importCommand } from './commands/import.ts'
import { jobsCommand } from './commands/jobs.ts'
import { lineageCommand } from './commands/lineage.ts'
import { listCommand } from './commands/list.ts'
import { processingCommand } from './commands/processing.ts'
import { rateCommand } from './commands/rate.ts'
import { relinkCommand } from './commands/relink.ts'
import { removeCommand } from './commands/remove.ts'
import { rereadCommand } from './commands/reread.ts'
import { seedCommand } from './commands/seed.ts'
import { serveCommand } from './commands/serve.ts'
import { showCommand } from './commands/show.ts'
import { stitchCommand } from './commands/stitch.ts'
import { tagCommand } from './commands/tag.ts'
import { tagsCommand } from './commands/tags.ts'
import { versionsCommand } from './commands/versions.ts'
import { watchCommand } from './commands/watch.ts'
import { workflowsCommand } from './commands/workflows.ts'
import { endWithReader, exitCodeOf, sentenceOf } from './failure.ts'

const commands = [
  importCommand,
  listCommand,
  showCommand,
  lineageCommand,
  rateCommand,
  tagCommand,
  tagsCommand,
  relinkCommand,
  removeCommand,
  imagesCommand,
  analyseCommand,
  extractCommand,
  extractAudioCommand,
  stitchCommand,
  convertCommand,
  versionsCommand,
  watchCommand,
  workflowsCommand,
  executionsCommand,
  analysesCommand,
  processingCommand,
  duplicatesCommand,
  adoptCommand,
  jobsCommand,
  rereadCommand,
  seedCommand,
  serveCommand,
  callCommand,
  doctorCommand,
]

/**
 * Runs one command of the terminal, `['list', '--json']`, and answers with its exit code (docs/terminal.md). Answers go
 * to standard output; progress, and the one sentence of an error, to standard error.
 */
export async function runCli(args: readonly string[]): Promise<number> {
  const program = new Command('rushes')
    .description('Keeps every take, and how it was made.')
    .version(version)
    .option('--library <folder>', 'the library to work on (else RUSHES_LIBRARY, else yours)')
    .option('--json', 'answer with one JSON document and nothing else')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
  let exitCode = 0
  process.stdout.on('error', endWithReader)
  // Nobody is left to be told.
  process.stderr.on('error', () => undefined)
  for (const command of commands) {
    command(program, (code) => {
      exitCode = code
    })
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const saidAlready = error instanceof CommanderError && error.code === 'commander.help'
    if (!saidAlready) process.stderr.write(`${sentenceOf(error)}\n`)
    return exitCodeOf(error)
  }
}
