import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describeApi } from '../../main/http/describe-api.ts'

// `npm run python-client` writes docs/rushes_client.py from the OpenAPI document.

export const clientFile = fileURLToPath(new URL('../../docs/rushes_client.py', import.meta.url))

interface Schema {
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
}

interface Operation {
  operationId?: string
  summary?: string
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
  responses?: Record<string, { content?: Record<string, unknown> }>
}

const heading = `"""Calls a library that \`rushes serve\` serves. Needs only the standard library of Python 3.9.

Generated from the OpenAPI document; to change it, run: npm run python-client

    from rushes_client import Rushes
    rushes = Rushes("http://127.0.0.1:4317", token)
    for video in rushes.videos.list(query="model:wan", limit=10)["items"]:
        print(video["name"])
"""

import json
import os
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen

_UNSET = object()


class RushesError(Exception):
    """An error of a call; \`code\` is one of a closed list and does not change, unlike the message."""

    def __init__(self, status, problem):
        super().__init__(problem.get("detail", "HTTP %d" % status))
        self.status = status
        self.code = problem.get("code")
        self.data = problem.get("data")


class _Group:
    def __init__(self, rushes):
        self._rushes = rushes
`

const rest = `class Rushes:
    """A served library. \`token\` is a token, or the key that \`rushes serve\` prints."""

    def __init__(self, url, token, timeout=60):
        self._url = url.rstrip("/")
        self._token = token
        self._timeout = timeout
GROUPS

    def upload(self, path, name=None):
        """Uploads a file as media, and returns its record."""
        with open(path, "rb") as file:
            query = urlencode({"name": name or os.path.basename(path)})
            headers = {"Content-Type": "application/octet-stream", "Content-Length": str(os.path.getsize(path))}
            with self._open("POST", "/api/media?" + query, file, headers) as response:
                return json.load(response)

    def read(self, path):
        """Returns the bytes at a path of the server, such as "/media/posters/<id>"."""
        with self._open("GET", path) as response:
            return response.read()

    def _call(self, method, path, fields):
        path, data = self._prepare(method, path, fields)
        headers = {"Content-Type": "application/json"} if data is not None else {}
        with self._open(method, path, data, headers) as response:
            return json.loads(response.read() or "null")

    def _events(self, method, path, fields):
        path, _ = self._prepare(method, path, fields)
        with self._open(method, path) as response:
            for line in response:
                if line.startswith(b"data: "):
                    yield json.loads(line[6:])

    def _prepare(self, method, path, fields):
        fields = {name: value for name, value in fields.items() if value is not _UNSET}
        for name in list(fields):
            if "{%s}" % name in path:
                path = path.replace("{%s}" % name, quote(str(fields.pop(name)), safe=""))
        if method != "GET":
            return "/api" + path, json.dumps(fields).encode() if fields else None
        query = []
        for name, value in fields.items():
            if isinstance(value, (list, tuple)):
                query += [(name + "[]", _text(each)) for each in value]
            else:
                query.append((name, _text(value)))
        return "/api" + path + ("?" + urlencode(query) if query else ""), None

    def _open(self, method, path, data=None, headers={}):
        request = Request(self._url + path, data=data, method=method, headers=headers)
        request.add_header("Authorization", "Bearer " + self._token)
        try:
            return urlopen(request, timeout=self._timeout)
        except HTTPError as error:
            with error:
                body = error.read()
            try:
                problem = json.loads(body)
            except ValueError:
                problem = {}
            raise RushesError(error.code, problem) from None


def _text(value):
    return json.dumps(value) if isinstance(value, bool) else str(value)
`

const keywords = new Set([
  'from',
  'with',
  'in',
  'is',
  'as',
  'not',
  'and',
  'or',
  'class',
  'def',
  'import',
  'return',
  'global',
  'pass',
])

/** Returns the source of the Python client. */
export async function pythonClient(): Promise<string> {
  const { paths = {} } = await describeApi('').document()
  const groups = new Map<string, string[]>()
  for (const [path, methods = {}] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      const [, group, name] = /^(\w+)\.(\w+)$/.exec(operation.operationId ?? '') ?? []
      // Bytes have routes of their own, outside of the contract.
      if (group === undefined || name === undefined || 'servers' in methods) continue
      groups.set(group, [...(groups.get(group) ?? []), methodOf(name, method.toUpperCase(), path, operation)])
    }
  }
  const names = [...groups.keys()].sort()
  const classes = names.map((name) => `class ${classOf(name)}(_Group):\n${groups.get(name)?.join('\n')}`)
  const fields = names.map((name) => `        self.${snake(name)} = ${classOf(name)}(self)`).join('\n')
  return `${[heading, ...classes, rest.replace('GROUPS', () => fields)].join('\n\n')}`
}

function classOf(group: string): string {
  return `_${group[0]?.toUpperCase()}${group.slice(1)}`
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

function argumentOf(name: string): string {
  return keywords.has(name) ? `${name}_` : name
}

function methodOf(name: string, method: string, path: string, operation: Operation): string {
  const given = (operation.parameters ?? []).filter((it) => it.in === 'path' || it.in === 'query')
  const body = operation.requestBody?.content?.['application/json']?.schema
  const fields = new Map([
    ...given.map(({ name, required }) => [name, required === true] as const),
    ...(body ? fieldsOf(body) : []),
  ])
  const required = [...fields].filter(([, isRequired]) => isRequired)
  const optional = [...fields].filter(([, isRequired]) => !isRequired)
  const parameters = [
    'self',
    ...required.map(([field]) => argumentOf(field)),
    ...(optional.length > 0 ? ['*'] : []),
    ...optional.map(([field]) => `${argumentOf(field)}=_UNSET`),
  ]
  const values = [...fields.keys()].map((field) => `"${field}": ${argumentOf(field)}`)
  const isStream = Object.values(operation.responses ?? {}).some(({ content }) => content?.['text/event-stream'])
  const caller = isStream ? '_events' : '_call'
  return [
    ...list(`    def ${argumentOf(snake(name))}`, parameters, ':', '(', ')'),
    `        """${operation.summary}."""`,
    ...list(`        return self._rushes.${caller}("${method}", "${path}", `, values, ')', '{', '}'),
    '',
  ].join('\n')
}

/** Returns a list on one line, or on one line each if that would be too long. */
function list(before: string, values: string[], after: string, open: string, close: string): string[] {
  const line = `${before}${open}${values.join(', ')}${close}${after}`
  if (line.length <= 120) return [line]
  const indent = ' '.repeat(before.search(/\S/))
  return [`${before}${open}`, ...values.map((value) => `${indent}    ${value},`), `${indent}${close}${after}`]
}

/** Returns the fields of a body and whether each is required; one that only some of its forms have is not. */
function fieldsOf(schema: Schema): Map<string, boolean> {
  const { properties = {}, required = [], anyOf = [] } = schema
  const forms = anyOf.map(fieldsOf)
  return new Map([
    ...Object.keys(properties).map((name) => [name, required.includes(name)] as const),
    ...forms
      .flatMap((form) => [...form.keys()])
      .map((name) => [name, forms.every((form) => form.get(name) === true)] as const),
  ])
}

if (import.meta.main) writeFileSync(clientFile, await pythonClient())
