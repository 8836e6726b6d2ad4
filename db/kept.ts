import type { Compilable, Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** Stands where a value will be bound. */
class Hole {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Names each parameter's place in a query that is kept. */
export type HoleOf<P> = <K extends keyof P & string>(name: K) => P[K]

/**
 * A query that Kysely compiles once and that each call only binds: building a query costs as much as running it.
 * `build` is given the database and a function that names each parameter's place.
 */
export const kept = <P extends object, R>(
  build: (db: Kysely<Database>, hole: HoleOf<P>) => Compilable<R>,
): ((db: Kysely<Database>, parameters: P) => Promise<R[]>) => {
  let compiled: ReturnType<Compilable<R>['compile']> | undefined
  return async (db, parameters) => {
    compiled ??= build(db, name => new Hole(name) as never).compile()
    const bound = compiled.parameters.map(value =>
      value instanceof Hole ? parameters[value.name as keyof P] : value,
    )
    return (await db.executeQuery<R>({ ...compiled, parameters: bound })).rows
  }
}
