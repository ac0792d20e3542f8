import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'
import type { ResourceTests, Scene } from './resource.js'

/** A has sent a file. */
async function fileOf({ call, alice }: Scene): Promise<string> {
  const importId = uuidv7()
  const content = Buffer.from('TYPE,CONTENT\ntask,Only hers\n').toString('base64')
  const sent = await call(alice, 'import.read', { importId, name: 'Hers.csv', part: 0, parts: 1, content })
  expect(sent).toEqual({ ok: true, value: { parts: 1 } })
  return importId
}

const preview = (scene: Scene, userId: string, importId: string) =>
  scene.call(userId, 'import.preview', { importId, timeZone: 'UTC' })

export const importTests: ResourceTests<'import'> = {
  procedures: {
    read: {
      needs: 'tasks:write',
      attack: async (scene) => {
        const importId = await fileOf(scene)
        const content = Buffer.from('TYPE,CONTENT\ntask,His\n').toString('base64')
        // He can use her id too. Another file of his only replaces his own earlier one.
        for (const id of [importId, uuidv7()]) {
          const his = { importId: id, name: 'His.csv', part: 0, parts: 1, content }
          expect(await scene.call(scene.bob, 'import.read', his)).toEqual({ ok: true, value: { parts: 1 } })
        }
        expect(await preview(scene, scene.alice, importId)).toMatchObject({ value: { listTitles: ['Hers'] } })
      },
    },
    preview: {
      needs: 'tasks:write',
      attack: async (scene) => {
        const importId = await fileOf(scene)
        const refused = await preview(scene, scene.bob, importId)
        expect(refused).toMatchObject({ ok: false, code: 'NOT_FOUND' })
        expect(refused).toEqual(await preview(scene, scene.bob, uuidv7()))
      },
    },
    run: {
      needs: 'tasks:write',
      attack: async (scene) => {
        const importId = await fileOf(scene)
        const attempt = await scene.call(scene.bob, 'import.run', { importId })
        expect(JSON.stringify(attempt)).not.toContain('rows')
        expect(JSON.stringify(await scene.call(scene.bob, 'task.list', {}))).not.toContain('Only hers')
        expect(await preview(scene, scene.alice, importId)).toMatchObject({ ok: true })
      },
    },
    discard: {
      needs: 'tasks:write',
      attack: async (scene) => {
        const importId = await fileOf(scene)
        const attempt = await scene.call(scene.bob, 'import.discard', { importId })
        expect(attempt).toEqual({ ok: true, value: { discarded: false } })
        expect(await preview(scene, scene.alice, importId)).toMatchObject({ ok: true })
      },
    },
  },
}
