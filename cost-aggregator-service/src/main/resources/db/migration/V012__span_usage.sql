-- What the calls add up to that spans told of within another span, which comes by itself, sooner or later: where it says the
-- same, it is no call. Of no use once the other span is no longer to be expected.

create table span_usage (
    id bytea primary key check (octet_length(id) = 32),
    tokens_in bigint not null,
    tokens_out bigint not null,
    noted_at timestamptz not null default now()
);

grant select, insert, update, delete on span_usage to ${service_role};
