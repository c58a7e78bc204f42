-- Many openings at once: an import's slice, or what strangers raised in the same moment. A family that is new needs no lock and no
-- look at what was there, so each table is written by one statement. No table is joined with another, so nothing decays as
-- the tables grow. Answers false, having written nothing, where a key, a family or a row is there already: then each is judged alone.
create function append_openings(c int, acts jsonb) returns boolean language plpgsql as $$
begin
  insert into event (congress, root, seq, matter, act, at, recorded_at, key, digest, act_last, prev, hash, body)
  select c, a.root, y.i::int, (y.e->>'matter')::uuid, y.e->>'act', (y.e->>'at')::timestamptz, (y.e->>'recordedAt')::timestamptz,
    case when y.i = 1 then a.key end, case when y.i = 1 then decode(a.digest, 'hex') end, case when y.i = 1 then jsonb_array_length(a.events) end,
    decode(y.e->>'prev', 'hex'), decode(y.e->>'hash', 'hex'), y.e - array['congress', 'root', 'seq', 'matter', 'act', 'at', 'recordedAt', 'prev', 'hash']
  from jsonb_to_recordset(acts) a(root uuid, key text, digest text, events jsonb), jsonb_array_elements(a.events) with ordinality y(e, i);

  insert into matter (congress, id, root, parent, procedure, version, stage, ended, opened_at, moved_at, title, place, category, channel,
    outcome, short, receipt, restricted, published, marks, parties, seq, head)
  select c, x.id, a.root, x.parent, x.procedure, x.version, x.stage, x.ended, x."openedAt", x."movedAt", x.title, x.place, x.category, x.channel,
    x.outcome, x.short, x.receipt, x.restricted, x.published, x.marks, x.parties,
    case when x.id = a.root then jsonb_array_length(a.events) end, case when x.id = a.root then decode(a.events->-1->>'hash', 'hex') end
  from jsonb_to_recordset(acts) a(root uuid, events jsonb, matters jsonb),
    jsonb_to_recordset(a.matters) x(id uuid, parent uuid, procedure text, version int, stage text, ended boolean, "openedAt" timestamptz, "movedAt" timestamptz,
      title text, place uuid, category text, channel text, outcome text, short text, receipt text, restricted boolean, published boolean, marks jsonb, parties jsonb);

  insert into party (congress, who, party, matter, root, procedure, opened_at)
  select distinct c, w.value::uuid, k.key, x.id, a.root, x.procedure, x."openedAt"
  from jsonb_to_recordset(acts) a(root uuid, matters jsonb), jsonb_to_recordset(a.matters) x(id uuid, procedure text, "openedAt" timestamptz, parties jsonb),
    jsonb_each(x.parties) k, jsonb_array_elements_text(k.value) w;

  insert into duty (congress, matter, no, root, owes, act, due, opened_seq, opened_at, body)
  select c, (x->>'matter')::uuid, x->>'no', a.root, x->>'owes', x->>'act', (x->>'due')::timestamptz, (x->>'seq')::int, (x->>'at')::timestamptz,
    x - array['matter', 'no', 'owes', 'act', 'due', 'seq', 'at']
  from jsonb_to_recordset(acts) a(root uuid, opens jsonb), jsonb_array_elements(a.opens) x;

  insert into fact (congress, root, seq, n, matter, name, person, organ, place, level, kind, quantity, at, recorded_at)
  select c, a.root, x.seq, x.n, x.matter, x.name, x.person, x.organ, x.place, x.level, x.kind, x.quantity, x.at, x."recordedAt"
  from jsonb_to_recordset(acts) a(root uuid, facts jsonb),
    jsonb_to_recordset(a.facts) x(seq int, n int, matter uuid, name text, person uuid, organ uuid, place uuid, level text, kind text, quantity int, at timestamptz, "recordedAt" timestamptz);

  insert into link (congress, root, from_matter, kind, to_matter, seq)
  select c, a.root, (x->>'from')::uuid, x->>'kind', (x->>'to')::uuid, (x->>'seq')::int
  from jsonb_to_recordset(acts) a(root uuid, links jsonb), jsonb_array_elements(a.links) x on conflict do nothing;

  insert into person (congress, id, name, name_en, sort_key, gender, nation, born, party, works, "order", valid_from, valid_to)
  select c, w.id, w.name, w."nameEn", w."sortKey", w.gender, w.nation, w.born, w.party, w.works, w."order", w."validFrom", w."validTo"
  from jsonb_to_recordset(acts) a(registers jsonb), jsonb_to_recordset(a.registers) x("table" text, "row" jsonb),
    jsonb_to_record(x."row") w(id uuid, name text, "nameEn" text, "sortKey" text, gender text, nation text, born text, party text, works text, "order" int, "validFrom" date, "validTo" date)
  where x."table" = 'person';

  insert into post (congress, id, person, organ, kind, level, place, constituency, unit, suspensions, ended_why, valid_from, valid_to)
  select c, w.id, w.person, w.organ, w.kind, w.level, w.place, w.constituency, w.unit, w.suspensions, w."endedWhy", w."validFrom", w."validTo"
  from jsonb_to_recordset(acts) a(registers jsonb), jsonb_to_recordset(a.registers) x("table" text, "row" jsonb),
    jsonb_to_record(x."row") w(id uuid, person uuid, organ uuid, kind text, level text, place uuid, constituency uuid, unit text, suspensions jsonb, "endedWhy" text, "validFrom" date, "validTo" date)
  where x."table" = 'post';

  -- The register's other tables are short.
  perform project_registers(c, jsonb_agg(x)) from jsonb_array_elements(acts) a, jsonb_array_elements(a->'registers') x where x->>'table' not in ('person', 'post') having count(*) > 0;

  insert into particular (congress, matter, field, root, sealed, erase_after)
  select c, x.matter, x.field, a.root, decode(x.sealed, 'base64'), x."eraseAfter"
  from jsonb_to_recordset(acts) a(root uuid, particulars jsonb), jsonb_to_recordset(a.particulars) x(matter uuid, field text, sealed text, "eraseAfter" date);

  insert into outbox (congress, root, seq, n, owes, matter, what, created)
  select c, a.root, jsonb_array_length(a.events), y.i::int, y.t->>'to', (y.t->>'matter')::uuid, y.t->>'what', (a.events->-1->>'recordedAt')::timestamptz
  from jsonb_to_recordset(acts) a(root uuid, events jsonb, tell jsonb), jsonb_array_elements(a.tell) with ordinality y(t, i);
  return true;
exception when unique_violation then return false;
end $$;

-- As before, with less of looking for what cannot be there and of writing nothing: on tables nobody had counted yet the look was
-- planned as a walk through the congress, and was most of what an import cost.
-- Writes the projections of a family, up to sequence `last` with hash `top`.
-- Loops and full keys on purpose: a join with a json array is planned as a hash join over the whole congress.
-- Empty lists are stepped over: looking is cheaper than starting a query on nothing.
create or replace function project(c int, r uuid, last int, top bytea, p jsonb) returns void language plpgsql as $$
declare x jsonb; m uuid; before jsonb; rooted boolean := false;
begin
  for x in select value from jsonb_array_elements(p->'matters') loop
    m := (x->>'id')::uuid;
    if m = r then rooted := true; end if;
    -- The first event of a family finds nothing of it.
    before := null;
    if last > 1 then select t.parties into before from matter t where t.congress = c and t.id = m; end if;
    insert into matter (congress, id, root, parent, procedure, version, stage, ended, opened_at, moved_at, title, place, category, channel,
      outcome, short, receipt, restricted, published, marks, parties, seq, head)
    values (c, m, r, (x->>'parent')::uuid, x->>'procedure', (x->>'version')::int, x->>'stage', (x->>'ended')::boolean,
      (x->>'openedAt')::timestamptz, (x->>'movedAt')::timestamptz, x->>'title', (x->>'place')::uuid, x->>'category', x->>'channel',
      x->>'outcome', x->>'short', x->>'receipt', (x->>'restricted')::boolean, (x->>'published')::boolean, x->'marks', x->'parties',
      case when m = r then last end, case when m = r then top end)
    on conflict (congress, id) do update set root = excluded.root, parent = excluded.parent, procedure = excluded.procedure, version = excluded.version,
      stage = excluded.stage, ended = excluded.ended, opened_at = excluded.opened_at, moved_at = excluded.moved_at, title = excluded.title,
      place = excluded.place, category = excluded.category, channel = excluded.channel, outcome = excluded.outcome, short = excluded.short,
      receipt = excluded.receipt, restricted = excluded.restricted, published = excluded.published, marks = excluded.marks,
      parties = excluded.parties, seq = excluded.seq, head = excluded.head;
    if coalesce(before, '{}') is distinct from x->'parties' then
      if before is not null then delete from party t where t.congress = c and t.matter = m; end if;
      insert into party (congress, who, party, matter, root, procedure, opened_at)
      select distinct c, w.value::uuid, k.key, m, r, x->>'procedure', (x->>'openedAt')::timestamptz from jsonb_each(x->'parties') k, jsonb_array_elements_text(k.value) w;
    end if;
  end loop;
  if not rooted then update matter t set seq = last, head = top where t.congress = c and t.id = r; end if;

  if p->'opens' <> '[]' then
    for x in select value from jsonb_array_elements(p->'opens') loop
      insert into duty (congress, matter, no, root, owes, act, due, opened_seq, opened_at, body)
      values (c, (x->>'matter')::uuid, x->>'no', r, x->>'owes', x->>'act', (x->>'due')::timestamptz, (x->>'seq')::int, (x->>'at')::timestamptz,
        x - array['matter', 'no', 'owes', 'act', 'due', 'seq', 'at']);
    end loop;
  end if;
  if p->'closes' <> '[]' then
    for x in select value from jsonb_array_elements(p->'closes') loop
      update duty t set closed_seq = (x->>'seq')::int, closed_at = (x->>'at')::timestamptz
      where t.congress = c and t.matter = (x->>'matter')::uuid and t.no = x->>'no' and t.closed_seq is null;
    end loop;
  end if;
  if p->'facts' <> '[]' then
    for x in select value from jsonb_array_elements(p->'facts') loop
      insert into fact (congress, root, seq, n, matter, name, person, organ, place, level, kind, quantity, at, recorded_at)
      values (c, r, (x->>'seq')::int, (x->>'n')::int, (x->>'matter')::uuid, x->>'name', (x->>'person')::uuid, (x->>'organ')::uuid, (x->>'place')::uuid,
        x->>'level', x->>'kind', (x->>'quantity')::int, (x->>'at')::timestamptz, (x->>'recordedAt')::timestamptz);
    end loop;
  end if;
  if p->'retracts' <> '[]' then
    for x in select value from jsonb_array_elements(p->'retracts') loop
      update fact t set retracted_at = (x->>'recordedAt')::timestamptz, retracted_seq = (x->>'by')::int
      where t.congress = c and t.root = r and t.seq = (x->>'seq')::int and t.n = (x->>'n')::int and t.retracted_seq is null;
    end loop;
  end if;
  if p->'links' <> '[]' then
    for x in select value from jsonb_array_elements(p->'links') loop
      insert into link (congress, root, from_matter, kind, to_matter, seq)
      values (c, r, (x->>'from')::uuid, x->>'kind', (x->>'to')::uuid, (x->>'seq')::int) on conflict do nothing;
    end loop;
  end if;
  if p->'registers' <> '[]' then perform project_registers(c, p->'registers'); end if;
end $$;

-- As before, and openings that come in number are written together.
-- Independent acts of one congress, one verdict each, in order; the caller sorts them by root.
-- The key is judged first (a replay is answered whatever has happened since), then the
-- version of the configuration, once for the whole call: acts stored together were
-- decided together, and one of them may change the register itself.
create or replace function append(c int, acts jsonb) returns jsonb language plpgsql as $$
declare
  a jsonb; x jsonb; r uuid; first jsonb; expect int; last int; now_seq int; now_head bytea; now_config int; was record; count int;
  next_number int; seen jsonb; fresh boolean; changed boolean := false; verdicts jsonb[] := '{}';
begin
  perform set_config('app.congress', c::text, true);
  -- Two changes of the register wait for each other; other acts take no lock on the congress.
  if exists (select from jsonb_array_elements(acts) y where y.value->'registers' <> '[]') then
    select g.config into now_config from congress g where g.id = c for update;
  else
    select g.config into now_config from congress g where g.id = c;
  end if;
  -- Openings enough to be worth it, with nothing among them that must be compared one after another.
  if jsonb_array_length(acts) >= 8 then
    if not exists (select from jsonb_array_elements(acts) y where (y->>'expect')::int <> 0 or (y->>'config')::int is distinct from now_config
        or y->'numbers' <> '[]' or y->'erases' <> '[]' or y->'closes' <> '[]' or y->'retracts' <> '[]') then
      if append_openings(c, acts) then
        if exists (select from jsonb_array_elements(acts) y where y->'registers' <> '[]') then update congress g set config = g.config + 1 where g.id = c; end if;
        return (select jsonb_agg(jsonb_build_object('verdict', 'done', 'root', y->>'root', 'seq', jsonb_array_length(y->'events')) order by i)
          from jsonb_array_elements(acts) with ordinality z(y, i));
      end if;
    end if;
  end if;
  for a in select value from jsonb_array_elements(acts) loop
    r := (a->>'root')::uuid; expect := (a->>'expect')::int; count := jsonb_array_length(a->'events'); last := expect + count;
    select e.digest, e.root, e.act_last into was from event e where e.congress = c and e.key = a->>'key';
    if found then
      verdicts := verdicts || jsonb_build_object('verdict', case when was.digest = decode(a->>'digest', 'hex') then 'replayed' else 'key_reused' end,
        'root', was.root, 'seq', was.act_last);
      continue;
    end if;
    if now_config is distinct from (a->>'config')::int then
      verdicts := verdicts || jsonb_build_object('verdict', 'stale', 'root', r, 'seq', null); continue;
    end if;
    if expect > 0 then
      select t.seq, t.head into now_seq, now_head from matter t where t.congress = c and t.id = r for update;
      if not found or now_seq <> expect or now_head is distinct from decode(a->>'prev', 'hex') then
        -- A racer with the same key may have come first while we waited for the row.
        select e.digest, e.root, e.act_last into was from event e where e.congress = c and e.key = a->>'key';
        verdicts := verdicts || case when found
          then jsonb_build_object('verdict', case when was.digest = decode(a->>'digest', 'hex') then 'replayed' else 'key_reused' end, 'root', was.root, 'seq', was.act_last)
          else jsonb_build_object('verdict', 'stale', 'root', r, 'seq', now_seq) end;
        continue;
      end if;
    end if;
    -- Numbers: lock and compare before anything is written, so that stale leaves nothing behind.
    fresh := true; seen := '{}';
    if a->'numbers' <> '[]' then
      for x in select value from jsonb_array_elements(a->'numbers') order by value->>'series', (value->>'from')::int loop
        insert into number_series (congress, series) values (c, x->>'series') on conflict do nothing;
        select s.next into next_number from number_series s where s.congress = c and s.series = x->>'series' for update;
        next_number := coalesce((seen->>(x->>'series'))::int, next_number);
        if next_number <> (x->>'from')::int then fresh := false; exit; end if;
        seen := seen || jsonb_build_object(x->>'series', next_number + 1);
      end loop;
    end if;
    if not fresh then verdicts := verdicts || jsonb_build_object('verdict', 'stale', 'root', r, 'seq', null); continue; end if;

    first := a->'events'->0;
    insert into event (congress, root, seq, matter, act, at, recorded_at, key, digest, act_last, prev, hash, body)
    values (c, r, expect + 1, (first->>'matter')::uuid, first->>'act', (first->>'at')::timestamptz, (first->>'recordedAt')::timestamptz,
      a->>'key', decode(a->>'digest', 'hex'), last, decode(first->>'prev', 'hex'), decode(first->>'hash', 'hex'),
      first - array['congress', 'root', 'seq', 'matter', 'act', 'at', 'recordedAt', 'prev', 'hash'])
    on conflict do nothing;
    if not found then
      select e.digest, e.root, e.act_last into was from event e where e.congress = c and e.key = a->>'key';
      verdicts := verdicts || case when found
        then jsonb_build_object('verdict', case when was.digest = decode(a->>'digest', 'hex') then 'replayed' else 'key_reused' end, 'root', was.root, 'seq', was.act_last)
        else jsonb_build_object('verdict', 'stale', 'root', r, 'seq', null) end;
      continue;
    end if;
    if count > 1 then
      insert into event (congress, root, seq, matter, act, at, recorded_at, prev, hash, body)
      select c, r, expect + y.i::int, (y.e->>'matter')::uuid, y.e->>'act', (y.e->>'at')::timestamptz, (y.e->>'recordedAt')::timestamptz,
        decode(y.e->>'prev', 'hex'), decode(y.e->>'hash', 'hex'), y.e - array['congress', 'root', 'seq', 'matter', 'act', 'at', 'recordedAt', 'prev', 'hash']
      from jsonb_array_elements(a->'events') with ordinality y(e, i) where y.i > 1;
    end if;

    perform project(c, r, last, decode(a->'events'->-1->>'hash', 'hex'), a);
    if a->'registers' <> '[]' then changed := true; end if;
    if a->'particulars' <> '[]' then
      for x in select value from jsonb_array_elements(a->'particulars') loop
        insert into particular (congress, matter, field, root, sealed, erase_after)
        values (c, (x->>'matter')::uuid, x->>'field', r, decode(x->>'sealed', 'base64'), (x->>'eraseAfter')::date)
        on conflict (congress, matter, field) do update set sealed = excluded.sealed, erase_after = excluded.erase_after;
      end loop;
    end if;
    if a->'erases' <> '[]' then
      for x in select value from jsonb_array_elements(a->'erases') loop
        delete from particular t where t.congress = c and t.matter = (x->>'matter')::uuid and t.field = x->>'field';
        perform erase_files(c, (x->>'matter')::uuid, x->>'field');
      end loop;
    end if;
    if seen <> '{}' then
      update number_series s set next = n.value::int from jsonb_each_text(seen) n where s.congress = c and s.series = n.key;
    end if;
    if a->'tell' <> '[]' then
      insert into outbox (congress, root, seq, n, owes, matter, what, created)
      select c, r, last, y.i::int, y.t->>'to', (y.t->>'matter')::uuid, y.t->>'what', (a->'events'->-1->>'recordedAt')::timestamptz
      from jsonb_array_elements(a->'tell') with ordinality y(t, i);
    end if;
    verdicts := verdicts || jsonb_build_object('verdict', 'done', 'root', r, 'seq', last);
  end loop;
  if changed then update congress g set config = g.config + 1 where g.id = c; end if;
  return to_jsonb(verdicts);
end $$;

-- One table alone, so that nobody waits for all of them while many rows come in.
create function refresh_statistics(which text) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if which not in ('event', 'matter', 'party', 'duty', 'fact', 'link', 'place', 'organ', 'person', 'post') then raise exception 'no table of ours: %', which; end if;
  execute format('analyze public.%I', which);
end $$;
