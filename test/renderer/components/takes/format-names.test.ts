import { expect, it } from 'vitest'
import {
  audioName,
  containerName,
  imageCodecName,
  videoCodecName,
} from '../../../../renderer/components/takes/format-names.ts'

it.each([
  ['mov,mp4,m4a,3gp,3g2,mj2', '/a/ferry.mp4', 'MP4'],
  ['mov,mp4,m4a,3gp,3g2,mj2', '/a/ferry.MOV', 'QuickTime'],
  ['matroska,webm', '/a/ferry.mkv', 'Matroska'],
  ['matroska,webm', '/a/ferry.webm', 'WebM'],
  ['wv,tta', '/a/ferry', 'wv, tta'],
  [null, '/a/ferry.mp4', null],
])('a container %s at %s is %s', (container, path, name) => {
  expect(containerName(container, path)).toBe(name)
})

it.each([
  ['pcm_s16le', 'PCM 16-bit'],
  ['pcm_f32be', 'PCM 32-bit float'],
  ['aac', 'AAC'],
  ['cook', 'cook'],
  [null, null],
])('sound in %s is %s', (codec, name) => {
  expect(audioName(codec)).toBe(name)
})

it('names picture codecs as people say them', () => {
  expect(['prores', 'h264', 'webp', 'v210', null].map(videoCodecName)).toEqual([
    'ProRes',
    'H.264',
    'WebP',
    'v210',
    null,
  ])
  expect(['png', 'webp', null].map(imageCodecName)).toEqual(['PNG', 'WebP', null])
})
