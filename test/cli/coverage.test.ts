import { readdirSync, readFileSync } from 'node:fs'
import type { Command, CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { createProgram } from '../../main/cli/cli.ts'
import { examples } from '../../main/cli/examples.ts'
import { contract } from '../../shared/contract/index.ts'

const folder = new URL('../../main/cli/', import.meta.url)
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n')

/** Procedures without a command of their own; `rushes call` makes them all. */
const reasons: Record<string, string[]> = {
  'undoes a change; the command that made it prints the call': [
    'analyses.restore',
    'collections.arrange',
    'images.restore',
    'processing.restore',
    'timelines.restore',
    'videos.restore',
    'workflows.restore',
    'history.check',
    'history.authors',
  ],
  'another command prints it': [
    'analyses.ofVideo',
    'collections.videos',
    'duplicates.trashed',
    'statistics.duplicates',
    'media.ofContent',
    'processing.chain',
    'verification.get',
  ],
  'for programs, which look up and save with hashes': [
    'analyses.cached',
    'analyses.cachedByContent',
    'analyses.save',
    'analyses.saveAll',
    'configurations.*',
    'processing.cached',
    'processing.save',
    'timelines.manifest',
    'videos.add',
  ],
  'draws or fills a view: menus, positions, pictures': [
    'analyses.groups',
    'duplicates.frames',
    'images.ids',
    'images.models',
    'previews.*',
    'videos.ids',
    'videos.neighbours',
    'videos.facets',
    'videos.summary',
    'workflows.create',
  ],
  'opens a dialog or another window': [
    'imports.pick',
    'bundles.pick',
    'bundles.reveal',
    'backups.restore',
    'videos.open',
    'videos.drag',
  ],
  'shares the library of the running window, as “rushes serve” does from the terminal': ['sharing.*'],
  'keys are read from the environment or a profile, so that no argument holds them': [
    'storage.saveKeys',
    'backups.savePassphrase',
  ],
}

test('each procedure is reachable by a command, or listed with a reason', () => {
  const listed = Object.values(reasons).flat()
  const missing = Object.entries(contract).flatMap(([group, procedures]) =>
    Object.keys(procedures)
      .filter((name) => !new RegExp(`client\\s*\\.${group}(\\s*\\.${name}\\b|\\[)`).test(source))
      .map((name) => `${group}.${name}`)
      .filter((name) => !listed.includes(name) && !listed.includes(`${group}.*`)),
  )
  expect(missing, 'Add a command in main/cli/commands, or a reason here.').toEqual([])
})

/** The commands that do something, by their path. */
function leaves(command: Command, path = ''): [string, Command][] {
  const children = command.commands.filter((child) => !['help', 'complete'].includes(child.name()))
  if (children.length === 0) return [[path, command]]
  return children.flatMap((child) => leaves(child, path === '' ? child.name() : `${path} ${child.name()}`))
}

test('the help of each command has examples that the command accepts', async () => {
  const paths = leaves(await createProgram(() => undefined)).map(([path]) => path)
  expect(Object.keys(examples).sort()).toEqual(paths.sort())
  for (const [path, lines] of Object.entries(examples)) {
    for (const line of lines) {
      const program = await createProgram(() => undefined)
      for (const [, command] of leaves(program)) command.action(() => undefined)
      // A redirection is for the shell.
      const [words = ''] = line.split(/ >>? /)
      const args = [...words.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '')
      await program.parseAsync(args, { from: 'user' }).catch((error: CommanderError) => {
        throw new Error(`${path}: ${line}: ${error.message}`)
      })
    }
    expect(await line(path)).toContain(`Examples:\n  rushes ${lines[0]}`)
  }
})

async function line(path: string): Promise<string> {
  const command = leaves(await createProgram(() => undefined)).find(([name]) => name === path)?.[1]
  let text = ''
  command?.configureOutput({
    writeOut: (part) => {
      text += part
    },
  })
  command?.outputHelp()
  return text
}
