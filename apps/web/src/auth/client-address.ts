/**
 * The header that Better Auth reads a client's address from. The front door writes it on each request, over whatever a
 * client has sent in it. Next.js itself believes X-Forwarded-For from anybody, so everyone could choose an address to be
 * limited under.
 */
export const clientAddressHeader = 'x-client-address'
