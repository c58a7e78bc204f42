-- The tables. Every key, unique index and filter leads with the congress, so that the
-- data can be spread by it one day; there are no triggers, and the hot tables have no
-- foreign key to congress (it would lock one row in every append).

-- Reference table: one row per congress served here.
create table congress (
  id int primary key check (id > 0),
  short text not null unique,
  name text not null,
  name_en text not null,
  host text unique,
  sample boolean not null default false,
  sample_done boolean not null default false,
  config int not null default 1,
  covered_until date,
  profile jsonb not null default '{}'
);

-- The log. Columns hold what is looked up; body holds the rest of the event.
create table event (
  congress int not null,
  root uuid not null,
  seq int not null check (seq > 0),
  matter uuid not null,
  act text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  key text,
  digest bytea,
  act_last int, -- with the key: the last sequence the act wrote, given back on a replay
  prev bytea,
  hash bytea not null,
  body jsonb not null,
  primary key (congress, root, seq)
);
create unique index event_key on event (congress, key) where key is not null;
create index event_matter on event (congress, matter);

-- Projections: each can be thrown away and built again from the log.
create table matter (
  congress int not null,
  id uuid not null,
  root uuid not null,
  parent uuid,
  procedure text not null,
  version int not null,
  stage text not null,
  ended boolean not null,
  opened_at timestamptz not null,
  moved_at timestamptz not null,
  title text not null,
  place uuid,
  category text,
  channel text,
  outcome text,
  short text,
  receipt text,
  restricted boolean not null,
  published boolean not null,
  marks jsonb not null,
  parties jsonb not null,
  seq int,    -- of the whole family, on the root's row only
  head bytea, -- hash of the family's last event, on the root's row only
  primary key (congress, id)
);
create index matter_stage on matter (congress, procedure, stage, opened_at);
create index matter_opened on matter (congress, opened_at, id);
create index matter_root on matter (congress, root);
create index matter_receipt on matter (congress, receipt) where receipt is not null;
create index matter_short on matter (congress, short) where short is not null;

create table party (
  congress int not null,
  who uuid not null,
  party text not null,
  matter uuid not null,
  root uuid not null,
  primary key (congress, who, party, matter)
);
create index party_matter on party (congress, matter);

create table duty (
  congress int not null,
  matter uuid not null,
  no text not null,
  root uuid not null,
  owes text not null,
  act text not null,
  due timestamptz not null,
  opened_seq int not null,
  opened_at timestamptz not null,
  closed_seq int,
  closed_at timestamptz,
  body jsonb not null,
  primary key (congress, matter, no)
);
create index duty_owes on duty (congress, owes, due, matter, no) where closed_seq is null;
create index duty_due on duty (congress, due) where closed_seq is null;

create table fact (
  congress int not null,
  root uuid not null,
  seq int not null,
  n int not null,
  matter uuid not null,
  name text not null,
  person uuid,
  organ uuid,
  place uuid,
  level text,
  kind text,
  quantity int not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  retracted_at timestamptz,
  retracted_seq int,
  primary key (congress, root, seq, n)
);
create index fact_name on fact (congress, name, at)
  include (root, matter, seq, n, person, organ, place, level, kind, quantity, recorded_at, retracted_at);

-- A tie stands on both families; each keeps the row its own event made.
create table link (
  congress int not null,
  root uuid not null,
  from_matter uuid not null,
  kind text not null,
  to_matter uuid not null,
  seq int not null,
  primary key (congress, root, from_matter, kind, to_matter)
);
create index link_from on link (congress, from_matter);
create index link_to on link (congress, to_matter);

-- The register, projected from the events of its own procedure.
create table place (
  congress int not null, id uuid not null, kind text not null, name text not null, name_en text not null,
  parent uuid, valid_from date not null, valid_to date,
  primary key (congress, id)
);
create table organ (
  congress int not null, id uuid not null, kind text not null, name text not null, name_en text not null, short text not null,
  parent uuid, place uuid, outside boolean, phone text, valid_from date not null, valid_to date,
  primary key (congress, id)
);
create table person (
  congress int not null, id uuid not null, name text not null, name_en text not null, sort_key text not null,
  valid_from date not null, valid_to date,
  primary key (congress, id)
);
create table post (
  congress int not null, id uuid not null, person uuid not null, organ uuid not null, kind text not null,
  level text, place uuid, valid_from date not null, valid_to date,
  primary key (congress, id)
);

-- A setting is never changed, only followed by its next version.
create table setting (
  congress int not null, name text not null, version int not null check (version > 0),
  value jsonb not null, valid_from date not null, recorded_at timestamptz not null, by uuid,
  primary key (congress, name, version)
);
create table calendar_day (
  congress int not null, day date not null, kind text not null, zh text not null, en text not null,
  primary key (congress, day)
);
create table number_series (
  congress int not null, series text not null, next int not null default 1,
  primary key (congress, series)
);

-- What is personal: sealed, apart from the log, erasable.
create table particular (
  congress int not null, matter uuid not null, field text not null, root uuid not null,
  sealed bytea not null, erase_after date,
  primary key (congress, matter, field)
);
create table file (
  congress int not null, id uuid not null, matter uuid, field text, name text not null, mime text not null,
  bytes int not null, sha256 text not null, sealed bytea not null, created timestamptz not null,
  primary key (congress, id)
);
create index file_matter on file (congress, matter);
create table view_log (
  congress int not null, id uuid not null default gen_random_uuid(), matter uuid not null, field text not null,
  person uuid not null, organ uuid not null, reason text not null, at timestamptz not null,
  primary key (congress, id)
);
create index view_log_matter on view_log (congress, matter, at);

-- The service's own keeping.
create table session (
  congress int not null, token text not null, person uuid not null, created timestamptz not null, expires timestamptz not null,
  primary key (congress, token)
);
create index session_person on session (congress, person);
create table draft (
  congress int not null, id uuid not null, person uuid not null, matter uuid, procedure text not null, act text not null,
  body jsonb not null, updated timestamptz not null,
  primary key (congress, id)
);
create index draft_person on draft (congress, person, updated);
create table outbox (
  congress int not null, root uuid not null, seq int not null, n int not null, owes text not null, matter uuid not null,
  what text not null, created timestamptz not null, tries int not null default 0, taken_until timestamptz, done_at timestamptz,
  primary key (congress, root, seq, n)
);
create index outbox_waiting on outbox (congress, created) where done_at is null;
create table attempt (
  congress int not null, number text not null, at timestamptz not null, id uuid not null default gen_random_uuid(),
  primary key (congress, number, at, id)
);
create table lease (
  congress int not null, name text not null, holder text not null, until timestamptz not null,
  primary key (congress, name)
);

-- Second wall behind the service's own checks: a session sees the one congress it has named.
do $$ declare t text; begin
  foreach t in array array['event','matter','party','duty','fact','link','place','organ','person','post','setting','calendar_day',
    'number_series','particular','file','view_log','session','draft','outbox','attempt','lease'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_congress on %I using (congress = nullif(current_setting(''app.congress'', true), '''')::int)', t);
  end loop;
end $$;
-- The list of congresses is open to read (a host has to find its own); the rest is scoped.
alter table congress enable row level security;
create policy every_congress on congress for select using (true);
create policy own_insert on congress for insert with check (id = nullif(current_setting('app.congress', true), '')::int);
create policy own_update on congress for update using (id = nullif(current_setting('app.congress', true), '')::int);
