// domain: tasks
import type { Task } from '@ownlist/client'
import { newUserId } from '@ownlist/testkit'
import { expect } from 'vitest'
import type { AppApi } from '../../app-api.js'
import { type Device, openDevice } from './device.js'
import { createEdits, type Edits } from './edits.js'
import { createRandom, type Random } from './random.js'
import { serverRows } from './server-rows.js'

/** The dependencies of one step of a run. */
interface Step {
  readonly device: Device
  readonly random: Random
  readonly edits: Edits
  /** The rows that were deleted on any device, which another device may restore. */
  readonly deleted: ['task' | 'list', string][]
}

/** Each step with its relative frequency. */
const actions: readonly (readonly [weight: number, action: (step: Step) => Promise<unknown>])[] = [
  [12, createTask],
  [4, createList],
  [40, (step) => editText(step, 'task', step.random.pick(['title', 'notes']) ?? 'title')],
  [5, (step) => editText(step, 'list', 'title')],
  [20, editTask],
  [5, (step) => deleteRow(step, 'task')],
  [1, (step) => deleteRow(step, 'list')],
  [4, restoreRow],
  [8, async ({ device }) => device.switchNetwork()],
  [8, async ({ device, random }) => device.cutNext(1 + Math.floor(random() * 3))],
  [3, async ({ device }) => device.restart()],
  [12, async ({ device }) => device.sync()],
  [4, decide],
]
const drawn = actions.flatMap(([weight, action]) => Array<typeof action>(weight).fill(action))

/**
 * Three devices of one person change the same rows, online and offline, while requests are cut and tabs are killed. At the end
 * all are online, and the person decides about every change in the tray.
 */
export async function runDevices(api: AppApi, seed: number, operations: number): Promise<void> {
  const [random, edits, userId] = [createRandom(seed), createEdits(), newUserId()]
  const all: Omit<Step, 'device'> = { random, edits, deleted: [] }
  const open = (name: string) => openDevice({ api, userId, name, random })
  const devices = [await open('phone'), await open('laptop'), await open('tablet')]
  for (let n = 0; n < operations; n++) {
    const device = random.pick(devices)
    if (device) await random.pick(drawn)?.({ ...all, device })
  }
  await bringTogether(devices, all)
  const rows = await serverRows(api, userId)
  for (const device of devices) {
    expect(shown(device), device.name).toEqual(rows.visible(keptBy(device)))
    expect(device.tab.outbox(), device.name).toEqual({ pending: [], tray: [] })
  }
  expect(edits.faults(rows.values)).toEqual([])
  for (const device of devices) await device.close()
}

/** Completed tasks are kept by a device that saw them change, so these are compared too. */
const keptBy = (device: Device) => new Set(device.tab.all('task').map(({ id }) => id))

const shown = ({ tab }: Device) => [...tab.all('task'), ...tab.all('list')].sort((a, b) => (a.id < b.id ? -1 : 1))

async function bringTogether(devices: readonly Device[], all: Omit<Step, 'device'>): Promise<void> {
  for (const device of devices) device.bringOnline()
  // A decision may cause another conflict, so this takes several rounds.
  for (let round = 0; round < 30; round++) {
    for (const device of devices) await device.sync()
    const undecided = devices.filter(({ tab }) => tab.outbox().tray.length + tab.outbox().pending.length > 0)
    if (undecided.length === 0) break
    for (const device of undecided) {
      while (device.tab.outbox().tray.length > 0) await decide({ ...all, device }, round < 10 ? undefined : 'theirs')
    }
  }
  for (const device of devices) await device.sync()
}

async function createTask({ device: { tab, name }, random, edits }: Step): Promise<void> {
  const [title, listId] = [edits.next(), random.pick([null, ...tab.all('list').map(({ id }) => id)]) ?? null]
  const { id } = await tab.create('task', { title, listId })
  edits.made(name, { id, field: 'title' }, title)
}

async function createList({ device: { tab, name }, edits }: Step): Promise<void> {
  if (tab.all('list').length > 4) return
  const title = edits.next()
  const { id } = await tab.create('list', { title })
  edits.made(name, { id, field: 'title' }, title)
}

async function editText({ device: { tab, name }, random, edits }: Step, kind: 'task' | 'list', field: string) {
  // Mostly the same few rows, so that devices change the same ones.
  const row: Task | { id: string; title: string } | undefined = random.pick(tab.all(kind).slice(-3))
  if (row === undefined) return
  const value = edits.next()
  edits.made(name, { id: row.id, field }, value, String(Reflect.get(row, field)))
  await tab.update(kind, row.id, { [field]: value })
}

async function editTask({ device: { tab }, random }: Step): Promise<void> {
  const task = random.pick(tab.all('task').slice(-5))
  if (task === undefined) return
  const changes = random.pick([
    { priority: random.pick(['none', 'low', 'medium', 'high'] as const) ?? 'none' },
    { dueOn: random.pick([null, '2026-12-01', '2026-12-02']) ?? null },
    { completedAt: task.completedAt === null ? '2026-11-26T10:00:00.000Z' : null },
    { listId: random.pick([null, ...tab.all('list').map(({ id }) => id)]) ?? null },
  ])
  await tab.update('task', task.id, changes ?? {})
}

async function deleteRow({ device: { tab }, random, deleted }: Step, kind: 'task' | 'list'): Promise<void> {
  const row = random.pick(tab.all(kind))
  if (row === undefined) return
  deleted.push([kind, row.id])
  await tab.delete(kind, row.id)
}

async function restoreRow({ device: { tab }, random, deleted }: Step): Promise<void> {
  const [kind, id] = random.pick(deleted.slice(-5)) ?? []
  if (kind !== undefined && id !== undefined) await tab.restore(kind, id)
}

async function decide({ device: { tab }, random, edits }: Step, fixed?: 'ours' | 'theirs'): Promise<void> {
  const entry = random.pick(tab.outbox().tray)
  if (entry === undefined) return
  const how = fixed ?? random.pick(['ours', 'theirs'] as const) ?? 'theirs'
  // When the creation of a row is given up, so are all changes to the row, including one that was just made.
  const gone = how === 'theirs' && entry.change.type === 'create'
  const { pending, tray } = tab.outbox()
  const others = gone ? [...tray, ...pending].filter(({ id, n }) => id === entry.id && n > entry.n) : []
  for (const decided of [entry, ...others]) edits.decided(decided, how)
  await tab.resolve(entry.n, how)
}
