import { expect, test } from 'vitest'
import { developmentPage } from '../../main/desktop/development-page.ts'

test('the packed application ignores the address of a development server', () => {
  expect(developmentPage('http://127.0.0.1:5173', true)).toBeUndefined()
  expect(developmentPage('http://127.0.0.1:5173', false)).toBeDefined()
  expect(developmentPage(undefined, false)).toBeUndefined()
})
