-- The first edit of a message leaves at once, however fresh the message is; what follows an edit closely is one edit.
alter table message add column edited_at bigint;
