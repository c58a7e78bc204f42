-- The hot path: one call reads a family, one call writes an act.

create function iso(t timestamptz) returns text language sql stable parallel safe
return to_char(t at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');

-- An event exactly as it was appended; its hash is recomputed from this.
create function event_json(e event) returns jsonb language sql stable parallel safe
return e.body || jsonb_build_object('congress', e.congress, 'root', e.root, 'seq', e.seq, 'matter', e.matter, 'act', e.act,
  'at', iso(e.at), 'recordedAt', iso(e.recorded_at), 'prev', encode(e.prev, 'hex'), 'hash', encode(e.hash, 'hex'));

-- The family a matter belongs to, found from the log itself, not from a projection.
create function read_family(c int, m uuid) returns jsonb language plpgsql as $$
declare r uuid;
begin
  perform set_config('app.congress', c::text, true);
  select e.root into r from event e where e.congress = c and e.matter = m limit 1;
  if not found then return null; end if;
  return jsonb_build_object('root', r,
    'config', (select g.config from congress g where g.id = c),
    'events', (select jsonb_agg(event_json(e) order by e.seq) from event e where e.congress = c and e.root = r));
end $$;

-- Register rows are whole rows; the last one written stands.
create function project_registers(c int, changes jsonb) returns void language plpgsql as $$
declare x jsonb; w jsonb;
begin
  for x in select value from jsonb_array_elements(changes) loop
    w := x->'row';
    case x->>'table'
    when 'place' then
      insert into place as t (congress, id, kind, name, name_en, parent, valid_from, valid_to)
      values (c, (w->>'id')::uuid, w->>'kind', w->>'name', w->>'nameEn', (w->>'parent')::uuid, (w->>'validFrom')::date, (w->>'validTo')::date)
      on conflict (congress, id) do update set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en,
        parent = excluded.parent, valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    when 'organ' then
      insert into organ as t (congress, id, kind, name, name_en, short, parent, place, outside, phone, valid_from, valid_to)
      values (c, (w->>'id')::uuid, w->>'kind', w->>'name', w->>'nameEn', w->>'short', (w->>'parent')::uuid, (w->>'place')::uuid,
        (w->>'outside')::boolean, w->>'phone', (w->>'validFrom')::date, (w->>'validTo')::date)
      on conflict (congress, id) do update set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, short = excluded.short,
        parent = excluded.parent, place = excluded.place, outside = excluded.outside, phone = excluded.phone,
        valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    when 'person' then
      insert into person as t (congress, id, name, name_en, sort_key, valid_from, valid_to)
      values (c, (w->>'id')::uuid, w->>'name', w->>'nameEn', w->>'sortKey', (w->>'validFrom')::date, (w->>'validTo')::date)
      on conflict (congress, id) do update set name = excluded.name, name_en = excluded.name_en, sort_key = excluded.sort_key,
        valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    when 'post' then
      insert into post as t (congress, id, person, organ, kind, level, place, valid_from, valid_to)
      values (c, (w->>'id')::uuid, (w->>'person')::uuid, (w->>'organ')::uuid, w->>'kind', w->>'level', (w->>'place')::uuid,
        (w->>'validFrom')::date, (w->>'validTo')::date)
      on conflict (congress, id) do update set person = excluded.person, organ = excluded.organ, kind = excluded.kind,
        level = excluded.level, place = excluded.place, valid_from = excluded.valid_from, valid_to = excluded.valid_to;
    end case;
  end loop;
end $$;

-- Writes the projections of a family, up to sequence `last` with hash `top`.
-- Loops and full keys on purpose: a join with a json array is planned as a hash join over the whole congress.
-- Empty lists are stepped over: looking is cheaper than starting a query on nothing.
create function project(c int, r uuid, last int, top bytea, p jsonb) returns void language plpgsql as $$
declare x jsonb; m uuid; before jsonb; rooted boolean := false;
begin
  for x in select value from jsonb_array_elements(p->'matters') loop
    m := (x->>'id')::uuid;
    if m = r then rooted := true; end if;
    select t.parties into before from matter t where t.congress = c and t.id = m;
    if not found then before := null; end if;
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
    if before is distinct from x->'parties' then
      if before is not null then delete from party t where t.congress = c and t.matter = m; end if;
      insert into party (congress, who, party, matter, root)
      select distinct c, w.value::uuid, k.key, m, r from jsonb_each(x->'parties') k, jsonb_array_elements_text(k.value) w;
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

-- Throws a family's projections away and writes them again.
create function reproject(c int, r uuid, p jsonb) returns void language plpgsql as $$
declare last int; top bytea;
begin
  perform set_config('app.congress', c::text, true);
  select e.seq, e.hash into last, top from event e where e.congress = c and e.root = r order by e.seq desc limit 1;
  if not found then raise exception 'no family %', r using errcode = 'no_data_found'; end if;
  perform from matter t where t.congress = c and t.id = r for update;
  delete from party t using matter o where o.congress = c and o.root = r and t.congress = c and t.matter = o.id;
  delete from duty t using matter o where o.congress = c and o.root = r and t.congress = c and t.matter = o.id;
  delete from fact t where t.congress = c and t.root = r;
  delete from link t where t.congress = c and t.root = r;
  delete from matter t where t.congress = c and t.root = r;
  perform project(c, r, last, top, p);
end $$;

-- Independent acts of one congress, one verdict each, in order; the caller sorts them by root.
-- The key is judged first (a replay is answered whatever has happened since), then the
-- version of the configuration, once for the whole call: acts stored together were
-- decided together, and one of them may change the register itself.
create function append(c int, acts jsonb) returns jsonb language plpgsql as $$
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
        delete from file t where t.congress = c and t.matter = (x->>'matter')::uuid and t.field = x->>'field';
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
