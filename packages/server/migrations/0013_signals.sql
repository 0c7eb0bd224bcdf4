-- 来报：媒体订阅源、约稿、合并前状态与检索

alter table signal add column feed_id uuid;
alter table signal add column item_digest text;
alter table signal add column content_digest text;
alter table signal add column link jsonb;
alter table signal add column commission_id uuid;
alter table signal add column merged_state jsonb;
comment on column signal.feed_id is '取自哪个信息源';
comment on column signal.item_digest is '信息源条目标识或链接的摘要，去重用';
comment on column signal.content_digest is '信息源条目文字的摘要，跨源去重用';
comment on column signal.link is '原文链接（引用）';
comment on column signal.commission_id is '所答的约稿';
comment on column signal.merged_state is '并入前的状态、办理时刻、随行来报、所并事件的数字：撤销合并时据此恢复';
create unique index signal_feed_item on signal (feed_id, item_digest) where feed_id is not null;
create index signal_content on signal (content_digest) where content_digest is not null;
create index signal_commission on signal (commission_id) where commission_id is not null;
create index signal_received on signal (received_at desc, id desc);
create index signal_open on signal (received_at desc, id desc) where status in ('received', 'verifying');
create index signal_source on signal (source, received_at desc, id desc);
create index signal_number_order on signal (number collate "C");
create index signal_title_letters on signal using gin (title gin_trgm_ops);
create index personal_fact_signal_letters on personal_fact using gin (value gin_trgm_ops) where subject >= 'signal:' and subject < 'signal;';

create table media_feed (
  id uuid primary key,
  division_code text not null collate "C",
  name text not null,
  url text not null,
  kind text not null,
  field_paths jsonb,
  interval_minutes integer not null,
  keywords_any jsonb not null,
  keywords_none jsonb not null,
  active boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index media_feed_division on media_feed (division_code, name);
comment on table media_feed is '信息源：定时抓取的网站、媒体订阅';
comment on column media_feed.id is '编号';
comment on column media_feed.division_code is '所属区划，取到的来报归此';
comment on column media_feed.name is '名称';
comment on column media_feed.url is '网址';
comment on column media_feed.kind is '格式：rss、atom、json';
comment on column media_feed.field_paths is 'JSON 源各字段的路径';
comment on column media_feed.interval_minutes is '抓取间隔（分钟）';
comment on column media_feed.keywords_any is '含任一词才取；空为全取';
comment on column media_feed.keywords_none is '含任一词则不取';
comment on column media_feed.active is '是否启用';
comment on column media_feed.created_at is '登记时刻';
comment on column media_feed.changed_at is '最近修改时刻';

create table media_feed_state (
  feed_id uuid primary key,
  next_at timestamptz not null,
  fetched_at timestamptz,
  succeeded_at timestamptz,
  error text,
  failures integer not null default 0,
  items_seen integer not null default 0,
  items_taken integer not null default 0,
  seen_digests jsonb not null default '[]'
);
create index media_feed_state_next on media_feed_state (next_at);
comment on table media_feed_state is '信息源抓取状态：可再生，不入日志';
comment on column media_feed_state.feed_id is '信息源';
comment on column media_feed_state.next_at is '下次抓取时刻（墙上时钟），抓取中的先推后';
comment on column media_feed_state.fetched_at is '最近抓取时刻';
comment on column media_feed_state.succeeded_at is '最近抓取成功时刻';
comment on column media_feed_state.error is '最近一次失败的原因';
comment on column media_feed_state.failures is '连续失败次数';
comment on column media_feed_state.items_seen is '最近一次取到的条数';
comment on column media_feed_state.items_taken is '累计成为来报的条数';
comment on column media_feed_state.seen_digests is '最近见过的条目摘要';

create table inner_source (
  id uuid primary key,
  division_code text not null collate "C",
  host text not null,
  port integer not null,
  network text not null,
  note jsonb,
  active boolean not null,
  added_at timestamptz not null,
  ended_at timestamptz
);
create unique index inner_source_host on inner_source (host, port) where active;
comment on table inner_source is '允许抓取的内网地址：逐个登记，凡改动入日志';
comment on column inner_source.id is '编号';
comment on column inner_source.division_code is '登记单位区划';
comment on column inner_source.host is '主机名或地址';
comment on column inner_source.port is '端口';
comment on column inner_source.network is '解析结果须落入的网段（CIDR）';
comment on column inner_source.note is '用途（引用）';
comment on column inner_source.active is '是否有效';
comment on column inner_source.added_at is '登记时刻';
comment on column inner_source.ended_at is '停用时刻';

create table commission (
  id uuid primary key,
  number text not null unique,
  division_code text not null collate "C",
  unit_id uuid not null,
  asked_by_unit_id uuid,
  topic jsonb,
  status text not null,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  answered_at timestamptz,
  overdue_at timestamptz,
  withdrawn_at timestamptz,
  signal_id uuid
);
create index commission_division on commission (division_code, due_at desc, id);
create index commission_unit on commission (unit_id, due_at desc, id);
comment on table commission is '约稿：值班室约请单位报送某方面信息';
comment on column commission.id is '编号';
comment on column commission.number is '流水号';
comment on column commission.division_code is '约稿单位区划';
comment on column commission.unit_id is '被约单位';
comment on column commission.asked_by_unit_id is '约稿单位';
comment on column commission.topic is '约请内容（引用）';
comment on column commission.status is '状态：asked 待报、answered 已报、withdrawn 已撤回';
comment on column commission.asked_at is '约稿时刻';
comment on column commission.due_at is '要求报送时刻';
comment on column commission.answered_at is '报来时刻';
comment on column commission.overdue_at is '记为逾期的时刻';
comment on column commission.withdrawn_at is '撤回时刻';
comment on column commission.signal_id is '报来的来报';
