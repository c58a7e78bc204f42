-- What was undone or stopped stands on no board and is not walked when it is counted: a hand-over taken back twice left two
-- thirds of the index to be passed over.
drop index matter_board;
create index matter_board on matter (congress, session, handler, stage, again, extended, role, answer_due)
  where session is not null and handler is not null and stage not in ('void', 'stopped');
