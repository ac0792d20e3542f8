/// <reference lib="webworker" />
// @ts-check

/**
 * Lets the app open offline. It stores the files of the app, and one page without content: the frame of the views. Their rows are in the browser's database. It never stores a response of the API, and deletes the page when somebody signs out.
 * docs/pages.md says more.
 */
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

/** Increase the number when the stored content changes. */
const [files, pages] = ['files-1', 'pages-1']
const shell = '/shell'

worker.addEventListener('install', (event) => {
  event.waitUntil(keepOfflinePage().finally(() => worker.skipWaiting()))
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(removeOldCaches().then(() => worker.clients.claim()))
})

worker.addEventListener('message', ({ data }) => {
  if (Array.isArray(data?.files)) void keepFiles(data.files)
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (url.pathname.endsWith('/sign-out')) event.waitUntil(forgetShell())
  if (request.method !== 'GET') return
  if (isFile(url)) event.respondWith(fromCache(request))
  else if (request.mode === 'navigate') event.respondWith(openPage(event, url))
})

/** Files whose names change with their content. @param {URL} url */
const isFile = ({ pathname }) => pathname.startsWith('/_next/static/')

/** The addresses that the frame of the views can show. @param {URL} url */
const isView = ({ pathname }) =>
  pathname === '/' || /^\/(today|upcoming|inbox|lists|labels|filters|done|search)(\/|$)/.test(pathname)

/** Pages for guests. A person who sees one has signed out, or is another user. @param {URL} url */
const isForGuests = ({ pathname }) => /^\/(sign-in|sign-up)$/.test(pathname)

/** @param {FetchEvent} event @param {URL} url */
async function openPage(event, url) {
  try {
    const response = await fetch(event.request)
    if (isForGuests(url) && response.ok) event.waitUntil(forgetShell())
    event.waitUntil(keepMissingOfflinePage())
    if (isView(url) && response.ok) event.waitUntil(keep(pages, shell, response.clone()))
    return response
  } catch (error) {
    const kept = isView(url) ? await caches.match(shell) : undefined
    const page = kept ?? (await caches.match('/offline'))
    if (page === undefined) throw error
    return page
  }
}

/** @param {Request} request */
async function fromCache(request) {
  const kept = await caches.match(request)
  if (kept !== undefined) return kept
  const response = await fetch(request)
  if (response.ok) await keep(files, request, response.clone())
  return response
}

/** @param {string} cache @param {RequestInfo} request @param {Response} response */
async function keep(cache, request, response) {
  await (await caches.open(cache)).put(request, response)
}

/** When this worker was installed, the issuer may have been too busy to send the page. So every page asks again. */
async function keepMissingOfflinePage() {
  if ((await caches.match('/offline')) === undefined) await keepOfflinePage().catch(() => undefined)
}

async function keepOfflinePage() {
  const response = await fetch('/offline')
  if (response.ok) await keep(files, '/offline', response)
}

/** Files that a page loaded before this worker was active. @param {unknown[]} urls */
async function keepFiles(urls) {
  const cache = await caches.open(files)
  for (const url of urls) {
    if (typeof url !== 'string' || !isFile(new URL(url, location.href)) || (await cache.match(url))) continue
    await cache.add(url).catch(() => undefined)
  }
}

const forgetShell = () => caches.delete(pages)

async function removeOldCaches() {
  const old = (await caches.keys()).filter((name) => name !== files && name !== pages)
  await Promise.all(old.map((name) => caches.delete(name)))
}

// domain: tasks {
worker.addEventListener('push', (event) => {
  const reminder = event.data?.json()
  if (reminder?.type !== 'reminder') return
  const body = reminder.more > 0 ? `+${reminder.more}` : ''
  event.waitUntil(
    worker.registration.showNotification(reminder.title, {
      body,
      tag: reminder.tag,
      icon: '/icons/icon-192.png',
      dir: 'auto',
      data: { id: reminder.id, at: reminder.at },
    }),
  )
})

worker.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(show(`/?task=${event.notification.data.id}`))
})

/** @param {string} address */
async function show(address) {
  const [open] = await worker.clients.matchAll({ type: 'window' })
  if (open === undefined) return await worker.clients.openWindow(address)
  await open.navigate(address)
  return await open.focus()
}
// domain: tasks }
