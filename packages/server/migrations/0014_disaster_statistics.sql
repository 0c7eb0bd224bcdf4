-- 自然灾害情况统计：灾害过程、报表各版、一览表。每列有注释；已发布的迁移不再改动。

create table disaster_process (
  id uuid primary key,
  number text not null,
  kind text not null,
  title text not null,
  hazard text,
  hazard_kind text,
  nature text not null,
  division_code text not null collate "C",
  area_codes jsonb not null,
  incident_id uuid,
  year integer not null,
  typhoon text,
  started_at timestamptz,
  relief_response text not null,
  status text not null,
  opened_at timestamptz not null,
  opened_by_unit_id uuid not null,
  stable_at timestamptz,
  closed_at timestamptz
);
create unique index disaster_process_number on disaster_process (number);
create index disaster_process_page on disaster_process (opened_at desc, id desc);
create index disaster_process_place on disaster_process (division_code);
create index disaster_process_incident on disaster_process (incident_id) where incident_id is not null;
comment on table disaster_process is '灾害过程（年报、冬春救助的一次统计也在此）';
comment on column disaster_process.id is '编号';
comment on column disaster_process.number is '编号（对外）';
comment on column disaster_process.kind is '种类：灾害过程、年报、冬春需救助、冬春已救助';
comment on column disaster_process.title is '名称';
comment on column disaster_process.hazard is '灾害种类';
comment on column disaster_process.hazard_kind is '二级灾种';
comment on column disaster_process.nature is '性质：自然灾害、性质待认定';
comment on column disaster_process.division_code is '区划';
comment on column disaster_process.area_codes is '应报地区，空为全部';
comment on column disaster_process.incident_id is '事件';
comment on column disaster_process.year is '年度';
comment on column disaster_process.typhoon is '台风编号名称';
comment on column disaster_process.started_at is '灾害发生时间';
comment on column disaster_process.relief_response is '省级以上自然灾害救助应急响应';
comment on column disaster_process.status is '状态';
comment on column disaster_process.opened_at is '登记';
comment on column disaster_process.opened_by_unit_id is '登记单位';
comment on column disaster_process.stable_at is '灾情稳定';
comment on column disaster_process.closed_at is '结束';

create table disaster_return (
  id uuid primary key,
  process_id uuid not null,
  division_code text not null collate "C",
  form_set text not null,
  kind text not null,
  sequence integer not null,
  status text not null,
  values jsonb not null,
  zero boolean not null,
  as_of timestamptz not null,
  revision integer not null,
  sources jsonb not null,
  explanations jsonb,
  signatures jsonb,
  by_unit_id uuid not null,
  drafted_at timestamptz not null,
  submitted_at timestamptz,
  rule_id text,
  due_at timestamptz,
  decided_at timestamptz,
  decided_by_unit_id uuid,
  return_reason jsonb
);
create unique index disaster_return_version on disaster_return (process_id, form_set, division_code, sequence);
create unique index disaster_return_draft on disaster_return (process_id, form_set, division_code) where status = 'draft';
create index disaster_return_page on disaster_return (drafted_at desc, id desc);
comment on table disaster_return is '报表的一版：一个地区、一组表；上报后不变';
comment on column disaster_return.id is '编号';
comment on column disaster_return.process_id is '灾害过程';
comment on column disaster_return.division_code is '区划';
comment on column disaster_return.form_set is '表组';
comment on column disaster_return.kind is '初报、续报、核报';
comment on column disaster_return.sequence is '版次';
comment on column disaster_return.status is '状态';
comment on column disaster_return.values is '指标值（代码到数值；缺的是未知，不是 0）';
comment on column disaster_return.zero is '零报告';
comment on column disaster_return.as_of is '数据时点';
comment on column disaster_return.revision is '草稿保存次数';
comment on column disaster_return.sources is '汇总所用的下级各版';
comment on column disaster_return.explanations is '核对说明（引用）';
comment on column disaster_return.signatures is '负责人、填表人（引用）';
comment on column disaster_return.by_unit_id is '填报单位';
comment on column disaster_return.drafted_at is '开始填报';
comment on column disaster_return.submitted_at is '上报';
comment on column disaster_return.rule_id is '时限规则';
comment on column disaster_return.due_at is '时限';
comment on column disaster_return.decided_at is '审核';
comment on column disaster_return.decided_by_unit_id is '审核单位';
comment on column disaster_return.return_reason is '退回原因（引用）';

create table disaster_list_entry (
  id uuid primary key,
  process_id uuid not null,
  division_code text not null collate "C",
  list text not null,
  figures jsonb not null,
  personal jsonb,
  status text not null,
  listed_at timestamptz not null,
  changed_at timestamptz not null,
  by_unit_id uuid not null,
  removal_reason jsonb
);
create index disaster_list_entry_place on disaster_list_entry (process_id, list, division_code, id);
create index disaster_list_entry_page on disaster_list_entry (division_code, id);
comment on table disaster_list_entry is '一览表的一行：死亡失踪人口、倒损住房户、冬春救助户';
comment on column disaster_list_entry.id is '编号';
comment on column disaster_list_entry.process_id is '灾害过程';
comment on column disaster_list_entry.division_code is '区划';
comment on column disaster_list_entry.list is '一览表';
comment on column disaster_list_entry.figures is '不涉个人的栏目';
comment on column disaster_list_entry.personal is '涉及个人的栏目（引用）';
comment on column disaster_list_entry.status is '状态';
comment on column disaster_list_entry.listed_at is '登记';
comment on column disaster_list_entry.changed_at is '更正';
comment on column disaster_list_entry.by_unit_id is '登记单位';
comment on column disaster_list_entry.removal_reason is '核销原因（引用）';
