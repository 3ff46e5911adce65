import { Command, InvalidArgumentError, Option } from 'commander'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sentenceOf } from '../../main/cli/failure.ts'
import { parseLimit, parsePort } from '../../main/cli/parse.ts'
import { parseJson } from '../../main/cli/parse-json.ts'

test.each(['', ' ', 'ten', '0', '1001', '-1', '1.5', 'NaN', 'Infinity', '1,000', '5 rows'])(
  '%o is no number of rows',
  (value) => expect(() => parseLimit(value)).toThrow(InvalidArgumentError),
)

test('every whole number within the limits is taken as it is, and no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: -10, max: 70_000 }), (value) => {
      const port = value >= 0 && value <= 65_535
      if (port) expect(parsePort(String(value))).toBe(value)
      else expect(() => parsePort(String(value))).toThrow('Expected a whole number from 0 to 65535.')
    }),
  )
})

test('an error in JSON names the position and quotes only the text around it', () => {
  const json = `{"frames": [${'1, '.repeat(5000)}2 3${', 4'.repeat(5000)}]}`
  const error = (text: string) => {
    try {
      return String(parseJson(text))
    } catch (thrown) {
      return (thrown as Error).message
    }
  }
  expect(error(json)).toBe(
    'Not valid JSON (line 1, column 15015): “,” or “]” is missing. Near: …1, 1, 1, 1, 1, 1, 2 3, 4, 4, 4, 4, 4, 4,…',
  )
  expect(error('{"a":\n nope}')).toContain('line 2, column 2')
  expect(error('')).toBe('Not valid JSON (line 1, column 1): the text ends too early.')
  expect(error('NaN')).toContain('Not valid JSON: ')
})

test('what is wrong with arguments is said in the words of Rushes', () => {
  const said = (...args: string[]) => {
    const program = new Command('rushes').exitOverride().configureOutput({ outputError: () => undefined })
    program.addCommand(new Command('redo').copyInheritedSettings(program))
    const list = new Command('list').copyInheritedSettings(program).allowExcessArguments(false)
    list.argument('<video>', 'a video', parseLimit).option('--limit <number>', 'rows', parseLimit)
    program.addCommand(list.addOption(new Option('--order <order>').choices(['asc', 'desc'])))
    list.requiredOption('--stars <number>', 'stars')
    try {
      program.parse(args, { from: 'user' })
    } catch (error) {
      return sentenceOf(error)
    }
    return undefined
  }
  const all = ['--stars', '1']
  expect(said('list', 'x', ...all)).toBe('<video> can’t be “x”. Expected a whole number from 1 to 1000.')
  expect(said('list', '--limit', 'x', ...all)).toBe(
    '--limit <number> can’t be “x”. Expected a whole number from 1 to 1000.',
  )
  expect(said('list', '1', '--order', 'up', ...all)).toBe(
    '--order <order> can’t be “up”. Allowed choices are asc, desc.',
  )
  expect(said('list', '1', '--limit')).toBe('--limit <number> needs a value.')
  expect(said('list', '1')).toBe('--stars <number> is missing.')
  expect(said('list', ...all)).toBe('<video> is missing.')
  expect(said('list', '1', '--limt', ...all)).toBe('There is no option “--limt”. Did you mean “--limit”?')
  expect(said('reda')).toBe('There is no command “reda”. Did you mean “redo”?')
  expect(said('list', '1', '2', ...all)).toBe('“list” takes 1 argument, but got: 1, 2.')
})
