-- The board's index in the order in which it is counted: without columns that are only carried along a server keeps equal keys
-- together, so that it is a third smaller, and the count needs no table of its own.
drop index matter_board;
create index matter_board on matter (congress, session, handler, stage, again, extended, role, answer_due) where session is not null and handler is not null;
