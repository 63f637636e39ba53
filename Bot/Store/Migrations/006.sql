-- What people change about the rotas: who stands in, who asked to swap, who is away.
create table rota_change (
    id text primary key,
    rota text not null,
    level integer not null,
    person text not null,
    instead_of text,
    from_at bigint not null,
    to_at bigint not null,
    state text not null,
    made_by text not null,
    made_at bigint not null
);
create index rota_change_until on rota_change (to_at);

create table absence (
    id text primary key,
    person text not null,
    from_at bigint not null,
    to_at bigint not null,
    made_by text not null,
    made_at bigint not null
);
create index absence_until on absence (to_at);
