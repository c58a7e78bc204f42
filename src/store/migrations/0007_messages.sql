-- Messages that leave the house, what they are sent by, who wishes them; limits that every process shares;
-- and attachments kept once for each content.

-- A message waits here, sealed, from the transaction that wanted it until it is out. Its job carries the id alone.
create table message (
  congress int not null, id uuid not null, person uuid, channel text not null check (channel in ('mail', 'sms', 'chat')),
  purpose text not null check (purpose in ('code', 'invitation', 'notice')), sealed bytea, -- address and text; gone once it is sent or given up
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'expired')),
  tries int not null default 0, round int not null default 1, -- counts up when somebody sends it once more
  fault text, -- the class of what went wrong, never an address or a word of the text
  created timestamptz not null, expires timestamptz, taken_until timestamptz, ended timestamptz,
  primary key (congress, id)
);
create index message_waiting on message (congress, created) where state = 'waiting';
create index message_state on message (congress, state, created);
create index message_person on message (congress, person, created);

-- How a congress sends by each channel; the whole of it sealed, because most of it is secret.
create table channel (
  congress int not null, channel text not null check (channel in ('mail', 'sms', 'chat')), sealed bytea not null, updated timestamptz not null, by uuid,
  primary key (congress, channel)
);

-- Who wishes to be told of what waits for them, where that differs from what is usual for their post.
create table telling (
  congress int not null, person uuid not null, wished boolean not null, updated timestamptz not null,
  primary key (congress, person)
);

-- A window of tries for each bucket and key; the key is a keyed hash, because it may be an address or a name.
create table throttle (
  congress int not null, bucket text not null, key text not null, points int not null, until timestamptz not null,
  primary key (congress, bucket, key)
);
create index throttle_until on throttle (congress, until);

-- One sealed content for all the files that have it, gone with the last of them. A file from before keeps its own.
create table content (
  congress int not null, sha256 text not null, sealed bytea not null, uses int not null,
  primary key (congress, sha256)
);
alter table file alter column sealed drop not null;

-- Counted on the content's own row: two who erase and add the same content wait for each other there and see each other's count.
create function let_go(c int, hashes text[]) returns void language plpgsql as $$
declare h record; begin
  for h in select x sha256, count(*)::int n from unnest(hashes) x group by x order by x loop
    update content t set uses = t.uses - h.n where t.congress = c and t.sha256 = h.sha256;
    delete from content t where t.congress = c and t.sha256 = h.sha256 and t.uses <= 0;
  end loop;
end $$;
create function erase_files(c int, m uuid, f text) returns void language plpgsql as $$
declare hashes text[]; begin
  with gone as (delete from file t where t.congress = c and t.matter = m and t.field = f returning t.sha256, t.sealed)
  select array_agg(sha256) filter (where sealed is null) into hashes from gone;
  if hashes is not null then perform let_go(c, hashes); end if;
end $$;
-- append erases files by one statement of its own, which does not know of contents yet.
do $$
declare body text := pg_get_functiondef('append(int, jsonb)'::regprocedure);
  old text := 'delete from file t where t.congress = c and t.matter = (x->>''matter'')::uuid and t.field = x->>''field'';';
begin
  if position(old in body) = 0 then raise exception 'append erases files in another way than this migration knows'; end if;
  execute replace(body, old, 'perform erase_files(c, (x->>''matter'')::uuid, x->>''field'');');
end $$;

do $$ declare t text; begin
  foreach t in array array['message', 'channel', 'telling', 'throttle', 'content'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy one_congress on %I using (congress = nullif(current_setting(''app.congress'', true), '''')::int)', t);
  end loop;
end $$;
