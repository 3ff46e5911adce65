import tab from '@bomb.sh/tab/commander'
import { Command, CommanderError } from 'commander'
import { version } from '../about.ts'
import { addExamples } from './examples.ts'
import { endWithReader, exitCodeOf, failureOf, sentenceOf } from './failure.ts'
import { printJson, say } from './output.ts'
import type { AddCommand } from './session.ts'

/** The commands by name, in the order of the help. Loading all takes longer than running most of them. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  import: async () => (await import('./commands/import.ts')).importCommand,
  list: async () => (await import('./commands/list.ts')).listCommand,
  statistics: async () => (await import('./commands/statistics.ts')).statisticsCommand,
  show: async () => (await import('./commands/show.ts')).showCommand,
  lineage: async () => (await import('./commands/lineage.ts')).lineageCommand,
  link: async () => (await import('./commands/link.ts')).linkCommand,
  edit: async () => (await import('./commands/edit.ts')).editCommand,
  generation: async () => (await import('./commands/generation.ts')).generationCommand,
  embedded: async () => (await import('./commands/embedded.ts')).embeddedCommand,
  rate: async () => (await import('./commands/rate.ts')).rateCommand,
  tag: async () => (await import('./commands/tag.ts')).tagCommand,
  tags: async () => (await import('./commands/tags.ts')).tagsCommand,
  'rename-tag': async () => (await import('./commands/tags.ts')).renameTagCommand,
  relink: async () => (await import('./commands/relink.ts')).relinkCommand,
  'relink-folder': async () => (await import('./commands/relink.ts')).relinkFolderCommand,
  reveal: async () => (await import('./commands/reveal.ts')).revealCommand,
  remove: async () => (await import('./commands/remove.ts')).removeCommand,
  images: async () => (await import('./commands/images.ts')).imagesCommand,
  media: async () => (await import('./commands/media.ts')).mediaCommand,
  analyse: async () => (await import('./commands/analyse.ts')).analyseCommand,
  analysers: async () => (await import('./commands/analysers.ts')).analysersCommand,
  extract: async () => (await import('./commands/extract.ts')).extractCommand,
  'extract-audio': async () => (await import('./commands/extract-audio.ts')).extractAudioCommand,
  stitch: async () => (await import('./commands/stitch.ts')).stitchCommand,
  convert: async () => (await import('./commands/convert.ts')).convertCommand,
  proxy: async () => (await import('./commands/proxy.ts')).proxyCommand,
  versions: async () => (await import('./commands/versions.ts')).versionsCommand,
  watch: async () => (await import('./commands/watch.ts')).watchCommand,
  workflows: async () => (await import('./commands/workflows.ts')).workflowsCommand,
  executions: async () => (await import('./commands/executions.ts')).executionsCommand,
  analyses: async () => (await import('./commands/analyses.ts')).analysesCommand,
  processing: async () => (await import('./commands/processing.ts')).processingCommand,
  timelines: async () => (await import('./commands/timelines.ts')).timelinesCommand,
  checkpoints: async () => (await import('./commands/checkpoints.ts')).checkpointsCommand,
  duplicates: async () => (await import('./commands/duplicates.ts')).duplicatesCommand,
  history: async () => (await import('./commands/history.ts')).historyCommand,
  undo: async () => (await import('./commands/history.ts')).undoCommand,
  redo: async () => (await import('./commands/history.ts')).redoCommand,
  policy: async () => (await import('./commands/policy.ts')).policyCommand,
  settings: async () => (await import('./commands/settings.ts')).settingsCommand,
  trash: async () => (await import('./commands/trash.ts')).trashCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  sidecars: async () => (await import('./commands/sidecars.ts')).sidecarsCommand,
  storage: async () => (await import('./commands/storage.ts')).storageCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  compact: async () => (await import('./commands/compact.ts')).compactCommand,
  export: async () => (await import('./commands/bundles.ts')).exportCommand,
  'import-bundle': async () => (await import('./commands/bundles.ts')).importBundleCommand,
  adopt: async () => (await import('./commands/adopt.ts')).adoptCommand,
  jobs: async () => (await import('./commands/jobs.ts')).jobsCommand,
  reread: async () => (await import('./commands/reread.ts')).rereadCommand,
  searches: async () => (await import('./commands/searches.ts')).searchesCommand,
  collections: async () => (await import('./commands/collections.ts')).collectionsCommand,
  note: async () => (await import('./commands/note.ts')).noteCommand,
  colour: async () => (await import('./commands/note.ts')).colourCommand,
  seed: async () => (await import('./commands/seed.ts')).seedCommand,
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  mcp: async () => (await import('./commands/mcp.ts')).mcpCommand,
  token: async () => (await import('./commands/token.ts')).tokenCommand,
  webhooks: async () => (await import('./commands/webhooks.ts')).webhooksCommand,
  call: async () => (await import('./commands/call.ts')).callCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
}

/**
 * Creates the program with the commands that `args` name, or with all if they name none, as for help. `setExitCode` is
 * called for a partial success.
 */
export async function createProgram(
  setExitCode: (code: number) => void,
  args: readonly string[] = [],
): Promise<Command> {
  const names = Object.keys(commands)
  const named = names.filter((name) => args.includes(name))
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
  const loaded = await Promise.all((named.length > 0 ? named : names).map((name) => commands[name]?.()))
  for (const command of loaded) command?.(program, setExitCode)
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
  const program = await createProgram((code) => {
    exitCode = code
  }, args)
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
