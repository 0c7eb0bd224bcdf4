-- 每日要情、值班快报、平安日报：成品、送达、定时起草。每列有注释；已发布的迁移不再改动。

create table digest (
  id uuid primary key,
  kind text not null,
  division_code text not null collate "C",
  from_unit_id uuid not null,
  day text not null collate "C",
  period_from timestamptz not null,
  period_to timestamptz not null,
  number text not null,
  status text not null,
  figures jsonb not null,
  content jsonb not null,
  drafted_by text not null,
  drafted_at timestamptz not null,
  issued_at timestamptz,
  signatory_post_id uuid
);
create index digest_place on digest (division_code, drafted_at desc, id desc);
create index digest_newest on digest (drafted_at desc, id desc);
create unique index digest_one_open on digest (from_unit_id, kind, day) where status = 'draft';
create index digest_number on digest (from_unit_id, kind, number) where status = 'issued';
comment on table digest is '要情：一个值班室一天的一份成品；签发后不再改动';
comment on column digest.id is '编号';
comment on column digest.kind is '种类：morning 每日要情、brief 值班快报、peace 平安日报';
comment on column digest.division_code is '区划，同起草单位';
comment on column digest.from_unit_id is '起草单位';
comment on column digest.day is '属于哪一天（北京时间）';
comment on column digest.period_from is '所述时段起';
comment on column digest.period_to is '所述时段止';
comment on column digest.number is '期号，签发时给出';
comment on column digest.status is '状态：draft、issued、discarded';
comment on column digest.figures is '起草时的各项数字';
comment on column digest.content is '正文（受保护的引用，正文可能提到人名）';
comment on column digest.drafted_by is '由谁起草：schedule 定时、person 人工';
comment on column digest.drafted_at is '起草时刻';
comment on column digest.issued_at is '签发时刻';
comment on column digest.signatory_post_id is '签发职务';

create table digest_delivery (
  id uuid primary key,
  digest_id uuid not null,
  division_code text not null collate "C",
  to_unit_id uuid not null,
  status text not null,
  sent_at timestamptz not null,
  received_at timestamptz
);
create unique index digest_delivery_once on digest_delivery (digest_id, to_unit_id);
create index digest_delivery_to on digest_delivery (to_unit_id, status);
comment on table digest_delivery is '要情送达：一份签发的要情对一个收件单位';
comment on column digest_delivery.id is '编号';
comment on column digest_delivery.digest_id is '要情';
comment on column digest_delivery.division_code is '区划，同起草单位';
comment on column digest_delivery.to_unit_id is '收件单位';
comment on column digest_delivery.status is '状态：sent、received';
comment on column digest_delivery.sent_at is '送出时刻';
comment on column digest_delivery.received_at is '签收时刻';

create table digest_schedule (
  id uuid primary key,
  division_code text not null collate "C",
  unit_id uuid not null,
  kind text not null,
  minute_of_day integer not null,
  active boolean not null,
  set_at timestamptz not null
);
create index digest_schedule_unit on digest_schedule (unit_id, kind, set_at desc, id desc);
create index digest_schedule_place on digest_schedule (division_code);
comment on table digest_schedule is '要情定时起草；只增不改，每单位每种以最新的为准';
comment on column digest_schedule.id is '编号';
comment on column digest_schedule.division_code is '区划，同单位';
comment on column digest_schedule.unit_id is '单位';
comment on column digest_schedule.kind is '种类';
comment on column digest_schedule.minute_of_day is '每天起草的时刻，北京时间零点后的分钟数';
comment on column digest_schedule.active is '是否启用';
comment on column digest_schedule.set_at is '设定时刻';
