-- What a broken promise set going: each once for a clock and its start.
create table breach_act (
    case_id text not null,
    clock text not null,
    started_at bigint not null,
    act text not null,
    at bigint not null,
    primary key (case_id, clock, started_at, act)
);
