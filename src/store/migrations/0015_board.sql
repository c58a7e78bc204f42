-- The traffic-light board: what each organ has of a session's suggestions, by the day its answer is due. A row of `matter` says
-- whose share it is, and its mark `answerDue` when the answer itself is due (what is owed on the way has days of its own), so that
-- a hundred thousand are counted in one walk of an index and no row is opened.
update matter m set marks = m.marks || jsonb_build_object('answerDue', iso(d.due)) from duty d where d.congress = m.congress and d.matter = m.id and d.closed_seq is null and d.act in ('submit', 'reply', 'coView');
-- Moments as they are written, all of one length in one zone: their order as text is their order in time.
alter table matter add column session uuid generated always as ((parties->'session'->>0)::uuid) stored,
  add column handler uuid generated always as ((parties->'handler'->>0)::uuid) stored,
  add column role text collate "C" generated always as (marks->>'role') stored,
  add column answer_due text collate "C" generated always as (marks->>'answerDue') stored,
  add column again boolean generated always as (marks->>'again' is not null) stored,
  add column extended boolean generated always as (marks->>'extended' is not null) stored;
create index matter_board on matter (congress, session, handler) include (role, stage, answer_due, again, extended) where session is not null and handler is not null;
-- An organ's own, in the order in which they are due.
create index matter_charged on matter (congress, handler, session, answer_due, id) where session is not null and handler is not null;
