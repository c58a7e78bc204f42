/** The shape of the sample's invented prose. `{spot}` stands for an invented compound or village. */
export type Situation = readonly [category: number, handler: string, what: string, gist: string, done: string]
/** An opinion that was settled without being referred: what was said, its gist, what the station replied. */
export type Settled = readonly [category: number, what: string, gist: string, reply: string]
