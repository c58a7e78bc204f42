/**
 * How long a visitor may take to say what they want: whoever sends a letter a second holds a connection, and is answered
 * 408 by the server itself. A phone on a slow line needs some minutes for eight photos.
 */
const headersSeconds = 20, bodySeconds = 300

export const serverTimes = (body: number = bodySeconds) => ({ headersTimeout: Math.min(headersSeconds, body) * 1000, requestTimeout: body * 1000, connectionsCheckingInterval: Math.min(5, body) * 1000 })
