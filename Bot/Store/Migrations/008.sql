-- What is to be posted or edited is found in its order, however many messages there were and however many wait.
alter table message add column urgency integer not null default 0;
update message
set urgency = coalesce((select c.priority from cases c where c.id = message.subject_id), 0)
where state <> 'Dead' and (state <> 'Posted' or wanted_version > shown_version);
create index message_todo on message (rank, urgency, created_at) where state <> 'Dead' and (state <> 'Posted' or wanted_version > shown_version);
create index message_nag on message (purpose, state, front, tenant, conversation) where purpose = 'Nag' and state = 'Wanted';
