import { type Kysely, sql } from 'kysely'

const flag = (column: string) => `${column} integer not null check (${column} in (0, 1))`
const roles = ['clerk', 'manager', 'dispatcher', 'warehouse', 'finance', 'admin'].map(flag).join(', ')

const statements = [
  `create table "user" (
    code text primary key check (code <> ''),
    name text not null,
    language text check (language in ('zh', 'en')),
    ${flag('active')},
    ${roles}
  ) strict`,

  `create table menu_security (
    menu text primary key check (menu <> ''),
    ${roles}
  ) strict`,

  `create table security_control (
    id integer primary key check (id = 1),
    lock_minutes integer not null check (lock_minutes between 1 and 999),
    sign_out_minutes integer not null check (sign_out_minutes between 1 and 999),
    maximum_failures integer not null check (maximum_failures between 1 and 99),
    minimum_length integer not null check (minimum_length between 8 and 40)
  ) strict`,

  `create table password (
    "user" text primary key references "user" (code) on delete cascade,
    hash text not null,
    ${flag('temporary')},
    changed_at text not null
  ) strict`,

  `create table sign_in (
    name text primary key,
    failures integer not null check (failures >= 0),
    last_failure_at text,
    locked_until text,
    last_sign_in_at text
  ) strict`,

  // A company to practise in lets everybody in: no real one may ever become one.
  `create trigger company_stays_real before update of is_demo on company when new.is_demo <> old.is_demo
    begin select raise(abort, 'a company to practise in stays one, a real one stays real'); end`,
]

export const up = async (db: Kysely<unknown>): Promise<void> => {
  for (const statement of statements) await sql.raw(statement).execute(db)
}
