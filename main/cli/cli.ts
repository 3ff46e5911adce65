import tab from '@bomb.sh/tab/commander'
import { Command, CommanderError } from 'commander'
import { version } from '../about.ts'
import { adoptCommand } from './commands/adopt.ts'
import { analyseCommand } from './commands/analyse.ts'
import { analysersCommand } from './commands/analysers.ts'
import { analysesCommand } from './commands/analyses.ts'
import { backupCommand } from './commands/backup.ts'
import { exportCommand, importBundleCommand } from './commands/bundles.ts'
import { callCommand } from './commands/call.ts'
import { checkpointsCommand } from './commands/checkpoints.ts'
import { collectionsCommand } from './commands/collections.ts'
import { convertCommand } from './commands/convert.ts'
import { doctorCommand } from './commands/doctor.ts'
import { duplicatesCommand } from './commands/duplicates.ts'
import { editCommand } from './commands/edit.ts'
import { embeddedCommand } from './commands/embedded.ts'
import { executionsCommand } from './commands/executions.ts'
import { extractCommand } from './commands/extract.ts'
import { extractAudioCommand } from './commands/extract-audio.ts'
import { generationCommand } from './commands/generation.ts'
import { historyCommand, redoCommand, undoCommand } from './commands/history.ts'
import { imagesCommand } from './commands/images.ts'
import { importCommand } from './commands/import.ts'
import { jobsCommand } from './commands/jobs.ts'
import { lineageCommand } from './commands/lineage.ts'
import { linkCommand } from './commands/link.ts'
import { listCommand } from './commands/list.ts'
import { mcpCommand } from './commands/mcp.ts'
import { mediaCommand } from './commands/media.ts'
import { colourCommand, noteCommand } from './commands/note.ts'
import { policyCommand } from './commands/policy.ts'
import { processingCommand } from './commands/processing.ts'
import { proxyCommand } from './commands/proxy.ts'
import { rateCommand } from './commands/rate.ts'
import { relinkCommand } from './commands/relink.ts'
import { removeCommand } from './commands/remove.ts'
import { rereadCommand } from './commands/reread.ts'
import { revealCommand } from './commands/reveal.ts'
import { searchesCommand } from './commands/searches.ts'
import { seedCommand } from './commands/seed.ts'
import { serveCommand } from './commands/serve.ts'
import { showCommand } from './commands/show.ts'
import { statisticsCommand } from './commands/statistics.ts'
import { stitchCommand } from './commands/stitch.ts'
import { storageCommand } from './commands/storage.ts'
import { tagCommand } from './commands/tag.ts'
import { renameTagCommand, tagsCommand } from './commands/tags.ts'
import { timelinesCommand } from './commands/timelines.ts'
import { tokenCommand } from './commands/token.ts'
import { trashCommand } from './commands/trash.ts'
import { verifyCommand } from './commands/verify.ts'
import { versionsCommand } from './commands/versions.ts'
import { watchCommand } from './commands/watch.ts'
import { webhooksCommand } from './commands/webhooks.ts'
import { workflowsCommand } from './commands/workflows.ts'
import { addExamples } from './examples.ts'
import { endWithReader, exitCodeOf, failureOf, sentenceOf } from './failure.ts'
import { printJson, say } from './output.ts'

const commands = [
  importCommand,
  listCommand,
  statisticsCommand,
  showCommand,
  lineageCommand,
  linkCommand,
  editCommand,
  generationCommand,
  embeddedCommand,
  rateCommand,
  tagCommand,
  tagsCommand,
  renameTagCommand,
  relinkCommand,
  revealCommand,
  removeCommand,
  imagesCommand,
  mediaCommand,
  analyseCommand,
  analysersCommand,
  extractCommand,
  extractAudioCommand,
  stitchCommand,
  convertCommand,
  proxyCommand,
  versionsCommand,
  watchCommand,
  workflowsCommand,
  executionsCommand,
  analysesCommand,
  processingCommand,
  timelinesCommand,
  checkpointsCommand,
  duplicatesCommand,
  historyCommand,
  undoCommand,
  redoCommand,
  trashCommand,
  policyCommand,
  verifyCommand,
  storageCommand,
  backupCommand,
  exportCommand,
  importBundleCommand,
  adoptCommand,
  jobsCommand,
  rereadCommand,
  searchesCommand,
  collectionsCommand,
  noteCommand,
  colourCommand,
  seedCommand,
  serveCommand,
  mcpCommand,
  tokenCommand,
  webhooksCommand,
  callCommand,
  doctorCommand,
]

/** Creates the program with all commands. `setExitCode` is called for a partial success. */
export function createProgram(setExitCode: (code: number) => void): Command {
  const program = new Command('rushes')
    .description('Keeps every take, and how it was made.')
    .version(version)
    .option('--library <folder>', 'the library to use (default: RUSHES_LIBRARY, then the one in your user data folder)')
    .option('--url <address>', 'use the library that “rushes serve” serves there (default: RUSHES_URL)')
    .option('--token <token>', 'the token for --url; better in RUSHES_TOKEN, where no other program sees it')
    .option('--accept-schema', 'open a library although its database has triggers or views of another program')
    .option('--dry-run', 'report what a bulk change or a removal would change, and change nothing')
    .option('--json', 'print one JSON document and nothing else')
    .exitOverride()
    .configureOutput({ outputError: () => undefined })
  for (const command of commands) command(program, setExitCode)
  tab(program, { completionCommandName: 'completion' })
  addExamples(program)
  return program
}

/**
 * Runs one command of the terminal, `['list', '--json']`, and returns its exit code (docs/terminal.md). Results go to
 * standard output; progress and error messages to standard error.
 */
export async function runCli(args: readonly string[]): Promise<number> {
  let exitCode = 0
  const program = createProgram((code) => {
    exitCode = code
  })
  process.stdout.on('error', endWithReader)
  // Standard error is closed, so there is nowhere to report this.
  process.stderr.on('error', () => undefined)
  try {
    await program.parseAsync(args, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const isPrinted = error instanceof CommanderError && error.code === 'commander.help'
    if (!isPrinted) {
      say(sentenceOf(error))
      if (args.includes('--json')) printJson({ error: failureOf(error) })
    }
    return exitCodeOf(error)
  }
}
