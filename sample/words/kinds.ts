/** The shape of the sample's invented prose. `{spot}` stands for an invented compound or village. */
export type Situation = readonly [category: number, handler: string, what: string, gist: string, done: string]
/** An opinion that was settled without being referred: what was said, its gist, what the station replied. */
export type Settled = readonly [category: number, what: string, gist: string, reply: string]
/** What a suggestion may be about: its theme, the organ it first goes to, what it asks (as in 关于……的建议), why, what should be done, and what was done in the end. `{at}` stands for an invented street or town. */
export type Topic = readonly [theme: string, organ: string, what: string, why: string, want: string, done: string]
/** A paper that became no suggestion: what it asked, its text, and why it went another way. */
export type Paper = readonly [what: string, text: string, reason: string]
