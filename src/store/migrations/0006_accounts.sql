-- Accounts, how people sign in, and what was done about either. An account belongs to one person of the register;
-- what it may do follows from that person's posts and stands nowhere here.
create table account (
  congress int not null, id uuid not null, person uuid not null, login text not null,
  -- prepared: waits for the security administrator; approved: its invitation may be used; active; disabled.
  state text not null check (state in ('prepared', 'approved', 'active', 'disabled')),
  password text, history jsonb not null default '[]', changed_at timestamptz, must_change boolean not null default false,
  totp bytea, totp_step bigint not null default 0, recovery jsonb not null default '[]', -- the secret sealed, the codes hashed
  issuer text, subject text, -- who the identity provider says it is
  contact bytea, phone_mark text, -- sealed; and a keyed mark to find the account by a telephone number
  created timestamptz not null, created_by uuid, approved timestamptz, approved_by uuid, disabled timestamptz, disabled_why text, last_in timestamptz,
  primary key (congress, id)
);
create unique index account_login on account (congress, login);
create unique index account_person on account (congress, person);
create unique index account_subject on account (congress, issuer, subject) where subject is not null;
create unique index account_phone on account (congress, phone_mark) where phone_mark is not null;

create table invitation (
  congress int not null, token text not null, account uuid not null, created timestamptz not null, expires timestamptz not null, used_at timestamptz, by uuid,
  primary key (congress, token)
);
create index invitation_account on invitation (congress, account);

-- A session from before has no account: it is a sample's, and goes on as it was.
alter table session add column id uuid not null default gen_random_uuid();
alter table session add column account uuid;
alter table session add column last_seen timestamptz;
alter table session add column address text; -- a keyed mark
alter table session add column device text;
alter table session add column how text not null default 'sample';
alter table session add column second boolean not null default false;
alter table session add column posts text; -- a mark of the posts held when the token was given
alter table session add column replaced boolean not null default false;

create table trusted_phone (
  congress int not null, token text not null, id uuid not null default gen_random_uuid(), account uuid not null, device text not null, created timestamptz not null, expires timestamptz not null, last_used timestamptz,
  primary key (congress, token)
);
create index trusted_account on trusted_phone (congress, account);

create table sign_in_code (
  congress int not null, account uuid not null, code text not null, created timestamptz not null, expires timestamptz not null, tries int not null default 0,
  primary key (congress, account)
);

-- Failures of a name (a keyed mark, so that a password typed into the wrong box is not kept) from one address, and from everywhere: address ''.
create table sign_in_failure (
  congress int not null, who text not null, address text not null, failed int not null default 0, last timestamptz not null, locked_until timestamptz,
  good timestamptz, -- when somebody last came in with this name from here
  primary key (congress, who, address)
);
create index sign_in_failure_last on sign_in_failure (congress, last);

create table sealed_setting (
  congress int not null, name text not null, sealed bytea not null, updated timestamptz not null, by uuid,
  primary key (congress, name)
);

create table sign_in_log (
  congress int not null, id uuid not null default gen_random_uuid(), at timestamptz not null, account uuid, person uuid, login text not null,
  what text not null, success boolean not null, why text not null, how text not null, address text not null, device text not null,
  primary key (congress, id)
);
create index sign_in_log_at on sign_in_log (congress, at, id);
create index sign_in_log_person on sign_in_log (congress, person, at);

create table admin_log (
  congress int not null, id uuid not null default gen_random_uuid(), at timestamptz not null, person uuid not null, post text not null,
  act text not null, account uuid, subject uuid, detail text not null, address text not null,
  primary key (congress, id)
);
create index admin_log_at on admin_log (congress, at, id);

do $$ declare t text; begin
  foreach t in array array['account', 'invitation', 'trusted_phone', 'sign_in_code', 'sign_in_failure', 'sealed_setting', 'sign_in_log', 'admin_log'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_congress on %I using (congress = nullif(current_setting(''app.congress'', true), '''')::int)', t);
  end loop;
end $$;

-- The log of sign-ins can only be added to by the serving role; what is older than the office keeps it is let go of
-- here, and never what is younger than six months (网络安全法：留存相关的网络日志不少于六个月).
create function trim_sign_in_log(c int, before timestamptz) returns int language plpgsql security definer set search_path = pg_catalog, public as $$
declare n int;
begin
  if c is distinct from nullif(current_setting('app.congress', true), '')::int then raise exception 'another congress'; end if;
  delete from sign_in_log where congress = c and at < least(before, current_timestamp - interval '6 months');
  get diagnostics n = row_count;
  return n;
end $$;
