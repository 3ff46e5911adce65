import { expect, test } from 'vitest'
import { z } from 'zod'
import { describeIssue } from '../../shared/validation-messages.ts'

function refusal(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value, { error: describeIssue }).error?.issues[0]?.message
}

test.each<[z.ZodType, unknown, string]>([
  [z.object({ id: z.string() }), {}, 'is missing; text is required.'],
  [z.number(), 'ten', 'must be a number.'],
  [z.enum(['added', 'name', 'size']), 'foo', '“foo” is not an option; use added, name or size.'],
  [z.number().max(500), 900, '900 is too large; it must be at most 500.'],
  [z.number().positive(), 0, '0 is too small; it must be more than 0.'],
  [z.array(z.string()).min(2), ['a'], 'has 1 item; at least 2 are required.'],
  [z.array(z.string()).min(1), [], 'is empty; it must have at least 1 item.'],
  [z.string().max(2), 'abc', 'has 3 characters; at most 2 are allowed.'],
  [z.string().min(1), '', 'is empty; it must have at least 1 character.'],
  [z.strictObject({}), { lmit: 1 }, 'has no field named “lmit”.'],
  [z.int(), 1.5, 'must be a whole number.'],
  [z.union([z.object({ a: z.string() }), z.number()]), { a: 1 }, 'a: must be text.'],
])('%# a refused value is described by what is wrong and what is allowed', (schema, value, sentence) => {
  expect(refusal(schema, value)).toBe(sentence)
})

test('a schema keeps the sentence that it brings', () => {
  expect(refusal(z.string('must be an address.'), 1)).toBe('must be an address.')
})
