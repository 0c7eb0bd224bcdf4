import { describe, expect, it } from 'vitest'
import { defaultFileLimits } from '../files/file-folder.ts'
import { readConfig } from './config.ts'

const limits = (env: Record<string, string>) => readConfig([], env).fileLimits
const MB = 1024 * 1024

describe('limits of uploaded files', () => {
  it('are the platform’s own where nothing or an empty word is set', () => {
    expect(limits({})).toEqual(defaultFileLimits)
    expect(limits({ FENGSUI_FILE_IMAGE_MB: '', FENGSUI_FILE_TOTAL_GB: '' })).toEqual(defaultFileLimits)
  })
  it('are set kind by kind, in all, and against the disk', () => {
    expect(limits({ FENGSUI_FILE_IMAGE_MB: '8', FENGSUI_FILE_AUDIO_MB: '30', FENGSUI_FILE_VIDEO_MB: '500', FENGSUI_FILE_DOCUMENT_MB: '50', FENGSUI_FILE_TOTAL_GB: '200', FENGSUI_DISK_RESERVE_MB: '2048' })).toEqual({
      bytes: { image: 8 * MB, audio: 30 * MB, video: 500 * MB, document: 50 * MB }, totalBytes: 200 * 1024 * MB, diskReserveBytes: 2048 * MB,
    })
  })
  it.each([['FENGSUI_FILE_IMAGE_MB', '0'], ['FENGSUI_FILE_IMAGE_MB', '101'], ['FENGSUI_FILE_VIDEO_MB', '1.5'], ['FENGSUI_FILE_DOCUMENT_MB', 'viel'], ['FENGSUI_FILE_TOTAL_GB', '0'], ['FENGSUI_DISK_RESERVE_MB', '99']])('%s=%s keeps the program from starting and is named', (name, value) => {
    expect(() => limits({ [name]: value })).toThrow(new RegExp(`${name}（.+）应为 \\d+–\\d+ 的整数`))
  })
})
