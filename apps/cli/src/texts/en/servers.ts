/** Which servers a command uses, and errors about settings that do not match. */
export const servers = {
  notAddress: 'must be an address such as https://app.example.com, without credentials, query or fragment',
  notToken: 'must be a token, without spaces or line breaks',
  emptyProfile: 'The name of the profile must not be empty.',
  notDefaults:
    '{set} is set and {missing} is not. The defaults are {webUrl} with the API {apiUrl}, which does not belong to it. Set both or neither.',
  notOfProfile:
    '{set} is set and {missing} is not. The profile “{profile}” uses {webUrl} with the API {apiUrl}, which does not belong to it. Set both or neither.',
  tokenWithoutApi: 'OWNLIST_TOKEN is set and OWNLIST_API_URL is not. Set it to the API that the token was issued for.',
  otherIssuer:
    'The token in OWNLIST_TOKEN was issued by {issuer}, not by {webUrl}. Set OWNLIST_WEB_URL to its issuer, or leave it out.',
  pair: '{issuer} goes with {apiUrl}',
  otherPair:
    'The token in OWNLIST_TOKEN was issued by {issuer}, which is not for {apiUrl}: {pairs}. Set OWNLIST_API_URL to the API of that issuer, or sign in again if it has moved.',
} as const
