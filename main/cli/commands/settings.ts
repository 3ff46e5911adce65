import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { describeFileError } from '../../../shared/errors.ts'
import {
  changeOfLibrary,
  isOfLibrary,
  printSettingsFile,
  readSettingsFile,
  readSettingValue,
  settingDifferences,
  valuesOfLibrary,
} from '../../../shared/settings-file.ts'
import { formatCount } from '../../../shared/units.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes settings …`: prints the settings of the library, and moves them to and from a file. */
export const settingsCommand: AddCommand = (program) => {
  const settings = program.command('settings').description('settings of the library: show, set, export, import')
  addShow(settings)
  addSet(settings)
  addExport(settings)
  addImport(settings)
}

function addShow(settings: Command): void {
  settings
    .command('show')
    .description('print each setting with its value')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const now = await client.settings.get()
        const rows = Object.entries(valuesOfLibrary(now)).map(([key, value]) => [key, String(value ?? 'none')])
        answer(now, () => table([['setting', 'value'], ...rows]))
      })
    })
}

function addSet(settings: Command): void {
  settings
    .command('set')
    .description('change a setting')
    .argument('<setting>', 'its name, as “settings show” prints it')
    .argument('<value>', 'its value; “none” for no limit, and for the folders of the library itself')
    .action(async (key: string, text: string, _options, command) => {
      const value = readSettingValue(key, text)
      await withLibrary(command, async ({ client, answer }) => {
        const before = await client.settings.get()
        const after = await client.settings.change(changeOfLibrary(before, { [key]: value }))
        const [change] = settingDifferences(valuesOfLibrary(before), { [key]: valuesOfLibrary(after)[key] ?? null })
        answer(after, () =>
          change ? `${change.label}: ${change.after} (was ${change.before}).` : 'Nothing to change.',
        )
      })
    })
}

function addExport(settings: Command): void {
  settings
    .command('export')
    .description('write the settings to a file; it holds no secrets')
    .argument('<file>', 'a new file, as JSON')
    .action(async (file: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const values = valuesOfLibrary(await client.settings.get())
        await writeFile(file, printSettingsFile(values), { flag: 'wx' }).catch((error) => {
          throw describeFileError(error, file)
        })
        answer(
          { file, settings: values },
          () => `Wrote ${formatCount(Object.keys(values).length, 'setting')} to ${file}.`,
        )
      })
    })
}

function addImport(settings: Command): void {
  settings
    .command('import')
    .description('take over the settings of a file; those of a window are left out. Only a preview without --yes')
    .argument('<file>', 'a file that “settings export” or the window wrote')
    .option('--yes', 'change the settings')
    .action(async (file: string, { yes }: { yes?: boolean }, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const text = await readFile(file, 'utf8').catch((error) => {
          throw describeFileError(error, file)
        })
        const values = Object.entries(readSettingsFile(basename(file), text))
        const then = Object.fromEntries(values.filter(([key]) => isOfLibrary(key)))
        const now = await client.settings.get()
        const changes = settingDifferences(valuesOfLibrary(now), then)
        if (yes && changes.length > 0) await client.settings.change(changeOfLibrary(now, then))
        const left_out = values.length - Object.keys(then).length
        answer({ changed: yes === true, changes, left_out }, () => {
          const rows = changes.map(({ key, before, after }) => [key, before, after])
          const listed =
            changes.length > 0
              ? table([['setting', 'now', yes ? 'changed to' : 'would be'], ...rows])
              : 'Nothing to change.'
          const ofWindow = left_out > 0 ? `\n${formatCount(left_out, 'setting')} of a window left out.` : ''
          return `${listed}${ofWindow}${yes || changes.length === 0 ? '' : '\nAdd --yes to change them.'}`
        })
      })
    })
}
