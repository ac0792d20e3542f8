import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readStackSettings } from '../src/env.js'
import { localSecrets } from '../src/secrets.js'

describe('the environment', () => {
  const databases = {
    DATABASE_URL: 'postgresql://api@db/rows',
    DATABASE_ADMIN_URL: 'postgresql://owner@db/rows',
    AUTH_DATABASE_URL: 'postgresql://auth@db/auth',
  }

  test('may be empty', () => {
    expect(readStackSettings({})).toMatchObject({
      databases: null,
      webUrl: 'http://localhost:3000',
      apiUrl: 'http://localhost:4000',
    })
  })

  test('treats an empty variable as not set', () => {
    expect(readStackSettings({ WEB_PORT: '', DATABASE_URL: '' })).toEqual(readStackSettings({}))
  })

  test('may name a port, or an address that contains it', () => {
    expect(readStackSettings({ WEB_PORT: '3100' })).toMatchObject({ webPort: 3100, webUrl: 'http://localhost:3100' })
    expect(readStackSettings({ API_URL: 'http://localhost:4100' })).toMatchObject({ apiPort: 4100 })
    const proxied = { WEB_URL: 'https://app.example.com', WEB_PORT: '8080' }
    expect(readStackSettings(proxied)).toMatchObject({ webPort: 8080, webUrl: 'https://app.example.com' })
  })

  test('names your own server with three variables, or with none', () => {
    expect(readStackSettings(databases).databases).toEqual(databases)
    for (const missing of Object.keys(databases)) {
      expect(() => readStackSettings({ ...databases, [missing]: undefined })).toThrow('Set all three or none')
    }
  })

  test('has all its faults reported together', () => {
    const faulty = { WEB_PORT: '99999', API_PORT: 'x', BETTER_AUTH_SECRET: 'short', DATABASE_URL: 'mysql://x' }
    const listed = (() => {
      try {
        return String(readStackSettings(faulty))
      } catch (error) {
        return String(error)
      }
    })()
    for (const name of Object.keys(faulty)) expect(listed).toContain(`${name}: `)
    // The message does not show the value, because even an invalid secret may be secret.
    expect(listed).not.toContain('short')
  })
})

describe('the secrets of the embedded default', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'ownlist-secrets-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('are created once, readable by their owner only', async () => {
    const made = await localSecrets(join(folder, 'data'))
    expect(await localSecrets(join(folder, 'data'))).toEqual(made)
    expect((await stat(join(folder, 'data/secrets.json'))).mode & 0o777).toBe(0o600)
    expect(await localSecrets(join(folder, 'other'))).not.toEqual(made)
  })

  test('are never created again for existing data, because they would not match it', async () => {
    await mkdir(join(folder, 'postgres'))
    await writeFile(join(folder, 'postgres', 'PG_VERSION'), '18\n')
    await expect(localSecrets(folder)).rejects.toThrow(`${join(folder, 'secrets.json')} is missing`)
    expect(await readdir(folder)).toEqual(['postgres'])
  })

  test('are the same for ten simultaneous first commands, and no other files are left', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => localSecrets(folder)))
    expect(new Set(made.map(({ postgresPassword }) => postgresPassword)).size).toBe(1)
    expect(await readdir(folder)).toEqual(['secrets.json'])
  })

  test.each(['', '{"postgresPassword":', '{"postgresPassword":"x"}'])(
    'are never replaced when the file is damaged: %s',
    async (text) => {
      const path = join(folder, 'secrets.json')
      await writeFile(path, text)
      await expect(localSecrets(folder)).rejects.toThrow(`${path} cannot be read`)
      expect(await readFile(path, 'utf8')).toBe(text)
    },
  )
})
