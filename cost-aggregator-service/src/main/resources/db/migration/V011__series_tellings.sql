-- Which telling of its event a member of a series is. One that no longer counts stays: its total bounds the shares of others.

alter table series_member
    add column content_hash bytea check (octet_length(content_hash) = 32),
    add column path_rank smallint,
    add column sequence bigint;
-- Until now members were those that count.
update series_member m
set content_hash = i.content_hash, path_rank = i.path_rank, sequence = i.sequence
from event_identity i
where i.id = m.identity;
alter table series_member
    alter column content_hash set not null,
    alter column path_rank set not null,
    alter column sequence set not null;
