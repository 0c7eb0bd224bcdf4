-- 报送时限的规则、提醒与升级；核实指令；伤亡续报期；救灾响应与零报告；本地工作日历。每列有注释；已发布的迁移不再改动。

alter table clock add column verification_order_id uuid;
alter table clock add column escalated_at timestamptz;
comment on column clock.verification_order_id is '由哪一份核实指令而来；其他时限为空';
comment on column clock.escalated_at is '逾期后何时转告上级单位';
-- 同一时刻的两份核实指令各有各的时限。
drop index clock_once;
create unique index clock_once on clock (incident_id, rule_id, from_unit_id, to_unit_id, starts_at, coalesce(verification_order_id, '00000000-0000-0000-0000-000000000000'::uuid)) where status <> 'cancelled';
create index clock_order on clock (verification_order_id) where verification_order_id is not null;

create table clock_rule (
  id uuid primary key,
  division_code text not null collate "C",
  remind_at_percent integer not null,
  remind_before_minutes integer not null,
  leader_after_minutes integer not null,
  superior_after_minutes integer not null,
  local_phone_minutes integer,
  local_written_minutes integer,
  basis text not null,
  in_force_from timestamptz not null,
  set_at timestamptz not null,
  set_by_unit_id uuid not null
);
create index clock_rule_place on clock_rule (division_code, in_force_from desc, set_at desc);
comment on table clock_rule is '报送时限规则：一个地区自某时起何时提醒、何时升级、本地电话与书面时限；只增不改，新的取代旧的';
comment on column clock_rule.id is '编号';
comment on column clock_rule.division_code is '区划；下级没有自定的沿用它';
comment on column clock_rule.remind_at_percent is '时限走过百分之几时提醒一次';
comment on column clock_rule.remind_before_minutes is '到期前多少分钟再提醒一次；0 为不再提醒';
comment on column clock_rule.leader_after_minutes is '到期后多少分钟告知带班领导';
comment on column clock_rule.superior_after_minutes is '到期后多少分钟告知上级单位';
comment on column clock_rule.local_phone_minutes is '本地电话报告时限（分钟）；空为无此要求';
comment on column clock_rule.local_written_minutes is '本地书面报告时限（分钟）；空为无此要求';
comment on column clock_rule.basis is '依据';
comment on column clock_rule.in_force_from is '自此时生效';
comment on column clock_rule.set_at is '制定时刻';
comment on column clock_rule.set_by_unit_id is '制定单位';

create table verification_order (
  id uuid primary key,
  number text not null,
  incident_id uuid not null,
  division_code text not null collate "C",
  from_unit_id uuid not null,
  to_unit_id uuid not null,
  words jsonb not null,
  status text not null,
  ordered_at timestamptz not null,
  phone_due_at timestamptz not null,
  written_due_at timestamptz not null,
  received_at timestamptz,
  phone_answered_at timestamptz,
  phone_recorded_at timestamptz,
  phone_recorded_by_unit_id uuid,
  phone_listener jsonb,
  phone_words jsonb,
  written_answered_at timestamptz,
  written_report_id uuid,
  written_words jsonb,
  withdrawn_at timestamptz,
  withdraw_reason jsonb,
  unique (from_unit_id, number)
);
create index verification_order_division on verification_order (division_code, ordered_at desc, id);
create index verification_order_from on verification_order (from_unit_id, ordered_at desc, id);
create index verification_order_to on verification_order (to_unit_id, ordered_at desc, id);
create index verification_order_incident on verification_order (incident_id);
comment on table verification_order is '核实指令：上级值班室要求下级核实反馈';
comment on column verification_order.id is '编号';
comment on column verification_order.number is '指令号';
comment on column verification_order.incident_id is '事件';
comment on column verification_order.division_code is '收到指令的地区';
comment on column verification_order.from_unit_id is '下达单位';
comment on column verification_order.to_unit_id is '反馈单位';
comment on column verification_order.words is '核实内容（引用）';
comment on column verification_order.status is '状态';
comment on column verification_order.ordered_at is '下达时刻，两个时限都自此起算';
comment on column verification_order.phone_due_at is '电话反馈时限';
comment on column verification_order.written_due_at is '书面反馈时限';
comment on column verification_order.received_at is '签收时刻';
comment on column verification_order.phone_answered_at is '电话反馈时刻';
comment on column verification_order.phone_recorded_at is '登记电话反馈的时刻';
comment on column verification_order.phone_recorded_by_unit_id is '由哪个单位登记';
comment on column verification_order.phone_listener is '接听人（引用）';
comment on column verification_order.phone_words is '电话反馈内容（引用）';
comment on column verification_order.written_answered_at is '书面反馈时刻';
comment on column verification_order.written_report_id is '以哪一份报告反馈';
comment on column verification_order.written_words is '书面反馈内容（引用）';
comment on column verification_order.withdrawn_at is '撤销时刻';
comment on column verification_order.withdraw_reason is '撤销原因（引用）';

create table casualty_watch (
  id uuid primary key,
  incident_id uuid not null unique,
  division_code text not null collate "C",
  unit_id uuid not null,
  rule_id text not null,
  title text not null,
  legal_basis text not null,
  days integer not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  status text not null,
  reminded_at timestamptz,
  ended_at timestamptz
);
create index casualty_watch_division on casualty_watch (division_code, ends_at, id);
comment on table casualty_watch is '伤亡续报期：事故发生后一定日数内伤亡变化应当补报';
comment on column casualty_watch.id is '编号';
comment on column casualty_watch.incident_id is '事件';
comment on column casualty_watch.division_code is '事发地';
comment on column casualty_watch.unit_id is '负责跟踪的单位';
comment on column casualty_watch.rule_id is '规则';
comment on column casualty_watch.title is '名称';
comment on column casualty_watch.legal_basis is '依据';
comment on column casualty_watch.days is '日数';
comment on column casualty_watch.starts_at is '自事故发生';
comment on column casualty_watch.ends_at is '至当日终了';
comment on column casualty_watch.status is '状态';
comment on column casualty_watch.reminded_at is '期满前提醒时刻';
comment on column casualty_watch.ended_at is '结束时刻';

create table casualty_change (
  id uuid primary key,
  watch_id uuid not null,
  incident_id uuid not null,
  division_code text not null collate "C",
  changed_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by_unit_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  proposed_before smallint,
  proposed_after smallint,
  words jsonb
);
create index casualty_change_incident on casualty_change (incident_id, changed_at, id);
comment on table casualty_change is '伤亡变化：续报期内的一次变化';
comment on column casualty_change.id is '编号';
comment on column casualty_change.watch_id is '续报期';
comment on column casualty_change.incident_id is '事件';
comment on column casualty_change.division_code is '事发地';
comment on column casualty_change.changed_at is '变化发生时刻';
comment on column casualty_change.recorded_at is '登记时刻';
comment on column casualty_change.recorded_by_unit_id is '登记单位';
comment on column casualty_change.before is '变化前人数';
comment on column casualty_change.after is '变化后人数';
comment on column casualty_change.proposed_before is '变化前规则建议的等级';
comment on column casualty_change.proposed_after is '变化后规则建议的等级';
comment on column casualty_change.words is '说明（引用）';

create table relief_response (
  id uuid primary key,
  division_code text not null collate "C",
  scope text not null,
  level smallint not null,
  type_prefix text not null,
  title text not null,
  source text not null,
  started_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by_unit_id uuid not null,
  ended_at timestamptz
);
create index relief_response_place on relief_response (division_code, started_at desc, id);
comment on table relief_response is '省级以上救灾应急响应：运行期间所涉事件每 24 小时零报告';
comment on column relief_response.id is '编号';
comment on column relief_response.division_code is '适用地区';
comment on column relief_response.scope is '省级、国家';
comment on column relief_response.level is '响应级别';
comment on column relief_response.type_prefix is '所涉灾种代码前缀';
comment on column relief_response.title is '名称';
comment on column relief_response.source is '文号或来源';
comment on column relief_response.started_at is '启动时刻';
comment on column relief_response.recorded_at is '转录时刻';
comment on column relief_response.recorded_by_unit_id is '转录单位';
comment on column relief_response.ended_at is '终止时刻';

create table calendar_day (
  id uuid primary key,
  division_code text not null collate "C",
  day text not null,
  kind text not null,
  name text not null,
  reason text not null,
  completes_year boolean not null,
  set_at timestamptz not null,
  set_by_unit_id uuid not null,
  withdrawn_at timestamptz
);
create index calendar_day_place on calendar_day (division_code, day, set_at desc);
comment on table calendar_day is '工作日历的本地调整；后设的取代先设的，不删除';
comment on column calendar_day.id is '编号';
comment on column calendar_day.division_code is '区划；下级沿用';
comment on column calendar_day.day is '日期（北京时间）';
comment on column calendar_day.kind is '放假、调休上班、休息、上班';
comment on column calendar_day.name is '名称';
comment on column calendar_day.reason is '依据或原因';
comment on column calendar_day.completes_year is '该年度放假安排由此录全';
comment on column calendar_day.set_at is '设定时刻';
comment on column calendar_day.set_by_unit_id is '设定单位';
comment on column calendar_day.withdrawn_at is '撤销时刻';
