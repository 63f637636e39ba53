-- A person whom another one turned out to be: the id stays in logs and leads to the other.
alter table person add column merged_into text;

-- One-time codes with which somebody shows that they are the same person on another front. The code itself is nowhere at rest.
create table link_code (
    hash text primary key,
    person_id text not null,
    platform text not null,
    tenant text not null,
    expires_at bigint not null,
    used_at bigint
);
create index link_code_person on link_code (person_id);

create table link_try (
    person_id text not null,
    at bigint not null
);
create index link_try_person on link_try (person_id, at);

-- The figures of a day.
create index case_log_answered on case_log (at) where kind = 'Answered';
create index clock_stopped on clock (stopped_at) where stopped_at is not null;
