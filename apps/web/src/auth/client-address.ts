/**
 * The header from which Better Auth reads a client's address. The front door sets it on each request and overwrites
 * what the client sent. Next.js itself trusts X-Forwarded-For from anybody, so every client could choose the address
 * that its limits apply to.
 */
export const clientAddressHeader = 'x-client-address'
