-- Which topic the offsets are of: one that was deleted and made anew has the same name and other records.
create table consumed_topic (
    topic text primary key,
    topic_id text not null
);
grant select, insert, update on consumed_topic to ${service_role};
